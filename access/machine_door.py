"""The door for machines: a token in a header instead of a person with a session."""

from datetime import datetime

# The public door to the same limits lets every GET pass.
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from access.models import ApiToken
from access.tokens import TokenRefused, token_for


class TooManyTries(Exception):
    """From this address came one unknown token after another."""


def token_of(request: HttpRequest, scope: ApiToken.Scope, *, now: datetime) -> ApiToken:
    """Return the token of a request. Raises what `access.tokens.token_for` raises, and TooManyTries.

    Who has a good token comes in, whoever else is guessing from the same address.
    """
    try:
        return token_for(request.headers.get("Authorization", ""), scope, now=now)
    except TokenRefused as refused:
        if not ratelimit.consume(request, app="allauth.account", action="api_token", limit_get=True):
            raise TooManyTries from refused
        raise
