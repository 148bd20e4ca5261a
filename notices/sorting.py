"""The three heaps of notices: meant for the reader, from what they follow, from the organisation."""

from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notices.levels import is_meant_for_one
from notices.models import Event, Notice


class Heap(StrEnum):
    """Where a notice stands on the screen."""

    ME = "me"
    FOLLOWED = "followed"
    ORGANISATION = "organisation"


TITLES: dict[Heap, str | Promise] = {
    Heap.ME: _("Meant for you"),
    Heap.FOLLOWED: _("What you follow"),
    Heap.ORGANISATION: _("From the organisation"),
}

_TO_MANY = Q(event__kind=Event.Kind.ANNOUNCEMENT)
_FOLLOWED = Q(reason__in=[reason for reason in Notice.Reason if not is_meant_for_one(reason)])

# The condition on notices of each.
CONDITIONS: dict[Heap, Q] = {
    Heap.ME: ~_TO_MANY & ~_FOLLOWED,
    Heap.FOLLOWED: ~_TO_MANY & _FOLLOWED,
    Heap.ORGANISATION: _TO_MANY,
}


def heap_of(notice: Notice) -> Heap:
    """Return where `notice` stands, as the conditions say it."""
    if notice.event.kind == Event.Kind.ANNOUNCEMENT:
        return Heap.ORGANISATION
    return Heap.ME if is_meant_for_one(notice.reason) else Heap.FOLLOWED
