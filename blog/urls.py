from django.urls import path

from blog import views

app_name = "blog"
urlpatterns = [
    path("feeds/<str:word>/podcasts/<int:pk>/<str:name>", views.episode_sound, name="episode-sound"),
]
