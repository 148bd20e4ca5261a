"""Saying that one is looking at a case, so that two moderators do not do it twice."""

from datetime import datetime

from django.db import transaction

from access.models import User
from dialogue.models import BrinkComment, Case
from dialogue.moderation.cases import is_claimed
from dialogue.moderation.refusals import ClaimedByAnother
from dialogue.services.sitting import sit_in


@transaction.atomic
def claim_case(*, moderator: User, comment: BrinkComment, now: datetime, takes_over: bool = False) -> Case:
    """Return the case, looked at by `moderator` for half an hour; claiming again begins anew.

    Raises OutOfSight, NotAModerator, AboutYourself, YourReport, or ClaimedByAnother unless it `takes_over`.
    """
    comment = sit_in(moderator, comment)
    case, _created = Case.objects.get_or_create(comment=comment)
    if is_claimed(case, now) and case.claimed_by_id != moderator.pk and not takes_over:
        raise ClaimedByAnother
    case.claimed_by, case.claimed_at = moderator, now
    case.save(update_fields=["claimed_by", "claimed_at"])
    return case


@transaction.atomic
def let_case_go(*, moderator: User, comment: BrinkComment) -> None:
    """Let another take it up; somebody else's claim stays. Raises OutOfSight or NotAModerator."""
    comment = sit_in(moderator, comment)
    Case.objects.filter(comment=comment, claimed_by=moderator).update(claimed_by=None, claimed_at=None)
