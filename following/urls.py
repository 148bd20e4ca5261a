from django.urls import path

from following import mine_views

app_name = "following"
urlpatterns = [
    path("following/", mine_views.mine, name="mine"),
    path("following/<slug:kind>/<key:pk>/", mine_views.act, name="follow"),
]
