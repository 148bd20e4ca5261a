from django.urls import path

from blog import views
from content import keys  # noqa: F401  # it registers itself

app_name = "blog"
urlpatterns = [
    path("feeds/<str:word>/podcasts/<key:pk>/<str:name>", views.episode_sound, name="episode-sound"),
]
