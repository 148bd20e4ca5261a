"""An app that gives codes, for tests."""

import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from access.models import User

SECRET = "JBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET) -> str:
    """Return the code that an app with this secret shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def give_app(user: User) -> None:
    """Let `user` have an app with codes."""
    TOTP.activate(user, SECRET)


def give_recovery_codes(user: User) -> list[str]:
    """Return the new recovery codes of `user`."""
    return list(RecoveryCodes.activate(user).get_unused_codes())


def secret_of(user: User) -> str:
    """Return the secret that was stored, unsealed."""
    stored = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return str(get_adapter().decrypt(stored.data["secret"]))
