"""Keeping a secret in the database so that a copy of the database does not give it away."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class Unreadable(ValueError):
    """The secret of the installation has changed since; what was sealed must be filled in again."""


def seal(text: str) -> str:
    """Return `text` as only this installation can read it."""
    return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed, also under an earlier secret that is still listed. Raises Unreadable."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(secret).decrypt(sealed.encode()).decode()
        except InvalidToken:
            continue
    raise Unreadable("Sealed under another SECRET_KEY.")


def _cipher(secret: str | bytes) -> Fernet:
    salted = b"access.sealing:" + (secret if isinstance(secret, bytes) else secret.encode())
    return Fernet(urlsafe_b64encode(sha256(salted).digest()))
