from django.urls import path

from following import mine_views, stream_views

app_name = "following"
urlpatterns = [
    path("stream/", stream_views.stream, name="stream"),
    path("stream/caught-up/", stream_views.caught_up, name="caught-up"),
    path("following/", mine_views.mine, name="mine"),
    path("following/<slug:kind>/<key:pk>/", mine_views.act, name="follow"),
]
