"""Reacting with one word to a comment or to the thing itself, and who did so."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from access.asking import reader_of
from dialogue.authors import authors_for
from dialogue.models import BrinkComment, Reaction
from dialogue.reactions import NO_TALLIES, reactions_to, tallies_of, tallies_under
from dialogue.refusals import Refused
from dialogue.services import react
from dialogue.services.refusals import OutOfSight
from dialogue.targets import Target
from dialogue.views.asking import comment_or_404, target_or_404

NAMES_PER_PAGE = 50


@require_POST
def thing_react(request: HttpRequest, content_type_id: int, key: str) -> HttpResponse:
    """Say one word about a thing, or take it back."""
    target = target_or_404(request, content_type_id, key)
    return _react(request, target, None)


@require_POST
def comment_react(request: HttpRequest, pk: int) -> HttpResponse:
    """Say one word about a comment, or take it back."""
    comment, target = comment_or_404(request, pk)
    return _react(request, target, comment)


@require_safe
def thing_reactions(request: HttpRequest, content_type_id: int, key: str) -> HttpResponse:
    """Show who said what about a thing."""
    target = target_or_404(request, content_type_id, key)
    return _show_who(request, target, None)


@require_safe
def comment_reactions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who said what about a comment that stands."""
    comment, target = comment_or_404(request, pk)
    if not comment.stands:
        raise Http404
    return _show_who(request, target, comment)


def _react(request: HttpRequest, target: Target, comment: BrinkComment | None) -> HttpResponse:
    reader = reader_of(request)
    given, taken = request.POST.get("give"), request.POST.get("take")
    kind = _kind_in(given or taken)
    if kind is None:
        raise BadRequest("There is no such reaction.")
    try:
        react(
            user=reader,
            target=target,
            comment=comment,
            kind=kind,
            is_given=bool(given),
            now=timezone.now(),
        )
    except OutOfSight as refusal:
        raise Http404 from refusal
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
        # What is on the screen is not so any more: htmx is to show the whole page anew.
        return HttpResponseClientRefresh() if _is_htmx(request) else redirect(_place(request, target, None))
    if not _is_htmx(request):
        return redirect(_place(request, target, comment))
    context: dict[str, Any] = {"pressed": kind}
    if comment is None:
        tallies = tallies_of(target, reader)
        context |= {"target": target, "address": target.address(request), "tallies": tallies}
        return render(request, "dialogue/thing_reactions.html", context)
    author = authors_for([comment.user_id], reader)[comment.user_id]
    tallies = tallies_under([comment.pk], reader).get(comment.pk, NO_TALLIES)
    context |= {"comment": comment, "name": author.name, "tallies": tallies}
    return render(request, "dialogue/comment_reactions.html", context)


def _show_who(request: HttpRequest, target: Target, comment: BrinkComment | None) -> HttpResponse:
    reader = reader_of(request)
    if comment is None:
        tallies = tallies_of(target, reader)
    else:
        tallies = tallies_under([comment.pk], reader).get(comment.pk, NO_TALLIES)
    said = [tally for tally in tallies if tally.count]
    kind = _kind_in(request.GET.get("kind")) or (said[0].kind if said else Reaction.Kind.USEFUL)
    page_obj = Paginator(reactions_to(target, comment, kind), NAMES_PER_PAGE).get_page(
        request.GET.get("page")
    )
    user_ids = [reaction.user_id for reaction in page_obj]
    authors = authors_for([*user_ids, comment.user_id if comment else None], reader)
    context = {
        "target": target,
        "address": _place(request, target, comment),
        "comment": comment,
        "author": authors.get(comment.user_id, authors[None]) if comment else None,
        "tallies": said,
        "kind": kind,
        "who": [authors.get(user_id, authors[None]) for user_id in user_ids],
        "page_obj": page_obj,
        "query": f"kind={kind}",
    }
    return render(request, "dialogue/who_reacted.html", context)


def _kind_in(text: str | None) -> Reaction.Kind | None:
    return Reaction.Kind(text) if text in Reaction.Kind.values else None


def _place(request: HttpRequest, target: Target, comment: BrinkComment | None) -> str:
    if comment is None:
        return f"{target.address(request)}#reactions"
    return reverse("dialogue:comment-detail", args=[comment.pk])


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
