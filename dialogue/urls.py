from django.urls import path

from dialogue.views import acts, drafts, files, history, mine, pinning, questions, reactions, threads

app_name = "dialogue"
urlpatterns = [
    path("comments/", mine.mine, name="mine"),
    path("comments/on/<int:content_type_id>/<str:key>/", threads.thread, name="thread"),
    path("comments/on/<int:content_type_id>/<str:key>/post/", threads.post, name="comment-post"),
    path("comments/on/<int:content_type_id>/<str:key>/react/", reactions.thing_react, name="thing-react"),
    path(
        "comments/on/<int:content_type_id>/<str:key>/reactions/",
        reactions.thing_reactions,
        name="thing-reactions",
    ),
    path("comments/<int:pk>/react/", reactions.comment_react, name="comment-react"),
    path("comments/<int:pk>/reactions/", reactions.comment_reactions, name="comment-reactions"),
    path("comments/<int:pk>/", threads.detail, name="comment-detail"),
    path("comments/<int:pk>/more/", threads.more, name="comment-more"),
    path("comments/drafts/on/<int:content_type_id>/<str:key>/", drafts.save, name="draft-save"),
    path("comments/drafts/<int:pk>/discard/", drafts.discard, name="draft-discard"),
    path("comments/drafts/<int:pk>/file/", drafts.draft_file, name="draft-file"),
    path("comments/<int:pk>/file/", files.comment_file, name="comment-file"),
    path("comments/<int:pk>/history/", history.history, name="comment-history"),
    path("comments/<int:pk>/pin/", pinning.PinView.as_view(), name="comment-pin"),
    path("comments/<int:pk>/unpin/", pinning.UnpinView.as_view(), name="comment-unpin"),
    path("comments/<int:pk>/reply/", acts.ReplyView.as_view(), name="comment-reply"),
    path("comments/<int:pk>/edit/", acts.EditView.as_view(), name="comment-edit"),
    path("comments/<int:pk>/withdraw/", acts.WithdrawView.as_view(), name="comment-withdraw"),
    path("comments/<int:pk>/ask/", questions.AskView.as_view(), name="comment-ask"),
    path("comments/<int:pk>/unask/", questions.UnaskView.as_view(), name="comment-unask"),
    path("comments/<int:pk>/helped/", questions.HelpedView.as_view(), name="comment-helped"),
    path("comments/<int:pk>/not-yet/", questions.NotYetView.as_view(), name="comment-not-yet"),
    path("comments/<int:pk>/set-aside/", questions.AsideView.as_view(), name="comment-aside"),
    path("comments/<int:pk>/wait-again/", questions.WaitAgainView.as_view(), name="comment-wait-again"),
    path("comments/<int:pk>/report/", acts.ReportView.as_view(), name="comment-report"),
    path("comments/<int:pk>/hide/", acts.HideView.as_view(), name="comment-hide"),
    path("comments/<int:pk>/restore/", acts.RestoreView.as_view(), name="comment-restore"),
]
