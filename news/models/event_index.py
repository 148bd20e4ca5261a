from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.listing import Listing, between_days, list_pages
from content.models import IndexPage
from news.models.event import EventPage


class EventIndexPage(IndexPage):
    """What there is to come to; what is past stands behind a link."""

    subpage_types = ["news.EventPage"]
    template = "news/event_index_page.html"

    class Meta:
        verbose_name = _("list of events")

    def listing(self, request: HttpRequest) -> Listing:
        events = EventPage.objects.child_of(self).live().visible_to(request.user)
        is_past = "past" in request.GET
        ordered = events.past(timezone.now()) if is_past else events.upcoming(timezone.now())
        return list_pages(
            ordered.for_list(),
            request.GET,
            dated_by="starts_at",
            within=_takes_place_between,
            newest_first=is_past,
            kept={"past": "1"} if is_past else {},
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "is_past": "past" in request.GET}


def _takes_place_between(first_day: date, last_day: date) -> Q:
    begin, end = between_days(first_day, last_day)
    return Q(starts_at__lt=end, over_at__gt=begin)
