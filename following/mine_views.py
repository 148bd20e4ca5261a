"""The screen of what someone follows, and the buttons that follow and stop."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from access.asking import reader_of, way_back
from access.keys import key_in
from access.models import User
from following.buttons import FollowButton, button_of
from following.follows import NothingToFollow, follow, follows_it, stop_following
from following.mine import FollowRow, follows_in_short, follows_of, rows_of
from following.sources import Place, find_source_kind, place_of, source_in
from following.suggesting import ShownSuggestion, decline, suggest_again, suggestions_for

ROWS_PER_PAGE = 30


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what the reader follows, all kinds in short or one kind page by page, and what they might."""
    reader, name = reader_of(request), request.GET.get("kind", "")
    context: dict[str, Any] = {  # Any: what a template needs
        "stopped": _undone(reader, request.GET.get("stopped", "")),
        "declined": _undone(reader, request.GET.get("declined", "")),
    }
    if not name:
        context |= {"kinds": follows_in_short(reader), "suggestions": suggestions_for(reader)}
        return render(request, "following/mine.html", context)
    kind = find_source_kind(name)
    if kind is None:
        raise Http404
    page_obj = Paginator(follows_of(reader, name), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context |= {"kind": kind, "page_obj": page_obj, "rows": rows_of(page_obj, reader)}
    return render(request, "following/mine_kind.html", context)


@require_POST
def act(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Follow a source or stop that; or suggest it no more, or again."""
    reader, what = reader_of(request), request.POST.get("act", "")
    if find_source_kind(kind) is None:
        raise Http404
    try:
        if what == "follow":
            follow(follower=reader, kind=kind, object_id=pk, now=timezone.now())
        elif what == "stop":
            stop_following(follower=reader, kind=kind, object_id=pk)
        elif what == "decline":
            decline(reader=reader, kind=kind, object_id=pk, now=timezone.now())
        elif what == "suggest":
            suggest_again(reader=reader, kind=kind, object_id=pk)
        else:
            raise BadRequest("Nothing else can be done with a source.")
    except NothingToFollow as error:
        raise Http404 from error
    row = FollowRow(kind, pk, place_of(kind, pk, reader))
    answer = _answer_inline if getattr(request, "htmx", False) else _answer
    return answer(request, what, row)


def _answer_inline(request: HttpRequest, what: str, row: FollowRow) -> HttpResponse:
    """Answer with what takes the place of what was pressed."""
    context: dict[str, Any] = {"row": row, "element": "li", "inline": True}  # Any: what a template needs
    if what == "decline":
        return render(request, "following/declined_row.html", context)
    if what == "suggest":
        if row.place is None:
            raise Http404
        button = button_of(row.kind, row.object_id, row.place, is_followed=False)
        context["suggestion"] = ShownSuggestion(row.place, "", button)
        return render(request, "following/suggestion.html", context | {"address": reverse("following:mine")})
    if request.POST.get("on") == "list":
        template = "following/follow_row.html" if what == "follow" else "following/stopped_row.html"
        return render(request, template, context)
    context |= {"address": way_back(request), "short": request.POST.get("on") == "short"}
    context["button"] = _button(row, is_followed=what == "follow")
    return render(request, "following/pressed.html", context)


def _answer(request: HttpRequest, what: str, row: FollowRow) -> HttpResponse:
    """Answer with the screen where it was pressed, and a sentence about what came of it."""
    name = f"{row.kind}-{row.object_id}"
    if what == "decline":
        return redirect(f"{reverse('following:mine')}?declined={name}")
    if what == "stop" and request.POST.get("on") == "list":
        number = key_in(request.POST.get("page"))
        page = f"&kind={row.kind}&page={number}" if number else ""
        return redirect(f"{reverse('following:mine')}?stopped={name}{page}")
    if what != "suggest":
        messages.success(request, _sentence(what, row.place))
    return redirect(way_back(request, reverse("following:mine")))


def _sentence(what: str, place: Place | None) -> str:
    if place is None:
        return _("You no longer follow this.")
    if what == "follow":
        return _("You follow %(title)s from now on.") % {"title": place.title}
    return _("You no longer follow %(title)s.") % {"title": place.title}


def _button(row: FollowRow, *, is_followed: bool) -> FollowButton | None:
    if row.place is None or (row.place.has_ended and not is_followed):
        return None
    return button_of(row.kind, row.object_id, row.place, is_followed=is_followed)


def _undone(reader: User, name: str) -> FollowRow | None:
    """Return what was just stopped or declined and can be taken back, such as `person-12`; None otherwise."""
    source = source_in(name)
    if source is None or follows_it(reader, *source):
        return None
    return FollowRow(*source, place_of(*source, reader))
