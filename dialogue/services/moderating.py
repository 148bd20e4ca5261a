"""What a moderator decides about a comment: it stays, is changed, hidden, removed or put back."""

from datetime import datetime, timedelta

from django.db import transaction

from access.models import User
from dialogue.files.keeping import drop_of_comment
from dialogue.models import BrinkComment, CommentReport, Decision, KeptWords
from dialogue.moderation.cases import proposal_on
from dialogue.moderation.refusals import RemovalNotProposed, WordsGone
from dialogue.moderation.rights import refuse_same_eyes
from dialogue.services.reasons import LONGEST_REASON, given
from dialogue.services.refusals import AlreadySettled, CommentGone
from dialogue.services.sitting import change, close_sitting, decide, settle_reports, sit, sit_for_all
from dialogue.services.waits import waits

# As long as an author may appeal; an open appeal keeps them longer.
WORDS_KEPT = timedelta(days=28)

BACK = {"hidden_at": None, "hidden_reason": "", "removed_at": None}


@transaction.atomic
def let_stand(
    *, moderator: User, comment: BrinkComment, reason: str, now: datetime, seen: int | None = None
) -> BrinkComment:
    """Return the comment, which stays as it is or comes back if it was hidden; its reports are settled.

    Of a comment that its author withdrew only the reports are closed.
    Raises as `sit` does, or WordsGone, ReasonMissing or ReasonTooLong.
    """
    comment = sit(moderator, comment, now, seen)
    reason = given(reason, LONGEST_REASON)
    if comment.removed_at is not None:
        raise WordsGone
    kind = Decision.Kind.STAYS if comment.withdrawn_at is None else Decision.Kind.CLOSED
    if comment.hidden_at is not None and comment.withdrawn_at is None:
        change(comment, BACK)
        kind = Decision.Kind.RESTORED
    actions = {
        Decision.Kind.STAYS: "comment.left",
        Decision.Kind.CLOSED: "comment.closed",
        Decision.Kind.RESTORED: "comment.restored",
    }
    decide(comment, kind, by=moderator, reason=reason, action=actions[kind], now=now)
    settle_reports(comment, CommentReport.Outcome.DISMISSED, by=moderator, reason=reason, now=now)
    return close_sitting(comment)


@transaction.atomic
def ask_change(
    *, moderator: User, comment: BrinkComment, reason: str, now: datetime, seen: int | None = None
) -> BrinkComment:
    """Return the comment, which readers see; its author is asked to change it.

    Raises as `sit` does, or CommentGone, ReasonMissing or ReasonTooLong.
    """
    comment = sit(moderator, comment, now, seen)
    reason = given(reason, LONGEST_REASON)
    if comment.withdrawn_at is not None or comment.removed_at is not None:
        raise CommentGone
    if comment.hidden_at is not None:
        change(comment, BACK)
    decide(
        comment,
        Decision.Kind.CHANGE_ASKED,
        by=moderator,
        reason=reason,
        action="comment.change_asked",
        now=now,
    )
    settle_reports(comment, CommentReport.Outcome.CHANGE_ASKED, by=moderator, reason=reason, now=now)
    return close_sitting(comment)


@transaction.atomic
def hide_comment(
    *, moderator: User, comment: BrinkComment, reason: str, now: datetime, seen: int | None = None
) -> BrinkComment:
    """Return the comment, hidden with a reason that readers see; its open reports are settled with it.

    Hiding again keeps the first reason, unless it answers a proposal to remove the comment.
    Raises as `sit` does, or CommentGone (withdrawn), ReasonMissing or ReasonTooLong.
    """
    comment = sit(moderator, comment, now, seen)
    if comment.withdrawn_at is not None:
        raise CommentGone
    if comment.hidden_at is None or proposal_on(comment) is not None:
        reason = given(reason, LONGEST_REASON)
        change(comment, {"hidden_at": comment.hidden_at or now, "hidden_reason": reason})
        decide(comment, Decision.Kind.HIDDEN, by=moderator, reason=reason, action="comment.hidden", now=now)
    settle_reports(comment, CommentReport.Outcome.HIDDEN, by=moderator, reason=comment.hidden_reason, now=now)
    return close_sitting(comment)


@transaction.atomic
def restore_comment(
    *, moderator: User, comment: BrinkComment, reason: str = "", now: datetime, seen: int | None = None
) -> BrinkComment:
    """Return the comment, to be read again. A reason is asked where a report waits for one.

    Raises as `sit` does, or WordsGone, ReasonMissing or ReasonTooLong.
    """
    comment = sit(moderator, comment, now, seen)
    if comment.removed_at is not None:
        raise WordsGone
    if comment.hidden_at is None:
        return comment
    if reason or comment.reports.open().exists():
        reason = given(reason, LONGEST_REASON)
    change(comment, BACK)
    decide(comment, Decision.Kind.RESTORED, by=moderator, reason=reason, action="comment.restored", now=now)
    settle_reports(comment, CommentReport.Outcome.DISMISSED, by=moderator, reason=reason, now=now)
    return close_sitting(comment)


@transaction.atomic
def propose_removal(
    *, moderator: User, comment: BrinkComment, reason: str, now: datetime, seen: int | None = None
) -> BrinkComment:
    """Return the comment, hidden until another moderator has looked; proposing again changes nothing.

    Raises as `sit` does, or CommentGone, ReasonMissing or ReasonTooLong.
    """
    comment = sit(moderator, comment, now, seen)
    reason = given(reason, LONGEST_REASON)
    if comment.withdrawn_at is not None or comment.removed_at is not None:
        raise CommentGone
    if proposal_on(comment) is not None:
        return comment
    change(comment, {"hidden_at": comment.hidden_at or now, "hidden_reason": reason})
    decide(
        comment,
        Decision.Kind.REMOVAL_PROPOSED,
        by=moderator,
        reason=reason,
        action="comment.removal_proposed",
        now=now,
    )
    return close_sitting(comment)


@transaction.atomic
def remove_comment(
    *, moderator: User, comment: BrinkComment, reason: str, now: datetime, seen: int | None = None
) -> BrinkComment:
    """Return the comment, without its words, as another moderator proposed.

    The words stay with the decision for 28 days, so that an appeal can bring them back.
    Raises as `sit` does, or RemovalNotProposed, YourDecision, AdministratorDecides, ReasonMissing or
    ReasonTooLong.
    """
    comment = sit_for_all(moderator, comment, now, seen)
    reason = given(reason, LONGEST_REASON)
    proposal = proposal_on(comment)
    if proposal is None:
        raise RemovalNotProposed
    is_alone = refuse_same_eyes(moderator, [proposal.decided_by_id], comment)
    decision = decide(
        comment,
        Decision.Kind.REMOVED,
        by=moderator,
        reason=reason,
        action="comment.removed",
        now=now,
        is_alone=is_alone,
    )
    KeptWords.objects.create(decision=decision, text=comment.comment, until=now + WORDS_KEPT)
    comment.edits.all().delete()
    drop_of_comment(comment)
    change(comment, {"comment": "", "removed_at": now, "hidden_reason": reason, **waits(None)})
    settle_reports(comment, CommentReport.Outcome.REMOVED, by=moderator, reason=reason, now=now)
    return close_sitting(comment)


@transaction.atomic
def dismiss_report(*, moderator: User, report: CommentReport, reason: str, now: datetime) -> CommentReport:
    """Return the report, settled: the comment stays, for a reason. So are others about the same comment.

    Raises as `let_stand` does, or AlreadySettled.
    """
    sit(moderator, report.comment, now)
    report.refresh_from_db()
    if report.outcome != CommentReport.Outcome.OPEN:
        raise AlreadySettled
    let_stand(moderator=moderator, comment=report.comment, reason=reason, now=now)
    report.refresh_from_db()
    return report
