"""What of the mails that wait for a person is still wanted, at the moment at which they would go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from access.models import User
from following.models import Follow
from notices.hours import hours_from
from notices.interruptions import mailed_today
from notices.levels import covers
from notices.models import Event, Notice, Preference
from notices.muting import muted_of
from notices.preferences import preference_of
from notices.sending import is_refused

Mail = Notice.Mail
# The first is meant most.
_BY_MEANING = {reason: number for number, reason in enumerate(Notice.Reason)}


@dataclass
class Verdict:
    """What becomes of each notice that waits."""

    # To be mailed now, what is meant most first.
    now: list[Notice] = field(default_factory=list)
    # Left for the digest.
    left: list[Notice] = field(default_factory=list)
    # No mail: it is read, muted or gone, or its receiver is.
    dropped: list[Notice] = field(default_factory=list)
    # For later, from `postponed_until` on.
    postponed: list[Notice] = field(default_factory=list)
    postponed_until: datetime | None = None


def judge(receiver: User, notices: Sequence[Notice], *, now: datetime) -> Verdict:
    """Say what becomes of `notices`, which wait for `receiver`, each with its event and the comment of that.

    `receiver` comes fresh from the database: what they may see is asked anew.
    """
    preference = preference_of(receiver)
    wanted = _wanted(receiver, preference, notices)
    verdict = Verdict(dropped=[notice for notice in notices if notice not in wanted])
    left_today = preference.budget - mailed_today(receiver, now)
    if is_refused(receiver.email, preference) or left_today <= 0:
        verdict.left = wanted
    elif wanted:
        _by_the_clock(verdict, receiver, wanted, left_today, now)
    return verdict


def _by_the_clock(
    verdict: Verdict, receiver: User, wanted: list[Notice], left_today: int, now: datetime
) -> None:
    """Mail as much as today still holds, or everything later where it is quiet now."""
    moment = hours_from([receiver.pk], now)[receiver.pk].next_moment(now)
    if moment is None:
        verdict.left = wanted
    elif moment > now:
        verdict.postponed, verdict.postponed_until = wanted, moment
    else:
        ordered = sorted(
            wanted,
            key=lambda notice: (
                _BY_MEANING[Notice.Reason(notice.reason)],
                notice.event.happened_at,
                notice.pk,
            ),
        )
        verdict.now, verdict.left = ordered[:left_today], ordered[left_today:]


def _wanted(receiver: User, preference: Preference, notices: Iterable[Notice]) -> list[Notice]:
    """Return those that `receiver` may see and still wants by mail."""
    if not (receiver.is_active and receiver.email) or _has_left(receiver):
        return []
    notices = list(notices)
    visible = Notice.objects.visible_to(receiver).filter(pk__in=[notice.pk for notice in notices])
    seen = set(visible.values_list("pk", flat=True))
    standing = [
        notice
        for notice in notices
        if notice.pk in seen
        and notice.read_at is None
        and notice.digest_id is None
        and covers(preference.mail_level, notice.reason)
        # Moderation mails its decisions itself.
        and notice.event.kind != Event.Kind.DECISION
    ]
    return _without_muted(receiver, _still_followed(receiver, standing))


def _has_left(receiver: User) -> bool:
    person = getattr(receiver, "person", None)
    return person is not None and person.left_on is not None


def _still_followed(receiver: User, notices: list[Notice]) -> list[Notice]:
    """Return `notices` without those about what `receiver` follows no longer."""
    sources = {notice.source_id for notice in notices if notice.reason == Notice.Reason.FOLLOWS}
    if not sources:
        return notices
    follows = Follow.objects.filter(follower=receiver, source__in=sources - {None})
    followed = set(follows.values_list("source_id", flat=True))
    return [
        notice for notice in notices if notice.reason != Notice.Reason.FOLLOWS or notice.source_id in followed
    ]


def _without_muted(receiver: User, notices: list[Notice]) -> list[Notice]:
    if not notices:
        return notices
    muted = muted_of(receiver.pk)
    return [notice for notice in notices if not muted.silences(notice)]
