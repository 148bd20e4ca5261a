"""What machines come in with."""

from datetime import datetime

from django.utils import timezone

from access.models import ApiToken, User
from access.tokens import make_token
from tests.factories.accounts import UserFactory


def administrator() -> User:
    """Return someone who may make tokens."""
    return UserFactory(is_superuser=True)


def bearer(
    scope: ApiToken.Scope = ApiToken.Scope.SCIM, *, name: str = "Entra ID", expires_at: datetime | None = None
) -> str:
    """Return the header with which a machine that has a token for `scope` comes in."""
    _token, words = make_token(
        actor=administrator(), name=name, scopes=[scope], expires_at=expires_at, now=timezone.now()
    )
    return f"Bearer {words}"
