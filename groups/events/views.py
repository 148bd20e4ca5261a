"""The calendar of a group, who comes to an event, and coming oneself."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.asking import reader_of, way_back
from access.models import User
from groups.events.calendars import calendar_of
from groups.events.coming import sign_off, sign_up
from groups.events.places import coming, waiting
from groups.events.planning import cancel_event
from groups.events.reading import events_of, past, people_in, shown, upcoming
from groups.events.refusals import NoEvent, NotTheOrganiser
from groups.models import GroupEvent, Post, SignUp
from groups.services.refusals import GroupRefused
from groups.standing import looks_after
from groups.views.finding import read_group
from groups.whereabouts import note_whereabouts

ROWS_PER_PAGE = 30
PEOPLE_PER_PAGE = 60


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a group plans, or what has been, to who may read there."""
    reader, standing = read_group(request, slug)
    group, now = standing.group, timezone.now()
    is_past = "past" in request.GET
    rows = (past if is_past else upcoming)(events_of(group, reader), now)
    page_obj = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": group,
        "standing": standing,
        "is_past": is_past,
        "page_obj": page_obj,
        "lines": shown(list(page_obj.object_list), reader, now),
        "write_url": f"{reverse('groups:write', args=[group.slug])}?kind=event" if standing.may_write else "",
        "query": "past=1" if is_past else "",
    }
    return render(request, "groups/events/calendar.html", context)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an event as a file that a calendar takes."""
    event = _event_or_404(request, pk)
    waits = SignUp.objects.filter(event=event, person__user=reader_of(request), state=SignUp.State.WAITS)
    return HttpResponse(
        calendar_of([event], name=event.post.group.name, waits_for=[event.pk] if waits.exists() else []),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"event-{pk}.ics") or ""},
    )


@require_POST
def come(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the reader up, and say whether there is a place for them."""
    event = _event_or_404(request, pk)
    try:
        row = sign_up(user=reader_of(request), event=event, now=timezone.now())
    except GroupRefused as refusal:
        return _refused(request, event, refusal)
    if row.state == SignUp.State.COMES:
        messages.success(request, _("You are on the list. You are reminded the working day before."))
    else:
        messages.success(request, _("All places are taken. You hear it at once when one comes free."))
    return redirect(way_back(request, event.post.get_absolute_url()))


@require_POST
def stay_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the reader off the list."""
    event = _event_or_404(request, pk)
    try:
        sign_off(user=reader_of(request), event=event, now=timezone.now())
    except GroupRefused as refusal:
        return _refused(request, event, refusal)
    messages.success(request, _("You are off the list. Thank you for saying so."))
    return redirect(way_back(request, event.post.get_absolute_url()))


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who organises it whether it is really off, and let everyone who comes know."""
    reader, now = reader_of(request), timezone.now()
    event = _event_or_404(request, pk)
    if not looks_after(reader, event.post):
        raise Http404
    if request.method == "POST":
        try:
            cancel_event(actor=reader, event=event, now=now)
        except GroupRefused as refusal:
            return _refused(request, event, refusal)
        messages.success(request, _("It is cancelled. Whoever signed up hears of it."))
        return redirect(event.post.get_absolute_url())
    [line] = shown([event], reader, now)
    return render(request, "groups/events/cancel.html", {"line": line, "post": event.post})


@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who comes, and to who organises it also who waits."""
    reader, now = reader_of(request), timezone.now()
    event = _event_or_404(request, pk)
    page_obj = Paginator(coming(event), PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    rows = coming(event).filter(pk__in=[row.pk for row in page_obj.object_list])
    [line] = shown([event], reader, now)
    context = {
        "line": line,
        "post": event.post,
        "page_obj": page_obj,
        "people": people_in(rows, reader),
        "waiting": _who_wait(event, reader),
    }
    return render(request, "groups/events/people.html", context)


def _who_wait(event: GroupEvent, reader: User) -> list[object]:
    if not looks_after(reader, event.post):
        return []
    return [*people_in(waiting(event)[:PEOPLE_PER_PAGE], reader)]


def _event_or_404(request: HttpRequest, pk: int) -> GroupEvent:
    posts = Post.objects.visible_to(reader_of(request)).standing()
    events = GroupEvent.objects.filter(post__in=posts).select_related("post__group", "post__opening")
    event = get_object_or_404(events, pk=pk)
    note_whereabouts(request, event.post)
    return event


def _refused(request: HttpRequest, event: GroupEvent, refusal: GroupRefused) -> HttpResponse:
    """Say why not, where the event is as it is now."""
    if isinstance(refusal, NoEvent | NotTheOrganiser):
        raise Http404 from refusal
    messages.error(request, str(refusal.sentence))
    return redirect(way_back(request, event.post.get_absolute_url()))
