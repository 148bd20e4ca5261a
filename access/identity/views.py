"""The doors of the identity providers: allauth's own, with our page for whatever goes wrong there."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.socialaccount.providers.saml import views as saml
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from onelogin.saml2.errors import OneLogin_Saml2_Error
from requests import JSONDecodeError, RequestException

from access.identity.providers import NoMetadata, find_provider
from access.identity.trouble import tell_trouble
from access.models import IdentityProvider

logger = logging.getLogger(__name__)

Door = Callable[..., HttpResponse]
Protocol = IdentityProvider.Protocol

# What another server wrote is read by libraries that expect it to be right.
NONSENSE = (
    JSONDecodeError,
    OAuth2Error,
    OneLogin_Saml2_Error,
    SyntaxError,
    NoMetadata,
    ImproperlyConfigured,
    LookupError,
    TypeError,
    AttributeError,
    ValueError,
)


def door(protocol: IdentityProvider.Protocol) -> Callable[[Callable[..., Any]], Door]:
    """Open the view of allauth to strangers, for providers of this protocol that are on."""

    def opened(view: Callable[..., Any]) -> Door:  # Any: allauth has no types
        # Who comes here is signing in.
        @login_not_required
        @never_cache
        @wraps(view)
        def wrapped(request: HttpRequest, **names: str) -> HttpResponse:
            # allauth calls the one name in the address by another word for each protocol.
            (slug,) = names.values()
            provider = find_provider(slug)
            if provider is None or provider.protocol != protocol:
                return tell_trouble(request, "gone")
            if not ratelimit.consume(request, action="login"):
                too_many: HttpResponse = ratelimit.respond_429(request)
                return too_many
            # Coming in is all that is done here; to connect an account allauth has screens that we do not.
            asked = request.GET.copy()
            asked.pop("process", None)
            request.GET = asked  # type: ignore[assignment]  # nobody writes to it from here
            try:
                answer: HttpResponse = view(request, slug)
            except PermissionDenied:
                return _told(request, "stale", provider)
            except NONSENSE as fault:
                return _told(request, "nonsense", provider, fault)
            # After the others: what is no JSON is nonsense, and counts as an OSError as well.
            except (RequestException, OSError) as fault:
                return _told(request, "away", provider, fault)
            return answer

        return wrapped

    return opened


def _told(
    request: HttpRequest, why: str, provider: IdentityProvider, fault: Exception | None = None
) -> HttpResponse:
    # What made no sense may be a fault of ours, so the log says where.
    trace = fault if why == "nonsense" else None
    logger.warning("Signing in by %s did not work: %s. %s", provider.slug, why, fault or "", exc_info=trace)
    return tell_trouble(request, why, provider)


@require_http_methods(["GET", "HEAD"])
@door(Protocol.OPENID_CONNECT)
def openid_connect_login(request: HttpRequest, slug: str) -> Any:  # Any: as above
    """Send the reader to the provider."""
    return openid_connect.login(request, slug)


@require_http_methods(["GET", "HEAD"])
@door(Protocol.OPENID_CONNECT)
def openid_connect_callback(request: HttpRequest, slug: str) -> Any:  # Any: as above
    """Take the reader back from the provider, signed in."""
    return openid_connect.callback(request, slug)


@require_http_methods(["GET", "HEAD"])
@door(Protocol.SAML)
def saml_login(request: HttpRequest, slug: str) -> Any:  # Any: as above
    """Send the reader to the provider."""
    return saml.login(request, organization_slug=slug)


# The provider sends the form, which knows no token of ours; its signature is checked instead.
@csrf_exempt
@require_http_methods(["POST"])
@door(Protocol.SAML)
def saml_acs(request: HttpRequest, slug: str) -> Any:  # Any: as above
    """Keep the answer of the provider, for the request that brings our own cookie along."""
    return saml.acs(request, organization_slug=slug)


@require_http_methods(["GET", "HEAD"])
@door(Protocol.SAML)
def saml_finish_acs(request: HttpRequest, slug: str) -> Any:  # Any: as above
    """Let in whom the answer proves."""
    return saml.finish_acs(request, organization_slug=slug)


@require_http_methods(["GET", "HEAD"])
@door(Protocol.SAML)
def saml_metadata(request: HttpRequest, slug: str) -> Any:  # Any: as above
    """Return who we are, for the provider."""
    return saml.metadata(request, organization_slug=slug)
