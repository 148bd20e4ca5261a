"""The door for machines: a token in a header instead of a person with a session."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

# The public door to the same limits lets every GET pass.
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse

from access.models import ApiToken, OwnToken
from access.own_tokens import own_token_for
from access.tokens import TokenRefused, token_for

# Where machines come in.
MACHINES = ("/scim/", "/api/")


class MachineDoorMiddleware:
    """Leaves outside what a browser brings along, where machines come in.

    Must stand above SessionMiddleware: a session neither opens these addresses nor costs a query there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(MACHINES):
            request.COOKIES = {}
        return self.get_response(request)


class TooManyTries(Exception):
    """From this address came one unknown token after another."""


def token_of(request: HttpRequest, scope: ApiToken.Scope, *, now: datetime) -> ApiToken:
    """Return the token of a request. Raises what `access.tokens.token_for` raises, and TooManyTries.

    Who has a good token comes in, whoever else is guessing from the same address.
    """
    with _guessing_stopped(request):
        return token_for(request.headers.get("Authorization", ""), scope, now=now)


def own_token_of(request: HttpRequest, *, now: datetime) -> OwnToken:
    """Return the token of a request with its person. Raises TokenRefused, and TooManyTries as above."""
    with _guessing_stopped(request):
        return own_token_for(request.headers.get("Authorization", ""), now=now)


@contextmanager
def _guessing_stopped(request: HttpRequest) -> Iterator[None]:
    try:
        yield
    except TokenRefused as refused:
        if not ratelimit.consume(request, app="allauth.account", action="api_token", limit_get=True):
            raise TooManyTries from refused
        raise


def is_within_limit(request: HttpRequest, token: OwnToken) -> bool:
    """Count a use of `token`, and tell whether its person asks no more than a machine should."""
    return bool(
        ratelimit.consume(request, app="allauth.account", action="api_use", user=token.user, limit_get=True)
    )
