"""The screen of what a reader saved, and the button that saves."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core import signing
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
from content.models import SavedPage
from content.saving import NotThere, SavedRow, drop_page, page_to_save, rows_of, save_page

ROWS_PER_PAGE = 20
SALT = "content.saved"


@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    """Show what the reader saved and may still read, the newest first."""
    reader = reader_of(request)
    saved = SavedPage.objects.of(reader).newest_first()
    page_obj = Paginator(saved, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "rows": rows_of(list(page_obj.object_list)),
        "dropped": _dropped_row(reader, request.GET.get("dropped", "")),
    }
    return render(request, "content/saved_list.html", context)


@require_POST
def page_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the page, take it off the list, or put it back in its old place."""
    reader, act = reader_of(request), request.POST.get("act", "")
    try:
        if act == "drop":
            return _answer_drop(request, pk, drop_page(reader=reader, page_id=pk))
        if act == "save":
            saved = save_page(reader=reader, page_id=pk, now=timezone.now())
        elif act == "put-back":
            saved = save_page(reader=reader, page_id=pk, now=_moment_in(request, pk))
        else:
            raise BadRequest("Nothing else can be done with a saved page.")
        return _answer_saved(request, saved)
    except NotThere as error:
        raise Http404 from error


def _answer_saved(request: HttpRequest, saved: SavedPage) -> HttpResponse:
    if not getattr(request, "htmx", False):
        messages.success(request, _("Saved. You find it back under “Saved”."))
        return redirect(way_back(request))
    if request.POST.get("on") == "list":
        context = {"row": rows_of([saved])[0], "inline": True, "count": _count_of(request)}
        return render(request, "content/saved_row.html", context)
    return _button(request, saved.page_id, is_saved=True)


def _answer_drop(request: HttpRequest, pk: int, saved_at: datetime | None) -> HttpResponse:
    on_list = request.POST.get("on") == "list"
    token = signing.dumps([pk, saved_at.isoformat()], salt=SALT) if saved_at else ""
    if getattr(request, "htmx", False):
        if not on_list:
            return _button(request, pk, is_saved=False)
        dropped = _dropped_row(reader_of(request), token)
        context = {"dropped": dropped, "element": "li", "inline": True, "count": _count_of(request)}
        return render(request, "content/saved_dropped.html", context)
    if on_list:
        number = key_in(request.POST.get("page"))
        page = f"&page={number}" if number else ""
        return redirect(f"{reverse('content:saved-list')}?dropped={token}{page}")
    messages.success(request, _("It is off your list."))
    return redirect(way_back(request))


def _count_of(request: HttpRequest) -> int:
    return SavedPage.objects.of(reader_of(request)).count()


def _button(request: HttpRequest, page_id: int, *, is_saved: bool) -> HttpResponse:
    context = {"page_id": page_id, "is_saved": is_saved, "address": way_back(request), "inline": True}
    return render(request, "content/save_button.html", context)


def _dropped_row(reader: User, token: str) -> dict[str, Any] | None:
    """Return what was just taken off and can be put back, for a template; None for any other token."""
    try:
        page_id, moment = signing.loads(token, salt=SALT)
        page = page_to_save(reader, page_id)
    except (signing.BadSignature, NotThere):
        return None
    if SavedPage.objects.filter(user=reader, page_id=page_id).exists():
        return None
    return {"row": SavedRow(page, datetime.fromisoformat(moment)), "token": token}


def _moment_in(request: HttpRequest, pk: int) -> datetime:
    """Return when the page was saved before it was taken off; signed, so that nobody invents a moment."""
    try:
        page_id, moment = signing.loads(request.POST.get("token", ""), salt=SALT)
    except signing.BadSignature as error:
        raise BadRequest("This way back is not ours.") from error
    if page_id != pk:
        raise BadRequest("This way back belongs to another page.")
    return datetime.fromisoformat(moment)
