from django.urls import path

from search import suggest_views, views
from search.lessons.keeper_screen import heard_by_keeper
from search.lessons.views import answer

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/answer/", answer, name="answer"),
    path("search/heard/<int:page_id>/", heard_by_keeper, name="heard"),
    path("search/opensearch.xml", suggest_views.opensearch, name="opensearch"),
    path("search/suggest/", suggest_views.suggestions, name="suggest"),
]
