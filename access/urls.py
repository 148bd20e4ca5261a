from django.urls import path

from access.views import invitation, settings

app_name = "access"
urlpatterns = [
    path("invitation/<str:token>/", invitation.take_up, name="invitation"),
    path("settings/", settings.settings_screen, name="settings"),
    path("settings/<slug:name>/", settings.settings_save, name="settings-save"),
]
