from django.urls import path

from content import keys  # noqa: F401  # it registers itself
from news import views

app_name = "news"
urlpatterns = [
    path("calendar/<key:pk>.ics", views.event_calendar, name="event-calendar"),
    path("must-know/<key:pk>/confirm/", views.must_know_confirm, name="must-know-confirm"),
]
