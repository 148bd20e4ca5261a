from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.models import User
from access.sealing import Unreadable, seal, unseal


class FactorAdapter(DefaultMFAAdapter):
    """Second factors in our words, with their secrets sealed."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This code does not fit. Use the newest one, and type all its digits."
        ),
        "passkey_refused": gettext_lazy("This passkey was not accepted. Try again, or use another way."),
        "cannot_generate_recovery_codes": gettext_lazy("Add a passkey or an app with codes first."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret, or one that fits no code after the secret of the installation changed."""
        try:
            return unseal(encrypted_text)
        except Unreadable:
            return ""

    def get_totp_issuer(self) -> str:
        return f"Brink {settings.WAGTAIL_SITE_NAME}" if settings.WAGTAIL_SITE_NAME != "Brink" else "Brink"

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Return what a new passkey is called until somebody names it."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:  # Any: allauth's own
        return {**super().get_public_key_credential_rp_entity(), "name": self.get_totp_issuer()}
