from django.urls import include, path

from groups.views import asking, groups, post_acts, posts, questions, routing, writing

app_name = "groups"
urlpatterns = [
    path("groups/<slug:slug>/", groups.detail, name="detail"),
    path("groups/<slug:slug>/host/", include("groups.hosting.urls")),
    path("questions/", questions.listing, name="questions"),
    path("questions/<key:pk>/not-mine/", routing.not_mine, name="question-not-mine"),
    path("groups/<slug:slug>/write/", writing.write, name="write"),
    path("groups/<slug:slug>/draft/", writing.save, name="draft-save"),
    path("groups/<slug:slug>/draft/discard/", writing.discard, name="draft-discard"),
    path("groups/<slug:slug>/draft/file/", writing.draft_file, name="draft-file"),
    path("questions/ask/", asking.ask, name="ask"),
    path("questions/ask/found/", asking.found, name="question-found"),
    path("questions/answers/<slug:kind>/<key:pk>/", asking.choose, name="answer-choose"),
    path("posts/<key:pk>/", posts.detail, name="post"),
    path("posts/<key:pk>/edit/", posts.edit, name="post-edit"),
    path("posts/<key:pk>/move/", post_acts.move, name="post-move"),
    path("posts/<key:pk>/pin/", post_acts.pin, name="post-pin"),
    path("posts/<key:pk>/idea/", post_acts.idea, name="post-idea"),
    path("posts/<key:pk>/withdraw/", post_acts.PostWithdrawView.as_view(), name="post-withdraw"),
    path("posts/<key:pk>/report/", post_acts.PostReportView.as_view(), name="post-report"),
    path("posts/<key:pk>/hide/", post_acts.PostHideView.as_view(), name="post-hide"),
]
