from django.urls import path

from dialogue import views

app_name = "dialogue"
urlpatterns = [
    path("comments/on/<int:content_type_id>/<str:key>/", views.thread, name="thread"),
    path("comments/on/<int:content_type_id>/<str:key>/post/", views.post, name="comment-post"),
    path("comments/<int:pk>/", views.detail, name="comment-detail"),
    path("comments/<int:pk>/more/", views.more, name="comment-more"),
    path("comments/<int:pk>/reply/", views.ReplyView.as_view(), name="comment-reply"),
    path("comments/<int:pk>/edit/", views.EditView.as_view(), name="comment-edit"),
    path("comments/<int:pk>/withdraw/", views.WithdrawView.as_view(), name="comment-withdraw"),
    path("comments/<int:pk>/report/", views.ReportView.as_view(), name="comment-report"),
    path("comments/<int:pk>/hide/", views.HideView.as_view(), name="comment-hide"),
    path("comments/<int:pk>/restore/", views.RestoreView.as_view(), name="comment-restore"),
]
