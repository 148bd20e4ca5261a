"""What a reader gets back: the thread at the comment that something happened to."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django_htmx.http import reswap, retarget

from access.asking import reader_of
from dialogue.drafts import POST_FORM
from dialogue.forms import CommentForm
from dialogue.models import BrinkComment
from dialogue.ordering import Order, order_in
from dialogue.pauses import pause_of
from dialogue.reading import Thread, read_around
from dialogue.signed_out import Desk
from dialogue.targets import Target


def show_done(
    request: HttpRequest, target: Target, comment: BrinkComment, sentence: str | Promise
) -> HttpResponse:
    """Show the thread at the comment: in its place to htmx, on its page to everyone else."""
    part = read_around(comment, target, reader_of(request), order=order_asked(request))
    if not getattr(request, "htmx", False):
        messages.success(request, str(sentence))
        return redirect(address_of(comment, part, request))
    # What has no place any more leaves the keyboard at the head of the thread.
    focus = comment.pk if part.shows(comment) else None
    context = {**thread_context(request, part), "sentence": sentence, "focus": focus}
    return retarget(reswap(render(request, "dialogue/thread.html", context), "outerHTML"), "#comments")


def address_of(comment: BrinkComment, part: Thread, request: HttpRequest) -> str:
    """Return the address of the page that shows this part, at the comment where it still has a place."""
    address = part.target.address(request)
    if not part.shows(comment):
        return f"{address}#comments"
    asked = order_asked(request)
    query = {"comments": str(asked)} if asked is not None else {}
    if part.starts_later:
        query["at"] = str(comment.pk)
    return f"{address}{'?' if query else ''}{urlencode(query)}#c{comment.pk}"


def order_asked(request: HttpRequest) -> Order | None:
    """Return the order that the reader asked for, here or on the page in which htmx asks."""
    htmx = getattr(request, "htmx", None)
    shown = htmx.current_url if htmx is not None else None
    on_page = dict(parse_qsl(urlsplit(shown or "").query))
    return order_in(request.GET.get("comments", on_page.get("comments")))


def thread_context(request: HttpRequest, thread: Thread) -> dict[str, Any]:  # Any: a template's context
    """Return what `dialogue/thread.html` needs; `?ask=1` opens its form as a question."""
    asks = "ask" in request.GET
    form = CommentForm(initial={"is_question": asks})
    form.sit_at(Desk(reader_of(request), thread.target, POST_FORM))
    if asks:
        form.fields["text"].widget.attrs["autofocus"] = True
    return {
        "thread": thread,
        "form": form,
        "address": thread.target.address(request),
        "target": thread.target,
        "pause": pause_of(reader_of(request), timezone.now()),
    }
