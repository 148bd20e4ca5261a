"""Sending digests: each is made anew at that moment, marked for its day, and leaves once at most."""

import logging
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from access.mail import language_of
from access.models import User
from notices.digests.contents import Contents, digest_of
from notices.digests.moments import after_this_one, digest_put_off
from notices.digests.planning import can_be_mailed, hours_around
from notices.digests.writing import mail_of
from notices.hours import Hours, day_of
from notices.models import Digest, Notice, Preference
from notices.sending import MailServer, MailServerAway, Outcome, is_refused, mail_server, send_marked

logger = logging.getLogger(__name__)

# When the mail server is away or asks for patience.
TRIED_AGAIN_AFTER = timedelta(minutes=10)
# What the first digest of somebody looks back on, and the longest that any does.
FIRST_LOOKS_BACK = {Preference.Rhythm.DAILY: timedelta(days=1), Preference.Rhythm.WEEKLY: timedelta(days=7)}
LOOKS_BACK_AT_MOST = timedelta(days=31)
# What is published by the clock stands there a little later than it says; the next digest tells of it.
SETTLING = timedelta(minutes=5)


def send_digests(user_ids: Sequence[int], *, now: datetime) -> None:
    """Send a digest to each of these people, who were taken because theirs is due.

    Who had one today, left, wants none any more or is off today gets none. While the mail server is away
    nothing is marked, and it is tried again later.
    """
    hours = hours_around(user_ids, now)
    waiting = deque(user_ids)
    try:
        with mail_server() as server:
            while waiting and not server.is_away:
                user_id = waiting.popleft()
                _send_one(server, user_id, hours[user_id], now)
    except MailServerAway as error:
        logger.warning("Digests wait, because the mail server is away: %s", error)
    finally:
        # Also where one of them cannot be made: it holds up nobody else.
        for user_id in waiting:
            _try_later(user_id, hours[user_id], now)


def _send_one(server: MailServer, user_id: int, hours: Hours, now: datetime) -> None:
    people = can_be_mailed().select_related("notice_preference", "person")
    user = people.filter(pk=user_id, notice_preference__isnull=False).first()
    if user is None:
        # Whoever comes back is planned anew.
        _keep_moment(user_id, None)
        return
    preference = user.notice_preference
    if not _is_wanted(user, preference, now):
        _keep_moment(user_id, after_this_one(preference, hours, now))
        return
    if hours.is_free(day_of(now)):
        _keep_moment(user_id, digest_put_off(preference, hours, now))
        return
    _release_unsent(user)
    since, until = covered_until(user, preference, now), now - SETTLING
    with translation.override(language_of(user)):
        contents = digest_of(user, since=since, until=until)
    # Made before it is marked: what cannot be made is tried again.
    mail = mail_of(contents, user, preference, now=now)
    digest = _mark(user, contents, hours, since=since, until=until, now=now)
    if digest is None or digest.state == Digest.State.EMPTY:
        return
    outcome = send_marked(server, mail, user=user, now=now)
    if outcome is Outcome.LATER:
        _take_back(digest)
        _try_later(user_id, hours, now)
    elif outcome is Outcome.SENT:
        Digest.objects.filter(pk=digest.pk).update(state=Digest.State.SENT)
    else:
        _lose(digest)


def _is_wanted(user: User, preference: Preference, now: datetime) -> bool:
    return (
        preference.digest_rhythm != Preference.Rhythm.NEVER
        and not is_refused(user.email, preference)
        and not user.digests.filter(due_on=day_of(now)).exists()
    )


def covered_until(user: User, preference: Preference, now: datetime) -> datetime:
    """Return until when the last digest that arrived told of everything; not longer ago than a month."""
    arrived = user.digests.filter(state__in=(Digest.State.SENT, Digest.State.EMPTY))
    last = arrived.order_by("-covers_until").values_list("covers_until", flat=True).first()
    if last is None:
        # Before it, others may have been lost: what these held comes first.
        first = user.digests.order_by("covers_from").values_list("covers_from", flat=True).first()
        last = first or now - FIRST_LOOKS_BACK[Preference.Rhythm(preference.digest_rhythm)]
    return max(last, now - LOOKS_BACK_AT_MOST)


@transaction.atomic
def _mark(
    user: User, contents: Contents, hours: Hours, *, since: datetime, until: datetime, now: datetime
) -> Digest | None:
    """Note that the digest is about to be sent, and when the next comes; None if another worker was first."""
    preference = Preference.objects.select_for_update().get(pk=user.pk)
    digest, is_new = Digest.objects.get_or_create(
        receiver=user,
        due_on=day_of(now),
        defaults={
            "covers_from": since,
            "covers_until": until,
            "state": Digest.State.EMPTY if contents.is_empty else Digest.State.MARKED,
        },
    )
    if not is_new:
        return None
    Notice.objects.filter(receiver=user, pk__in=contents.notice_ids).update(digest=digest)
    _keep_moment(user.pk, after_this_one(preference, hours, now))
    return digest


def _lose(digest: Digest) -> None:
    """Let the next digest tell what this one could not."""
    with transaction.atomic():
        Digest.objects.filter(pk=digest.pk).update(state=Digest.State.LOST)
        Notice.objects.filter(digest=digest).update(digest=None)


def _release_unsent(user: User) -> None:
    """Take for lost what a worker marked before and that died in the middle."""
    for digest in user.digests.filter(state=Digest.State.MARKED):
        _lose(digest)


def _take_back(digest: Digest) -> None:
    """Undo the mark of a mail that was not taken: today's digest may be sent all the same."""
    digest.delete()


def _try_later(user_id: int, hours: Hours, now: datetime) -> None:
    """Try again today if the day is long enough, and else on the next workday."""
    soon = hours.next_moment(now + TRIED_AGAIN_AFTER)
    if soon is None or day_of(soon) != day_of(now):
        preference = Preference.objects.filter(pk=user_id).first()
        soon = digest_put_off(preference, hours, now) if preference is not None else None
    _keep_moment(user_id, soon)


def _keep_moment(user_id: int, moment: datetime | None) -> None:
    Preference.objects.filter(pk=user_id).update(next_digest_at=moment)
