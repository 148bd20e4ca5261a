from django.urls import include, path

from groups.views import asking, groups, posts, questions, routing

app_name = "groups"
urlpatterns = [
    path("groups/<slug:slug>/", groups.detail, name="detail"),
    path("groups/<slug:slug>/host/", include("groups.hosting.urls")),
    path("questions/", questions.listing, name="questions"),
    path("questions/<key:pk>/not-mine/", routing.not_mine, name="question-not-mine"),
    path("questions/ask/", asking.ask, name="ask"),
    path("questions/ask/found/", asking.found, name="question-found"),
    path("questions/answers/<slug:kind>/<key:pk>/", asking.choose, name="answer-choose"),
    path("posts/<key:pk>/", posts.detail, name="post"),
]
