from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.models import User
from access.second_factor.needing import MISSING, settle

# What stays within reach besides the screens of the second factor itself: leaving, reading these, and what a
# link in a mail does for who has not signed in at all.
OPEN = {"account_logout", "account_reauthenticate", "language-set", "theme", "logo", "mail-link"}


class SecondFactorMiddleware:
    """Lead who needs a second factor and has none to setting one up, before anything else.

    What it goes by was settled at sign-in. Feeds and machines come in by keys, without a session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not isinstance(request.user, User) or not request.session.get(MISSING):
            return None
        # Asked anew only of who lacks one: it may have been added a moment ago.
        settle(request, request.user)
        if MISSING not in request.session:
            return None
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if name.startswith("mfa_") or name in OPEN:
            return None
        return HttpResponseRedirect(reverse("mfa_index"))
