from django.urls import path

from groups.views import groups, posts

app_name = "groups"
urlpatterns = [
    path("groups/<slug:slug>/", groups.detail, name="detail"),
    path("posts/<key:pk>/", posts.detail, name="post"),
]
