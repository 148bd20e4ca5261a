"""How a decision is told to whom it is about."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogue.models import Decision

_TOLD: dict[str, str | Promise] = {
    Decision.Kind.STAYS: _("Your comment stays."),
    Decision.Kind.CHANGE_ASKED: _("Your comment stays, and we ask you to change it."),
    Decision.Kind.HIDDEN: _("Your comment is hidden."),
    Decision.Kind.REMOVAL_PROPOSED: _(
        "Your comment is hidden. A second moderator looks whether it should be removed."
    ),
    Decision.Kind.REMOVED: _("Your comment is removed."),
    Decision.Kind.RESTORED: _("Your comment is put back."),
    Decision.Kind.PAUSED: _("You cannot write for a while."),
    Decision.Kind.PAUSE_ENDED: _("You can write again."),
    Decision.Kind.APPEAL_REFUSED: _("After your appeal the decision stays."),
    Decision.Kind.APPEAL_GRANTED: _("After your appeal the decision is undone."),
}


def told(decision: Decision) -> str | Promise:
    """Return the decision as a sentence to who wrote the comment."""
    return _TOLD[decision.kind]
