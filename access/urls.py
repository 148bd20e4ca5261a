from django.urls import path

from access.views import invitation, settings, tokens

app_name = "access"
urlpatterns = [
    path("invitation/<str:token>/", invitation.take_up, name="invitation"),
    path("settings/", settings.settings_screen, name="settings"),
    path("settings/tokens/", tokens.token_list, name="token-list"),
    path("settings/tokens/new/", tokens.token_new, name="token-new"),
    path("settings/tokens/withdraw/", tokens.token_withdraw, name="token-withdraw"),
    path("settings/<slug:name>/", settings.settings_save, name="settings-save"),
]
