from django.urls import path

from content import views

app_name = "content"
urlpatterns = [
    path("language/", views.language_set, name="language-set"),
    path("files/images/<int:pk>/<str:name>", views.rendition, name="rendition"),
    path("files/documents/<int:pk>/<str:name>", views.document, name="document"),
    path("files/media/<int:pk>/<str:name>", views.media, name="media"),
]
