"""The screen of a link in a mail: what it would do, and that it is done."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from access.mail import language_of
from access.models import User
from notices.links import DeadLink, Link, WornOut, open_link, use_link

TEMPLATE = "notices/mail_link.html"


# Open to everyone: the link itself is what shows that its holder had the mail. Without the token of a form,
# since mail programs send this form themselves when somebody unsubscribes there (RFC 8058).
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_link(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the link would do; do it when its form is sent."""
    return _act(request, token) if request.method == "POST" else _look(request, token)


def _look(request: HttpRequest, token: str) -> HttpResponse:
    try:
        return _answer(request, open_link(token, now=timezone.now()))
    except DeadLink as error:
        return _refuse(request, error)


def _act(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        link = open_link(token, now=now)
        # What it says afterwards is asked first: the deed may take away what it is about.
        answer = _answer(request, link, is_done=True)
        use_link(link, now=now)
    except DeadLink as error:
        return _refuse(request, error)
    return answer


def _answer(request: HttpRequest, link: Link, *, is_done: bool = False) -> HttpResponse:
    """Answer in the language of whoever reads the mail. Raises DeadLink where there is nothing to do."""
    is_owner = request.user == link.user
    # Someone else is signed in where the mail was opened, or nobody: neither says in what they read.
    language = translation.get_language() if is_owner else language_of(link.user)
    with translation.override(language):
        words = link.deed.words(link.user, link.value, is_owner=is_owner)
        if words is None:
            raise DeadLink("There is nothing to do any more.")
        return _screen(request, {"words": words, "is_done": is_done})


def _refuse(request: HttpRequest, error: DeadLink) -> HttpResponse:
    is_worn_out = isinstance(error, WornOut)
    return _screen(request, {"is_worn_out": is_worn_out}, status=410 if is_worn_out else 404)


# Any: a template takes any value.
def _screen(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context["is_signed_in"] = isinstance(request.user, User)
    return render(request, TEMPLATE, context, status=status)
