"""What a reader gets back: the thread at the comment that something happened to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django_htmx.http import reswap, retarget

from access.asking import reader_of
from dialogue.forms import CommentForm
from dialogue.models import BrinkComment
from dialogue.reading import Thread, read_around
from dialogue.targets import Target


def show_done(
    request: HttpRequest, target: Target, comment: BrinkComment, sentence: str | Promise
) -> HttpResponse:
    """Show the thread at the comment: in its place to htmx, on its page to everyone else."""
    part = read_around(comment, target, reader_of(request))
    if not getattr(request, "htmx", False):
        messages.success(request, str(sentence))
        return redirect(address_of(comment, part, request))
    context = {**thread_context(request, part), "sentence": sentence, "focus": comment.pk}
    return retarget(reswap(render(request, "dialogue/thread.html", context), "outerHTML"), "#comments")


def address_of(comment: BrinkComment, part: Thread, request: HttpRequest) -> str:
    """Return the address of the page that shows this part, at the comment where it still has a place."""
    address = part.target.address(request)
    if not part.shows(comment):
        return f"{address}#comments"
    query = f"?from={comment.thread_id}&upto={comment.pk}" if part.starts_later else ""
    return f"{address}{query}#c{comment.pk}"


def thread_context(request: HttpRequest, thread: Thread) -> dict[str, Any]:  # Any: a template's context
    """Return what `dialogue/thread.html` needs; `?ask=1` opens its form as a question."""
    asks = "ask" in request.GET
    form = CommentForm(initial={"is_question": asks})
    if asks:
        form.fields["text"].widget.attrs["autofocus"] = True
    return {
        "thread": thread,
        "form": form,
        "address": thread.target.address(request),
        "target": thread.target,
    }
