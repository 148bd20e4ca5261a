"""The addresses of the room of hosts, below that of its group."""

from django.urls import path

from groups.hosting import ending_views, keeping_views, member_views, message_views, views

urlpatterns = [
    path("", views.room, name="host"),
    path("welcome/", views.welcoming, name="host-welcome"),
    path("welcomed/", views.welcomed, name="host-welcomed"),
    path("thank/<key:pk>/", views.thanking, name="host-thank"),
    path("requests/<key:pk>/", views.deciding, name="host-request"),
    path("members/<key:pk>/", member_views.member, name="host-member"),
    path("appearance/", keeping_views.appearance, name="host-appearance"),
    path("access/", keeping_views.opening, name="host-access"),
    path("message/", message_views.message, name="host-message"),
    path("reviewed/", keeping_views.reviewed, name="host-reviewed"),
    path("ending/", ending_views.ending, name="host-ending"),
    path("tip/", views.tip_read, name="host-tip"),
]
