"""What allauth asks of Brink about signing in by an identity provider."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest
from django.utils import timezone
from requests import RequestException

from access.identity.arriving import NotLetIn, receive
from access.identity.claims import read_claims
from access.identity.providers import app_of, find_provider, providers_that_are_on
from access.identity.trouble import tell_trouble


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Providers are rows that an administrator keeps; who comes in is known by them, and never signs up."""

    # Any: allauth has no types.
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[Any]:
        apps: list[SocialApp] = [app_of(row) for row in providers_that_are_on()]
        return [
            app
            for app in apps
            if (not provider or provider in (app.provider, app.provider_id))
            and (not client_id or client_id == app.client_id)
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let the claims say whose account it is, and keep nothing else of them."""
        account: SocialAccount = sociallogin.account
        provider = find_provider(account.provider)
        if provider is None:
            raise ImmediateHttpResponse(tell_trouble(request, "gone"))
        if speaks_of_two(account.extra_data):
            raise ImmediateHttpResponse(tell_trouble(request, "nonsense", provider))
        claims = read_claims(provider, account.uid, account.extra_data)
        known = account.user if account.pk else None
        try:
            user = receive(provider=provider, claims=claims, known=known, now=timezone.now())
        except NotLetIn as refusal:
            raise ImmediateHttpResponse(tell_trouble(request, refusal.why, provider)) from refusal
        account.user = sociallogin.user = user
        # What is needed was read, and stands with the person.
        account.extra_data = {}
        account.save()

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # Any: allauth's own, as below
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Show a page of ours, which says what to do."""
        row = find_provider(provider.app.provider_id) if provider.app else None
        why = why_of(error, exception, extra_context or {})
        raise ImmediateHttpResponse(tell_trouble(request, why, row))


def speaks_of_two(said: dict[str, Any]) -> bool:  # Any: what another server wrote
    """Tell whether the two parts of an answer of OpenID Connect are of different people."""
    parts = [said.get("id_token"), said.get("userinfo")]
    return len({part.get("sub") for part in parts if isinstance(part, dict) and part}) > 1


def why_of(error: Any, exception: Exception | None, context: dict[str, Any]) -> str:  # Any: as above
    """Return in a word what went wrong."""
    if error == AuthError.CANCELLED:
        return "refused"
    if context.get("saml_errors"):
        return "unproven"
    if isinstance(exception, RequestException):
        return "away"
    if exception is not None:
        return "nonsense"
    # The answer belongs to no sign-in that was begun in this browser, or was used before.
    return "stale"
