"""Why moderation says no, each with a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _

from dialogue.refusals import Refused


class AboutYourself(Refused):
    """It is the moderator's own comment."""

    sentence = _("This is about your own comment: another moderator decides on it.")


class YourReport(Refused):
    """The moderator is the one who reported it."""

    sentence = _("You reported this comment yourself: another moderator decides on it.")


class YourDecision(Refused):
    """A second person has to look, and this is the first."""

    sentence = _("You decided on this before: now another moderator decides.")


class AdministratorDecides(Refused):
    """A second person has to look, and among the moderators there is none."""

    sentence = _(
        "You decided on this before, and nobody else moderates here. An administrator decides: ask one to "
        "look at this case."
    )


class ClaimedByAnother(Refused):
    """Another moderator is looking at it."""

    sentence = _("Another moderator is looking at this. Take it over first if you want to decide.")


class DecidedMeanwhile(Refused):
    """The decision was made while the moderator was looking."""

    sentence = _("Another moderator has decided in the meantime. See what came of it before you go on.")


class DecidedAbove(Refused):
    """Who moderates in one place does not undo what the moderators of all decided."""

    sentence = _("The moderators of the whole organisation look at this or decided on it: only they go on.")


class RemovalNotProposed(Refused):
    """Removal takes two, and nobody proposed it."""

    sentence = _("Nobody has proposed to remove this comment. Propose it, and another moderator looks at it.")


class WordsGone(Refused):
    """The comment is removed for good; only an appeal brings it back."""

    sentence = _("This comment is removed. Only an appeal of its author can bring it back.")


class NobodyToPause(Refused):
    """The author has left, or their account is closed."""

    sentence = _("The author has no account any more.")


class PauseTooLong(Refused):
    """A pause ends some day."""

    sentence = _("Choose an end of the pause that is at most 90 days away.")


class PauseOver(Refused):
    """The pause has ended already."""

    sentence = _("This pause is over.")


class NoAppeal(Refused):
    """There is nothing to appeal against in a decision of this kind."""

    sentence = _("You cannot appeal against this.")


class AppealTooLate(Refused):
    """The time for it is over."""

    sentence = _("You could appeal for 28 days, and they are over.")


class AppealAnswered(Refused):
    """Another moderator was first."""

    sentence = _("Another moderator has already decided on this appeal.")
