"""Against what an author can appeal, how long, and who must not decide on it."""

from datetime import datetime, timedelta

from dialogue.models import Decision

APPEAL_WITHIN = timedelta(days=28)

APPEALABLE = frozenset(
    {Decision.Kind.CHANGE_ASKED, Decision.Kind.HIDDEN, Decision.Kind.REMOVED, Decision.Kind.PAUSED}
)


def is_appealable(decision: Decision) -> bool:
    """Whether a decision of this kind asks or takes something of its author."""
    return decision.kind in APPEALABLE


def may_appeal(decision: Decision, now: datetime) -> bool:
    """Whether the author can still appeal, and did not do so before."""
    in_time = now <= decision.decided_at + APPEAL_WITHIN
    return is_appealable(decision) and in_time and not hasattr(decision, "appeal")


def deciders_of(decision: Decision) -> list[int | None]:
    """Return who had a hand in it: of a removal also who proposed it."""
    deciders: list[int | None] = [decision.decided_by_id]
    if decision.kind == Decision.Kind.REMOVED:
        proposals = Decision.objects.newest_first().filter(
            comment=decision.comment_id, kind=Decision.Kind.REMOVAL_PROPOSED
        )
        deciders += proposals.values_list("decided_by", flat=True)[:1]
    return deciders
