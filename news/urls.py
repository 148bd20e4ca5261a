from django.urls import path

from news import views

app_name = "news"
urlpatterns = [
    path("calendar/<int:pk>.ics", views.event_calendar, name="event-calendar"),
    path("must-know/<int:pk>/confirm/", views.must_know_confirm, name="must-know-confirm"),
]
