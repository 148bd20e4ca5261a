"""An author who does not agree, and the other moderator who looks again."""

from datetime import datetime

from django.db import transaction

from access.audit import record
from access.models import User
from dialogue.models import Appeal, BrinkComment, Decision, KeptWords
from dialogue.moderation.appeals import APPEAL_WITHIN, deciders_of, is_appealable
from dialogue.moderation.cases import reckon, standing_decision
from dialogue.moderation.refusals import AppealAnswered, AppealTooLate, NoAppeal
from dialogue.moderation.rights import refuse_same_eyes
from dialogue.services.moderating import BACK
from dialogue.services.pausing import stop
from dialogue.services.reasons import LONGEST_APPEAL, LONGEST_REASON, given
from dialogue.services.refusals import NotYours
from dialogue.services.sitting import change, close_sitting, decide, sit_for_all


@transaction.atomic
def appeal(*, author: User, decision: Decision, text: str, now: datetime) -> Appeal:
    """Return the appeal, which waits for another moderator; a second one is the first.

    Raises NotYours, NoAppeal, AppealTooLate, ReasonMissing or ReasonTooLong.
    """
    # The comment before all else, as everyone locks who decides.
    comment = _locked(decision.comment_id)
    decision = Decision.objects.get(pk=decision.pk)
    if decision.author_id != author.pk:
        raise NotYours
    if not is_appealable(decision):
        raise NoAppeal
    made: Appeal | None = Appeal.objects.filter(decision=decision).first()
    if made is not None:
        return made
    if now > decision.decided_at + APPEAL_WITHIN:
        raise AppealTooLate
    made = Appeal.objects.create(decision=decision, text=given(text, LONGEST_APPEAL), made_at=now)
    record(actor=author, action="appeal.made", thing=comment, details={"decision": decision.pk}, now=now)
    reckon(comment)
    return made


@transaction.atomic
def answer_appeal(
    *, moderator: User, made: Appeal, grants: bool, reason: str, now: datetime, seen: int | None = None
) -> Appeal:
    """Return the appeal, decided by another than who decided before; one that is granted undoes the decision.

    Raises as `sit` does, or AppealAnswered, YourDecision, AdministratorDecides, ReasonMissing or
    ReasonTooLong.
    """
    comment = sit_for_all(moderator, made.decision.comment, now, seen)
    made = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(pk=made.pk)
    if made.answer_id is not None:
        raise AppealAnswered
    reason = given(reason, LONGEST_REASON)
    is_alone = refuse_same_eyes(moderator, deciders_of(made.decision), comment)
    if grants:
        _undo(made.decision, comment, now)
    made.answer = decide(
        comment,
        Decision.Kind.APPEAL_GRANTED if grants else Decision.Kind.APPEAL_REFUSED,
        by=moderator,
        reason=reason,
        action="appeal.granted" if grants else "appeal.refused",
        now=now,
        is_alone=is_alone,
    )
    made.save(update_fields=["answer"])
    close_sitting(comment)
    return made


def _undo(decision: Decision, comment: BrinkComment, now: datetime) -> None:
    if decision.kind == Decision.Kind.PAUSED:
        if hasattr(decision, "pause"):
            stop(decision.pause, now)
        return
    # What was decided since then stands by itself.
    if standing_decision(comment) != decision or comment.withdrawn_at is not None:
        return
    words = KeptWords.objects.filter(decision=decision).first()
    if words is None and comment.removed_at is not None:
        # Erased with their author: an empty comment is not to be read again.
        return
    if words is not None:
        change(comment, {"comment": words.text})
        words.delete()
    if comment.hidden_at is not None:
        change(comment, BACK)


def _locked(comment_id: int) -> BrinkComment:
    comment: BrinkComment = (
        BrinkComment.objects.select_related(None).select_for_update(of=("self",)).get(pk=comment_id)
    )
    return comment
