"""Telling all who hold a token, such as the members of a group, of words that were said there."""

from datetime import datetime

from access.audit import record
from access.models import User
from dialogue.models import BrinkComment
from notices.announcing.reaching import reach_among, who_hold
from notices.announcing.services import NobodyToTell, NothingLeft
from notices.announcing.spending import hold_limit, spending_of_month
from notices.happening import note
from notices.models import Announcement, Event


def announce_to_holders(
    *, sender: User, token: str, words: BrinkComment, scope_id: int, reason: str, now: datetime
) -> Announcement:
    """Return the message to everyone who holds `token`, about `words` that who meets the scope may read.

    Whether `sender` may do so is asked by the caller, in whose transaction this is. A worker passes it on.
    Raises NobodyToTell and NothingLeft.
    """
    hold_limit()
    receiver_count = reach_among(who_hold(token), sender=sender, now=now).receivers
    if not receiver_count:
        raise NobodyToTell
    if not (spending_of_month(now).covers(receiver_count) or sender.is_superuser):
        raise NothingLeft
    made = Announcement.objects.create(
        token=token, sender=sender, reason=reason, receiver_count=receiver_count, sent_at=now
    )
    note(
        kind=Event.Kind.ANNOUNCEMENT,
        key=f"announcement:{made.pk}",
        happened_at=now,
        scope_id=scope_id,
        page_id=None,
        actor_id=sender.pk,
        comment=words,
        announcement=made,
    )
    details = {"token": token, "to": receiver_count}
    record(actor=sender, action="announcement.sent", thing=made, details=details, now=now)
    return made
