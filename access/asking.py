"""Who asks, and where they go back to."""

from django.http import Http404, HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from access.models import User

# In the address of the sign-in screen: stay there, also when there is a provider to go to straight away.
HERE = "here"


def reader_of(request: HttpRequest) -> User:
    """Return who asks; the middleware let nobody else in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def way_back(request: HttpRequest, otherwise: str = "/") -> str:
    """Return where the form in `request` leads back to, or `otherwise` when that is no address of ours."""
    return own_address(request, request.POST.get("next", ""), otherwise)


def own_address(request: HttpRequest, address: str, otherwise: str) -> str:
    """Return `address` if it is one of ours, and `otherwise` if following it would lead to another site."""
    # A bare word would be taken for the name of a screen.
    is_address = address.startswith(("/", "http://", "https://"))
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if is_address and is_ours else otherwise
