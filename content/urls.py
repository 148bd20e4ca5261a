from django.urls import path

from content import (
    feed_views,
    keys,  # noqa: F401  # it registers itself
    saved_views,
    views,
)

app_name = "content"
urlpatterns = [
    path("language/", views.language_set, name="language-set"),
    path("saved/", saved_views.saved_list, name="saved-list"),
    path("saved/<key:pk>/", saved_views.page_save, name="page-save"),
    path("settings/feeds/", feed_views.feed_list, name="feed-list"),
    path("feeds/<str:word>/<slug:name>/", feed_views.feed, name="feed"),
    path("feeds/<str:word>/<slug:name>/<key:part>/", feed_views.feed, name="feed-part"),
    path("files/images/<key:pk>/<str:name>", views.rendition, name="rendition"),
    path("files/documents/<key:pk>/<str:name>", views.document, name="document"),
    path("files/media/<key:pk>/<str:name>", views.media, name="media"),
]
