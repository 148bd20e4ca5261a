from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from access.asking import reader_of, way_back
from news.calendars import calendar_of
from news.models import EventPage, MustKnow
from news.services import confirm_must_know


@require_POST
def must_know_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that the reader has read a must-know, and go back to the front page."""
    must_know = get_object_or_404(MustKnow, pk=pk)
    try:
        confirm_must_know(user=reader_of(request), must_know=must_know)
    except MustKnow.DoesNotExist as refusal:
        raise Http404 from refusal
    messages.success(request, _("Thank you for reading it."))
    return HttpResponseRedirect(way_back(request))


@require_safe
def event_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an event as a file that a calendar takes."""
    event = get_object_or_404(EventPage.objects.live().visible_to(request.user).for_list(), pk=pk)
    return HttpResponse(
        calendar_of([event], name=event.title, request=request),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"{event.slug}.ics") or ""},
    )
