from django.urls import path

from content import saved_views, views

app_name = "content"
urlpatterns = [
    path("language/", views.language_set, name="language-set"),
    path("saved/", saved_views.saved_list, name="saved-list"),
    path("saved/<int:pk>/", saved_views.page_save, name="page-save"),
    path("files/images/<int:pk>/<str:name>", views.rendition, name="rendition"),
    path("files/documents/<int:pk>/<str:name>", views.document, name="document"),
    path("files/media/<int:pk>/<str:name>", views.media, name="media"),
]
