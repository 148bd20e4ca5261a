"""Keeping the queue right: what a comment waits for, and who is looking at it."""

from datetime import datetime, timedelta

from access.models import User
from dialogue.models import Appeal, BrinkComment, Case, Decision
from dialogue.moderation.refusals import ClaimedByAnother
from dialogue.moderation.turns import first_turn_until

# Who closes the browser without deciding lets go by itself.
CLAIM_LASTS = timedelta(minutes=30)

# What decides whether readers see a comment. A pause or an appeal stands beside it.
ABOUT_THE_COMMENT = (
    Decision.Kind.STAYS,
    Decision.Kind.CLOSED,
    Decision.Kind.CHANGE_ASKED,
    Decision.Kind.HIDDEN,
    Decision.Kind.REMOVAL_PROPOSED,
    Decision.Kind.REMOVED,
    Decision.Kind.RESTORED,
)


def standing_decision(comment: BrinkComment) -> Decision | None:
    """Return the decision by which the comment is as it is, or None where nobody decided."""
    decisions = Decision.objects.newest_first().filter(comment=comment)
    last: Decision | None = decisions.filter(
        kind__in=(*ABOUT_THE_COMMENT, Decision.Kind.APPEAL_GRANTED)
    ).first()
    # A granted appeal has undone what was decided before it.
    return None if last is None or last.kind == Decision.Kind.APPEAL_GRANTED else last


def proposal_on(comment: BrinkComment) -> Decision | None:
    """Return the proposal to remove the comment that waits for a second pair of eyes."""
    decision = standing_decision(comment)
    is_waiting = decision is not None and decision.kind == Decision.Kind.REMOVAL_PROPOSED
    return decision if is_waiting and comment.withdrawn_at is None else None


def reckon(comment: BrinkComment) -> None:
    """Put the case of `comment` right, after whatever changes what moderators are asked about it."""
    waits_for, since = _most_pressing(comment)
    if waits_for != Case.WaitsFor.NOTHING:
        until = None
        if waits_for == Case.WaitsFor.REPORT and since is not None:
            until = first_turn_until(comment, since)
        Case.objects.update_or_create(
            comment=comment,
            defaults={"waits_for": waits_for, "waits_since": since, "first_turn_until": until},
        )
        return
    Case.objects.filter(comment=comment).update(
        waits_for=waits_for, waits_since=None, first_turn_until=None, claimed_by=None, claimed_at=None
    )


def _most_pressing(comment: BrinkComment) -> tuple[Case.WaitsFor, datetime | None]:
    appeals = Appeal.objects.filter(decision__comment=comment, answer=None).order_by("made_at")
    if (appeal := appeals.first()) is not None:
        return Case.WaitsFor.APPEAL, appeal.made_at
    if (proposal := proposal_on(comment)) is not None:
        return Case.WaitsFor.SECOND, proposal.decided_at
    if (report := comment.reports.open().order_by("reported_at").first()) is not None:
        return Case.WaitsFor.REPORT, report.reported_at
    return Case.WaitsFor.NOTHING, None


def is_claimed(case: Case, now: datetime) -> bool:
    """Whether somebody is looking at it at this moment."""
    return (
        case.claimed_by_id is not None and case.claimed_at is not None and case.claimed_at > now - CLAIM_LASTS
    )


def refuse_claimed(moderator: User, comment: BrinkComment, now: datetime) -> None:
    """Let pass where nobody else is looking. Raises ClaimedByAnother."""
    case = Case.objects.filter(comment=comment).first()
    if case is not None and is_claimed(case, now) and case.claimed_by_id != moderator.pk:
        raise ClaimedByAnother
