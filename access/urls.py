from django.urls import path

from access.views import settings

app_name = "access"
urlpatterns = [
    path("settings/", settings.settings_screen, name="settings"),
    path("settings/<slug:name>/", settings.settings_save, name="settings-save"),
]
