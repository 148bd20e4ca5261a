from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from access.asking import own_address

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


class AdminTransactionMiddleware:
    """Wrap each write of the Wagtail admin in one transaction.

    Wagtail publishes after its own transaction and moves before its signal; a crash in between would
    leave a page with a scope that is too wide. Not ATOMIC_REQUESTS: reads would then take the write
    lock of SQLite. Must stand last, so that it wraps the view itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method in SAFE_METHODS or not request.path_info.startswith("/admin/"):
            return None
        try:
            with transaction.atomic():
                response: HttpResponse = view(request, *args, **kwargs)
                if hasattr(response, "render"):
                    response.render()
                return response
        except ValidationError as refusal:
            return _told(request, refusal)


def _told(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    """Lead back with what a page refused at the last moment, such as when a colleague approves it unseen."""
    for sentence in refusal.messages:
        messages.error(request, sentence)
    back = own_address(request, request.headers.get("Referer", ""), reverse("wagtailadmin_home"))
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        # What the windows of the editor take for: done, go there.
        return JsonResponse({"step": "success", "redirect": back})
    return HttpResponseRedirect(back)
