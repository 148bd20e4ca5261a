from django.urls import path

from search import views
from search.lessons.views import answer

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/answer/", answer, name="answer"),
]
