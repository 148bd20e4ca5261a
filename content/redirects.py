"""Old addresses of pages, for who may see the page."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from content.models import may_see


class ScopedRedirectMiddleware:
    """Answer an old address with the new one, but tell nobody the address of a page they may not see.

    Wagtail's own asks no permission, and an address often spells the title.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or not request.user.is_authenticated:
            return response
        redirect = _redirect_for(request)
        if redirect is None or not redirect.link:
            return response
        if redirect.redirect_page and not may_see(request.user, redirect.redirect_page):
            return response
        kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        return kind(redirect.link)


def _redirect_for(request: HttpRequest) -> Redirect | None:
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    without_query = urlsplit(path).path
    redirect = get_redirect(request, path)
    if redirect is None and without_query != path:
        redirect = get_redirect(request, without_query)
    return redirect
