"""Giving an author a rest from writing, and ending it."""

from datetime import datetime, timedelta

from django.db import transaction

from access.models import User
from dialogue.models import BrinkComment, Decision, Pause
from dialogue.moderation.refusals import NobodyToPause, PauseOver, PauseTooLong
from dialogue.services.reasons import LONGEST_REASON, given
from dialogue.services.sitting import close_sitting, decide, sit_for_all

LONGEST_PAUSE = timedelta(days=90)


@transaction.atomic
def pause_author(
    *,
    moderator: User,
    comment: BrinkComment,
    until: datetime,
    reason: str,
    now: datetime,
    seen: int | None = None,
) -> Pause:
    """Return the pause of who wrote `comment`; it takes the place of one that was running.

    Raises as `sit` does, or NobodyToPause, PauseTooLong, ReasonMissing or ReasonTooLong.
    """
    # Before the thread, as placing does: an author who answers at this moment would be waited for in a
    # ring. One at a time per person, so that two moderators do not pause them twice.
    writers = User.objects.select_for_update(no_key=True)
    author = writers.filter(pk=comment.user_id, is_active=True).first()
    comment = sit_for_all(moderator, comment, now, seen)
    reason = given(reason, LONGEST_REASON)
    if not now < until <= now + LONGEST_PAUSE:
        raise PauseTooLong
    if author is None:
        raise NobodyToPause
    Pause.objects.filter(user=author, ended_at=None, until__gt=now).update(ended_at=now)
    decision = decide(
        comment, Decision.Kind.PAUSED, by=moderator, reason=reason, action="author.paused", now=now
    )
    pause = Pause.objects.create(user=author, decision=decision, reason=reason, began_at=now, until=until)
    close_sitting(comment)
    return pause


@transaction.atomic
def end_pause(*, moderator: User, pause: Pause, reason: str, now: datetime) -> Pause:
    """Return the pause, over before its time.

    Raises as `sit` does, or PauseOver, ReasonMissing or ReasonTooLong.
    """
    if pause.decision is None:
        raise PauseOver
    comment = sit_for_all(moderator, pause.decision.comment, now)
    reason = given(reason, LONGEST_REASON)
    if not stop(pause, now):
        raise PauseOver
    decide(
        comment, Decision.Kind.PAUSE_ENDED, by=moderator, reason=reason, action="author.pause_ended", now=now
    )
    close_sitting(comment)
    pause.refresh_from_db()
    return pause


def stop(pause: Pause, now: datetime) -> bool:
    """End the pause and return whether it was running."""
    running = Pause.objects.filter(pk=pause.pk, ended_at=None, until__gt=now)
    return running.update(ended_at=now) == 1
