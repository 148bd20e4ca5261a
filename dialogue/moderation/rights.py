"""Who decides: a moderator, never about themselves, and a second one where two pairs of eyes are asked."""

from collections.abc import Iterable

from django.db.models import QuerySet

from access.models import User
from dialogue.models import BrinkComment, Decision
from dialogue.moderation.cases import standing_decision
from dialogue.moderation.refusals import (
    AboutYourself,
    AdministratorDecides,
    DecidedAbove,
    YourDecision,
    YourReport,
)
from dialogue.targets import MODERATE, moderates


def refuse_party(moderator: User, comment: BrinkComment) -> None:
    """Let pass who is not concerned. Raises AboutYourself or YourReport."""
    if comment.user_id == moderator.pk:
        raise AboutYourself
    if comment.reports.open().filter(reporter=moderator).exists():
        raise YourReport


def refuse_overruling(moderator: User, comment: BrinkComment) -> None:
    """Let pass who moderates everywhere, and who moderates here what none of those hid or has to look at.

    Raises DecidedAbove.
    """
    if moderates(moderator) or comment.hidden_at is None:
        return
    last = standing_decision(comment)
    if last is None or last.kind == Decision.Kind.REMOVAL_PROPOSED:
        raise DecidedAbove
    if last.decided_by is not None and moderates(last.decided_by):
        raise DecidedAbove


def refuse_same_eyes(moderator: User, deciders: Iterable[int | None], comment: BrinkComment) -> bool:
    """Let pass who did not decide before, and return whether an administrator has to do it alone.

    An administrator who decided may decide again where nobody else is left who could.
    Raises YourDecision or AdministratorDecides.
    """
    before = {decider for decider in deciders if decider is not None}
    if moderator.pk not in before:
        return False
    concerned = {*before, *comment.reports.open().values_list("reporter", flat=True), comment.user_id}
    others = _moderators().exclude(pk__in=concerned - {None})
    if not others.exists() and moderator.is_superuser:
        return True
    raise YourDecision if others.filter(is_superuser=False).exists() else AdministratorDecides


def _moderators() -> QuerySet[User]:
    """Return the accounts that moderate; administrators are among them."""
    return User.objects.with_perm(MODERATE, backend="django.contrib.auth.backends.ModelBackend")
