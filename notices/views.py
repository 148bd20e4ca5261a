"""The screen of notices, and what is done from it."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.asking import reader_of
from access.keys import key_in
from access.models import User
from notices.interruptions import discs_of, mailed_today
from notices.leading import destination_of
from notices.models import Mute, Notice
from notices.muting import mute, unmute
from notices.preferences import preference_of
from notices.reading import (
    KEPT_FOR,
    MOST_COUNTED,
    count_above,
    count_new,
    mark_all_read,
    mark_read,
    notices_of,
    read_in_short,
)
from notices.sentences import Way
from notices.sorting import CONDITIONS, TITLES, Heap
from notices.telling import Told, told

ROWS_PER_PAGE = 20
MINE = "notices:mine"
# Where a line stands, its head fits in with those above it.
LEVELS = ("h2", "h3", "h4")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show all heaps in short, or the one that is asked for page by page."""
    reader, now = reader_of(request), timezone.now()
    name = request.GET.get("show", "")
    if name:
        return _show_heap(request, reader, name, now)
    preference, used_count = preference_of(reader), mailed_today(reader, now)
    heaps = read_in_short(reader, now)
    return render(
        request,
        "notices/mine.html",
        {
            "heaps": heaps,
            "newest": max((shown.newest for shown in heaps), default=0),
            "has_more": any(shown.has_more for shown in heaps),
            "new_count": count_new(reader, now),
            "most_counted": MOST_COUNTED,
            "kept_days": KEPT_FOR.days,
            "preference": preference,
            "used_count": used_count,
            "discs": discs_of(used_count, preference.budget),
            "muted_count": Mute.objects.filter(owner=reader).count(),
        },
    )


def _show_heap(request: HttpRequest, reader: User, name: str, now: datetime) -> HttpResponse:
    try:
        heap = Heap(name)
    except ValueError as error:
        raise Http404 from error
    page_obj = Paginator(notices_of(reader, now).filter(CONDITIONS[heap]), ROWS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "title": TITLES[heap],
        "lines": told(page_obj.object_list, reader),
        "page_obj": page_obj,
        "query": f"show={heap}",
    }
    return render(request, "notices/heap.html", context)


@require_safe
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice read and lead on to what it is about."""
    reader = reader_of(request)
    notice = _own_or_404(reader, pk)
    address = destination_of(notice, reader)
    if address is None:
        raise Http404
    mark_read(reader=reader, notices=[pk], now=timezone.now())
    return redirect(address)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all notices read that were there when the reader looked; what came since is still new."""
    up_to = key_in(request.POST.get("up_to"))
    mark_all_read(reader=reader_of(request), up_to=up_to, now=timezone.now())
    return redirect(MINE)


@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice read where it stands."""
    reader = reader_of(request)
    line = _line_or_404(reader, pk)
    mark_read(reader=reader, notices=[line.notice.pk], now=timezone.now())
    return _show_line(request, reader, pk)


@require_POST
def mute_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mute what a notice offers to mute, and say so in its place."""
    reader, now = reader_of(request), timezone.now()
    way = _way_or_404(request, _line_or_404(reader, pk))
    mute(owner=reader, thread=way.muting.thread, source=way.muting.source, kind=way.muting.kind, now=now)
    mark_read(reader=reader, notices=[pk], now=now)
    return _show_line(request, reader, pk)


@require_POST
def unmute_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the reader hear again of what they muted."""
    reader = reader_of(request)
    way = _way_or_404(request, _line_or_404(reader, pk))
    unmute(owner=reader, thread=way.muting.thread, source=way.muting.source, kind=way.muting.kind)
    return _show_line(request, reader, pk)


def _own_or_404(reader: User, pk: int) -> Notice:
    own = Notice.objects.visible_to(reader).filter(receiver=reader, pk=pk)
    notice: Notice | None = own.select_related("event__thing", "event__announcement__page").first()
    if notice is None:
        raise Http404
    return notice


def _line_or_404(reader: User, pk: int) -> Told:
    lines = told(Notice.objects.filter(pk=pk, receiver=reader), reader)
    if not lines:
        raise Http404
    return lines[0]


def _way_or_404(request: HttpRequest, line: Told) -> Way:
    name = request.POST.get("what", "")
    way = next((way for way in line.ways if way.muting.name == name), None)
    if way is None:
        raise Http404
    return way


def _show_line(request: HttpRequest, reader: User, pk: int) -> HttpResponse:
    """Show a line as it is now: in its place to htmx, on its screen to everyone else."""
    line = _line_or_404(reader, pk)
    if getattr(request, "htmx", False):
        level = request.POST.get("level")
        context = {"line": line, "takes_focus": True, "level": level if level in LEVELS else "h3"}
        return render(request, "notices/line.html", context)
    number = 1 + count_above(line.notice, timezone.now()) // ROWS_PER_PAGE
    part = f"&page={number}" if number > 1 else ""
    return redirect(f"{reverse(MINE)}?show={line.heap}{part}#n{pk}")
