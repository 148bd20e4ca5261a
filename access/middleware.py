from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from access.asking import own_address

ADMIN = "/admin/"
FILES = " ".join(["'self'", *settings.FILE_ORIGINS])
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    f"style-src 'self' 'unsafe-inline'; img-src {FILES} data: blob:; media-src {FILES}; frame-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Send strangers to sign in; whoever pressed a button after their session ended comes back to its screen.

    What a button sends is no screen that can be opened, and a part of one is no place for the sign-in screen.
    """

    # Any: as Django has it.
    def handle_no_permission(  # type: ignore[override]  # htmx is led on by a header
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        is_part = "HX-Request" in request.headers
        if request.method in ("GET", "HEAD") and not is_part:
            return super().handle_no_permission(request, view_func)
        back = own_address(request, request.headers.get("Referer", ""), settings.LOGIN_REDIRECT_URL)
        door = redirect_to_login(back, settings.LOGIN_URL)
        return HttpResponseClientRedirect(door.url) if is_part else door


class PrivateResponseMiddleware:
    """Keep what a signed-in person got out of shared caches, and give the admin its own policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN):
            response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY)
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-cache"
        return response


class AdminDoorMiddleware:
    """Refuse the Wagtail admin to who is signed in without a role there.

    Wagtail would send them to sign in, and signing in sends whoever has done so back, without end.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if (
            request.path_info.startswith(ADMIN)
            and request.user.is_authenticated
            and not request.user.has_perm("wagtailadmin.access_admin")
        ):
            raise PermissionDenied
