"""Whom a message to many is for, a batch at a time in the order of their accounts."""

from notices.announcing.reaching import people_of, who_hold
from notices.followers import BATCH, Batch
from notices.giving import Candidate
from notices.models import Event, Notice


def audience_after(event: Event, reached: int) -> Batch:
    """Return the next who belong to an audience of the message; not yet whether they may see it."""
    assert event.announcement is not None
    if event.announcement.token:
        people, reason = who_hold(event.announcement.token), Notice.Reason.MEMBER
    else:
        audiences = list(event.announcement.audiences.prefetch_related("units", "locations", "groups"))
        people, reason = people_of(audiences), Notice.Reason.AUDIENCE
    people = people.filter(pk__gt=reached).order_by("pk")
    ids = list(people.values_list("pk", flat=True)[:BATCH])
    candidates = [Candidate(pk, reason) for pk in ids]
    return Batch(candidates, reached=ids[-1] if ids else reached, is_last=len(ids) < BATCH)
