from django.urls import path

from news import views

app_name = "news"
urlpatterns = [
    path("must-know/<int:pk>/confirm/", views.must_know_confirm, name="must-know-confirm"),
]
