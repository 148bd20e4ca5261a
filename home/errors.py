"""Error screens in the reader's language; they run before or without the language middleware's view step."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from dialogue.signed_out import keep_late
from home.expired_form import sent_again


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, "errors/400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, "errors/403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, "errors/404.html", 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer who knocks too often; asked by allauth, when somebody keeps trying to sign in."""
    return _answer(request, "errors/429.html", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without the database and without context processors: either may be what broke."""
    with translation.override(_language(request)):
        body = render_to_string("errors/500.html", {"organisation_name": settings.WAGTAIL_SITE_NAME})
    return HttpResponse(body, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was not sent from a page of now, with what was typed and a way to send it again."""
    with translation.override(_language(request)):
        again = sent_again(request)
        # A file cannot be written into a page, but it can be kept.
        context = {"again": again, "kept_at": "" if again else keep_late(request)}
        return render(request, "errors/form_expired.html", context, status=403)


def _answer(request: HttpRequest, template: str, status: int) -> HttpResponse:
    with translation.override(_language(request)):
        return render(request, template, status=status)


def _language(request: HttpRequest) -> str:
    return str(getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE))
