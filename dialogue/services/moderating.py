"""What happens to a comment that should not stand: reported, hidden, put back, or left as it is."""

from datetime import datetime

from django.db import transaction

from access.audit import record
from access.models import User
from dialogue.conversations import sum_up
from dialogue.models import BrinkComment, CommentReport
from dialogue.services.refusals import (
    AlreadySettled,
    CommentGone,
    NotAModerator,
    ReasonMissing,
    ReasonTooLong,
)
from dialogue.services.sight import lock_in_sight
from dialogue.services.waits import note_hiding
from dialogue.wording import is_blank, tidy

LONGEST_REPORT = 500
LONGEST_REASON = 300


@transaction.atomic
def report_comment(*, reporter: User, comment: BrinkComment, reason: str, now: datetime) -> CommentReport:
    """Return the report that moderators get; a second one by the same person, while the first is open,
    is the first.

    Raises OutOfSight, CommentGone, ReasonMissing or ReasonTooLong.
    """
    comment, _target = lock_in_sight(reporter, comment)
    if not comment.stands:
        raise CommentGone
    report, _created = CommentReport.objects.get_or_create(
        comment=comment,
        reporter=reporter,
        outcome=CommentReport.Outcome.OPEN,
        defaults={
            "reason": _given(reason, LONGEST_REPORT),
            "text": comment.comment,
            "reported_at": now,
        },
    )
    return report


@transaction.atomic
def hide_comment(*, moderator: User, comment: BrinkComment, reason: str, now: datetime) -> BrinkComment:
    """Return the comment, hidden with a reason that readers see; its open reports are settled with it.

    Hiding again keeps the first reason.
    Raises OutOfSight, NotAModerator, CommentGone (withdrawn), ReasonMissing or ReasonTooLong.
    """
    comment = _moderated_comment(moderator, comment)
    if comment.withdrawn_at is not None:
        raise CommentGone
    if comment.hidden_at is None:
        comment.hidden_at, comment.hidden_reason = now, _given(reason, LONGEST_REASON)
        _keep_hidden_state(comment)
        record(actor=moderator, action="comment.hidden", thing=comment, now=now)
    comment.reports.open().update(
        outcome=CommentReport.Outcome.HIDDEN,
        outcome_reason=comment.hidden_reason,
        settled_at=now,
        settled_by=moderator,
    )
    return comment


@transaction.atomic
def restore_comment(*, moderator: User, comment: BrinkComment, now: datetime) -> BrinkComment:
    """Return the comment, to be read again. Raises OutOfSight or NotAModerator."""
    comment = _moderated_comment(moderator, comment)
    if comment.hidden_at is not None:
        comment.hidden_at, comment.hidden_reason = None, ""
        _keep_hidden_state(comment)
        record(actor=moderator, action="comment.restored", thing=comment, now=now)
    return comment


@transaction.atomic
def dismiss_report(*, moderator: User, report: CommentReport, reason: str, now: datetime) -> CommentReport:
    """Return the report, settled: the comment stays, for a reason.

    Raises OutOfSight, NotAModerator, AlreadySettled, ReasonMissing or ReasonTooLong.
    """
    _moderated_comment(moderator, report.comment)
    report = CommentReport.objects.select_for_update().get(pk=report.pk)
    if report.outcome != CommentReport.Outcome.OPEN:
        raise AlreadySettled
    report.outcome = CommentReport.Outcome.DISMISSED
    report.outcome_reason = _given(reason, LONGEST_REASON)
    report.settled_at, report.settled_by = now, moderator
    report.save()
    record(actor=moderator, action="comment_report.dismissed", thing=report, now=now)
    return report


def _moderated_comment(moderator: User, comment: BrinkComment) -> BrinkComment:
    comment, target = lock_in_sight(moderator, comment)
    if not target.is_moderated_by(moderator):
        raise NotAModerator
    return comment


def _given(reason: str, limit: int) -> str:
    reason = tidy(reason)
    if is_blank(reason):
        raise ReasonMissing
    if len(reason) > limit:
        raise ReasonTooLong(limit=limit)
    return reason


def _keep_hidden_state(comment: BrinkComment) -> None:
    # Not save(): the package computes the thread there.
    BrinkComment.objects.filter(pk=comment.pk).update(
        hidden_at=comment.hidden_at, hidden_reason=comment.hidden_reason
    )
    note_hiding(comment)
    sum_up(comment.thread_id)
