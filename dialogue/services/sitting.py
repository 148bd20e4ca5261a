"""What every decision has in common: who may sit over a comment, and what is written down and told."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.db import transaction

from access.audit import record
from access.models import User
from dialogue.conversations import sum_up
from dialogue.models import BrinkComment, Case, CommentReport, Decision
from dialogue.moderation.cases import reckon, refuse_claimed
from dialogue.moderation.refusals import DecidedMeanwhile
from dialogue.moderation.rights import refuse_overruling, refuse_party
from dialogue.moderation.telling import tell_author, tell_reporter
from dialogue.services.changing import give
from dialogue.services.refusals import NotAModerator
from dialogue.services.sight import lock_in_sight
from dialogue.services.waits import note_hiding
from dialogue.signals import comment_decided, comments_changed, report_settled
from dialogue.targets import moderates

# No decision has this number: the moderator saw that nobody had decided.
NONE_SEEN = 0


def sit(moderator: User, comment: BrinkComment, now: datetime, seen: int | None = None) -> BrinkComment:
    """Return the comment, locked, for `moderator` to decide on.

    `seen` is the number of the last decision that the moderator knew of, where it is known.
    Raises OutOfSight, NotAModerator, AboutYourself, YourReport, DecidedAbove, ClaimedByAnother or
    DecidedMeanwhile.
    """
    comment = sit_in(moderator, comment)
    refuse_overruling(moderator, comment)
    if seen is not None and last_decision_number(comment) != seen:
        raise DecidedMeanwhile
    refuse_claimed(moderator, comment, now)
    return comment


def sit_for_all(
    moderator: User, comment: BrinkComment, now: datetime, seen: int | None = None
) -> BrinkComment:
    """Return the comment, locked, for who moderates everywhere, not in its place alone. Raises as `sit`."""
    comment = sit(moderator, comment, now, seen)
    if not moderates(moderator):
        raise NotAModerator
    return comment


def sit_in(moderator: User, comment: BrinkComment) -> BrinkComment:
    """Return the comment, locked, for `moderator` to look at. Raises the first four that `sit` does."""
    comment, target = lock_in_sight(moderator, comment)
    if not target.is_moderated_by(moderator):
        raise NotAModerator
    refuse_party(moderator, comment)
    return comment


def last_decision_number(comment: BrinkComment) -> int:
    """Return the number of the last decision about the comment or its author's pause."""
    last = Decision.objects.newest_first().filter(comment=comment).first()
    return last.pk if last else NONE_SEEN


def decide(
    comment: BrinkComment,
    kind: Decision.Kind,
    *,
    by: User,
    reason: str,
    action: str,
    now: datetime,
    is_alone: bool = False,
) -> Decision:
    """Return the decision, written down; the author is told once it is committed."""
    decision = Decision.objects.create(
        comment=comment,
        author_id=comment.user_id,
        kind=kind,
        reason=reason,
        decided_by=by,
        decided_at=now,
        is_alone=is_alone,
    )
    Case.objects.filter(comment=comment).update(claimed_by=None, claimed_at=None)
    record(
        actor=by,
        action=action,
        thing=comment,
        details={"decision": decision.pk, **({"is_alone": True} if is_alone else {})},
        now=now,
    )
    if kind != Decision.Kind.CLOSED:
        transaction.on_commit(partial(_announce, decision))
    return decision


def settle_reports(
    comment: BrinkComment, outcome: CommentReport.Outcome, *, by: User, reason: str, now: datetime
) -> None:
    """Settle what is open on the comment; who reported it is told once it is committed."""
    reports = list(comment.reports.open().select_for_update())
    for report in reports:
        report.outcome, report.outcome_reason = outcome, reason
        report.settled_at, report.settled_by = now, by
        report.save(update_fields=["outcome", "outcome_reason", "settled_at", "settled_by"])
        transaction.on_commit(partial(_answer, report))


def change(comment: BrinkComment, values: Mapping[str, object]) -> None:
    """Give the comment these values, and put right what waits above it and its conversation."""
    was_hidden = comment.hidden_at is not None
    give(comment, values)
    if was_hidden != (comment.hidden_at is not None):
        note_hiding(comment)
        comments_changed.send(sender=BrinkComment, comment_ids=[comment.pk], are_new=False)
    sum_up(comment.thread_id)


def close_sitting(comment: BrinkComment) -> BrinkComment:
    """Return the comment, with its case put right."""
    reckon(comment)
    return comment


def _announce(decision: Decision) -> None:
    comment_decided.send(sender=Decision, decision=decision)
    tell_author.enqueue(decision.pk)


def _answer(report: CommentReport) -> None:
    report_settled.send(sender=CommentReport, report=report)
    tell_reporter.enqueue(report.pk)
