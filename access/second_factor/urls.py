"""The addresses of the second factor; allauth finds them by these names."""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from access.second_factor.views import PasskeyDoor, SecondStepView

HERE = "settings/second-factor/"

urlpatterns = [
    path("login/second-factor/", SecondStepView.as_view(), name="mfa_authenticate"),
    # Who comes here is signing in.
    path("login/passkey/", login_not_required(PasskeyDoor.as_view()), name="mfa_login_webauthn"),
    path(HERE, base.index, name="mfa_index"),
    path(f"{HERE}again/", ReauthenticateView.as_view(), name="account_reauthenticate"),
    path(f"{HERE}again/code/", base.reauthenticate, name="mfa_reauthenticate"),
    path(f"{HERE}again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(f"{HERE}app/", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path(f"{HERE}app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    # All that somebody has stands on one screen.
    path(f"{HERE}passkeys/", RedirectView.as_view(url=f"/{HERE}"), name="mfa_list_webauthn"),
    path(f"{HERE}passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(f"{HERE}passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(f"{HERE}passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path(f"{HERE}codes/", never_cache(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(f"{HERE}codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        f"{HERE}codes/download/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
]
