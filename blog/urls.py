from django.urls import path

from blog import change_views, views
from content import keys  # noqa: F401  # it registers itself

app_name = "blog"
urlpatterns = [
    path("feeds/<str:word>/podcasts/<key:pk>/<str:name>", views.episode_sound, name="episode-sound"),
    path("comments/<int:pk>/changed/", change_views.ChangeView.as_view(), name="change-make"),
]
