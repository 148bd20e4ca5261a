"""The address decides a page's language, the person decides the interface's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import wagtail.views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.models import Page

from access.accounts import choose_language
from access.models import User

LANGUAGE_COOKIE = "brink_language"


class LanguageMiddleware:
    """Resolve the address under its own language, then speak the reader's.

    Must stand directly below AuthenticationMiddleware: it asks the reader's setting.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address_language = language_of_address(request.path_info)
        request.LANGUAGE_CODE = reader_language(request)
        if getattr(request, "is_dummy", False):
            # A preview: Wagtail has the page already and comes by no view, inside a request of the admin.
            with translation.override(request.LANGUAGE_CODE):
                return self._answer(request)
        translation.activate(address_language)
        try:
            return self._answer(request)
        finally:
            # The middleware outside us must not go on in a reader's language: the slash that is added to
            # an address depends on it.
            translation.activate(address_language)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = request.LANGUAGE_CODE
        if response.status_code < 400:
            # An error says nothing about the page: one that is hidden must look like one that is not there.
            language = getattr(request, "content_language", language)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if view is wagtail.views.serve and request.user.is_authenticated:
            # Routed while the address's language is active; Wagtail keeps the answer on the request.
            route = Page.route_for_request(request, kwargs.get("path", args[0] if args else ""))
            if route is not None:
                request.content_language = route.page.locale.language_code  # type: ignore[attr-defined]  # ours
        translation.activate(request.LANGUAGE_CODE)


def language_of_address(path: str) -> str:
    """Return the language that the first part of `path` names, or the default one."""
    first = path.lstrip("/").partition("/")[0]
    others = {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    return first if first in others else str(settings.LANGUAGE_CODE)


def reader_language(request: HttpRequest) -> str:
    """Return the language of the interface: the person's setting, a cookie, the browser, the default."""
    offered = {code for code, _ in settings.LANGUAGES}
    user = getattr(request, "user", None)
    if isinstance(user, User) and user.language in offered:
        return str(user.language)
    if (cookie := request.COOKIES.get(LANGUAGE_COOKIE)) in offered:
        return str(cookie)
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code.partition("-")[0] in offered:
            return code.partition("-")[0]
    return str(settings.LANGUAGE_CODE)


def keep_language(request: HttpRequest, language: str, response: HttpResponse) -> None:
    """Remember that whoever sent `request` reads in `language`: on the account, or else in a cookie."""
    if isinstance(request.user, User):
        choose_language(user=request.user, language=language)
    else:
        response.set_cookie(
            LANGUAGE_COOKIE,
            language,
            max_age=timedelta(days=365),
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
