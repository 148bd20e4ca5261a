"""Giving people their notice of an event, as far as they want it and may see what it is about."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from access.holders import who_meet
from directory.accounts import accounts_here
from notices.concerned import concerned_more
from notices.hours import hours_from
from notices.levels import covers, is_meant_for_one
from notices.models import Event, Mute, Notice, Preference
from notices.muting import conversation_of
from notices.sending import is_refused

Mail = Notice.Mail


@dataclass(frozen=True)
class Candidate:
    """Someone whom an event concerns, and why; `source_id` is what they follow."""

    user_id: int
    reason: Notice.Reason
    source_id: int | None = None


@dataclass
class _Wishes:
    """What a batch of people chose."""

    preferences: dict[int, Preference]
    # {account: the kinds of events they muted}
    muted_kinds: dict[int, set[str]]
    muted_this: set[int]
    default: Preference = field(default_factory=Preference)

    def of(self, user_id: int) -> Preference:
        return self.preferences.get(user_id, self.default)


def give(event: Event, candidates: Sequence[Candidate], *, now: datetime) -> None:
    """Give each of `candidates` a notice of `event`, unless they have one; a fixed number of queries.

    Whoever did it themselves, works here no more, may not see it, muted it or wants no such notice gets none.
    """
    if not candidates or not _stands(event):
        return
    ids = {one.user_id for one in candidates} - {event.actor_id}
    addresses = _addresses_of(ids & who_meet(event.scope_id, ids))
    wishes = _wishes_of(addresses.keys(), event)
    told_otherwise = _told_otherwise(event, wishes) | _has_unread_talk(event, addresses.keys())
    notices = [
        notice
        for one in candidates
        if one.user_id in addresses
        and one.user_id not in told_otherwise
        and (notice := _notice_for(one, event, wishes, addresses[one.user_id], now)) is not None
    ]
    _find_moments(notices, now)
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def _stands(event: Event) -> bool:
    if event.kind == Event.Kind.DECISION:
        return True
    said = event.comment is None or event.comment.stands
    return said and (event.page is None or event.page.live)


def _addresses_of(user_ids: Collection[int]) -> dict[int, str]:
    """Return {account: its mail address} of those who work here and can sign in."""
    here = accounts_here().filter(pk__in=user_ids)
    return dict(here.values_list("pk", "email"))


def _wishes_of(user_ids: Collection[int], event: Event) -> _Wishes:
    thread_id = conversation_of(event.comment) if event.comment is not None else None
    kinds: dict[int, set[str]] = defaultdict(set)
    muted_this = set()
    muted = Mute.objects.filter(~Q(kind="") | Q(thread__isnull=False, thread=thread_id), owner__in=user_ids)
    for owner_id, kind in muted.values_list("owner_id", "kind"):
        if kind:
            kinds[owner_id].add(kind)
        elif event.kind != Event.Kind.DECISION:
            muted_this.add(owner_id)
    return _Wishes(Preference.objects.in_bulk(user_ids), kinds, muted_this)


def _told_otherwise(event: Event, wishes: _Wishes) -> set[int]:
    """Return who hears of the same comment in a stronger way, which they did not mute."""
    return {
        user_id
        for user_id, kinds in concerned_more(event).items()
        if set(kinds) - wishes.muted_kinds.get(user_id, set())
    }


def _has_unread_talk(event: Event, user_ids: Collection[int]) -> set[int]:
    """Return who has not read yet that there is talk under this thing: they find the rest of it there.

    Talk that was taken away meanwhile they do not see.
    """
    said = event.comment
    if event.kind != Event.Kind.TALK or said is None:
        return set()
    unread = Notice.objects.filter(
        event__kind=Event.Kind.TALK,
        event__comment__content_type=said.content_type_id,
        event__comment__object_pk=said.object_pk,
        event__comment__withdrawn_at=None,
        event__comment__hidden_at=None,
        receiver__in=user_ids,
        read_at=None,
        is_in_site=True,
    )
    return set(unread.exclude(event=event).values_list("receiver_id", flat=True))


def _notice_for(one: Candidate, event: Event, wishes: _Wishes, address: str, now: datetime) -> Notice | None:
    wish = wishes.of(one.user_id)
    is_muted = one.user_id in wishes.muted_this or event.kind in wishes.muted_kinds.get(one.user_id, ())
    is_for_many = event.kind == Event.Kind.ANNOUNCEMENT
    # What the organisation tells everyone can be put away, and not be missed; it then disturbs nobody.
    if is_muted and not is_for_many:
        return None
    is_in_site = covers(wish.site_level, one.reason) or is_for_many
    is_mailed = bool(
        covers(wish.mail_level, one.reason)
        and not is_muted
        # Moderation mails its decisions itself.
        and event.kind != Event.Kind.DECISION
        and address
        and not is_refused(address, wish)
    )
    has_digest = wish.digest_rhythm != Preference.Rhythm.NEVER
    # What someone follows is in the digest by itself.
    if not (is_in_site or is_mailed or (has_digest and is_meant_for_one(one.reason))):
        return None
    return Notice(
        event=event,
        receiver_id=one.user_id,
        reason=one.reason,
        source_id=one.source_id,
        made_at=now,
        is_in_site=is_in_site,
        mail=Mail.WAITING if is_mailed else Mail.NONE,
        mail_due_at=now if is_mailed else None,
    )


def _find_moments(notices: Sequence[Notice], now: datetime) -> None:
    """Let each mail wait for the hours of its receiver."""
    waiting = [notice for notice in notices if notice.mail == Mail.WAITING]
    if not waiting:
        return
    hours = hours_from([notice.receiver_id for notice in waiting], now)
    for notice in waiting:
        notice.mail_due_at = hours[notice.receiver_id].next_moment(now)
        if notice.mail_due_at is None:
            notice.mail = Mail.LEFT
