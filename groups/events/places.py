"""Who has a place at an event and who waits for one: in the order in which they signed up."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from access.holders import who_meet
from groups.events.telling import tell_of_place
from groups.models import GroupEvent, Membership, SignUp

State = SignUp.State


def has_place(event: GroupEvent) -> bool:
    """Whether one more can come; hold the event first, so that two do not take the last place."""
    return event.place_count is None or coming(event).count() < event.place_count


def coming(event: GroupEvent) -> "QuerySet[SignUp]":
    """Return the sign-ups of who has a place, the first one first."""
    return _in_order(event).filter(state=State.COMES)


def waiting(event: GroupEvent) -> "QuerySet[SignUp]":
    """Return the sign-ups of who waits for a place, the first one first."""
    return _in_order(event).filter(state=State.WAITS)


def fill_places(event: GroupEvent, now: datetime) -> list[SignUp]:
    """Return who came off the waiting list, as far as there are places, and let them know.

    Hold the event first. Who may no longer see it is passed over.
    """
    number = None if event.place_count is None else event.place_count - coming(event).count()
    if number is not None and number <= 0:
        return []
    moved = _who_still_see_it(event, waiting(event))[:number]
    SignUp.objects.filter(pk__in=[row.pk for row in moved]).update(state=State.COMES)
    for row in moved:
        tell_of_place(event, row, now)
    return moved


def drop_who_no_longer_see_it(event: GroupEvent) -> int:
    """Take off the list who left, were removed or lost sight of the event; return how many. Hold it first."""
    rows = list(SignUp.objects.filter(event=event).select_related("person"))
    kept = {row.pk for row in _who_still_see_it(event, rows)}
    gone = [row.pk for row in rows if row.pk not in kept]
    SignUp.objects.filter(pk__in=gone).delete()
    return len(gone)


def _in_order(event: GroupEvent) -> "QuerySet[SignUp]":
    rows = SignUp.objects.filter(event=event, person__left_on=None)
    return rows.select_related("person").order_by("signed_up_at", "pk")


def _who_still_see_it(event: GroupEvent, rows: Iterable[SignUp]) -> list[SignUp]:
    rows = [row for row in rows if row.person.left_on is None and row.person.user_id is not None]
    users = [row.person.user_id for row in rows if row.person.user_id is not None]
    seeing = who_meet(event.post.scope_id, users)
    # In an open group they read along, and that is all.
    out = Membership.objects.filter(group=event.post.group_id, state=Membership.State.REMOVED)
    removed = set(out.filter(person__in=[row.person_id for row in rows]).values_list("person", flat=True))
    return [row for row in rows if row.person.user_id in seeing and row.person_id not in removed]
