"""Why a service says no, each with a sentence for the person who asked."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dialogue.refusals import Refused


class OutOfSight(Refused):
    """The person may not see the thing, so for them it does not exist."""

    sentence = _("This is not here.")


class NotYours(Refused):
    """Only the author may do this."""

    sentence = _("Only the author can do this.")


class NotAModerator(Refused):
    """Only moderators may do this."""

    sentence = _("Only moderators can do this.")


class NotAnAnswerer(Refused):
    """Only who answers for the thing may do this."""

    sentence = _("Only who answers the questions here can do this.")


class NothingAsked(Refused):
    """The comment is not in the state that this is for, any more or yet."""

    sentence = _("This has been dealt with in the meantime.")


class CommentsClosed(Refused):
    """Nobody can comment under this thing now."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sentence = _("Comments are closed: %(reason)s") % {"reason": reason}


class EmptyComment(Refused):
    """There is nothing to read in it."""

    sentence = _("Write something first.")


class CommentTooLong(Refused):
    """The text is over the limit."""

    def __init__(self, *, length: int, limit: int) -> None:
        super().__init__(f"{length} characters, at most {limit}")
        self.length = length
        self.limit = limit
        self.sentence = ngettext(
            "Your text is %(over)s character too long. A comment has at most %(limit)s characters: make it "
            "shorter, or place it as two comments.",
            "Your text is %(over)s characters too long. A comment has at most %(limit)s characters: make it "
            "shorter, or place it as two comments.",
            length - limit,
        ) % {"over": length - limit, "limit": limit}


class TooManyMentions(Refused):
    """More colleagues are named than one comment can be for."""

    def __init__(self, *, number: int, limit: int) -> None:
        super().__init__(f"{number} names, at most {limit}")
        self.sentence = _(
            "You name %(number)s colleagues with an @. A comment names at most %(limit)s: leave some out."
        ) % {"number": number, "limit": limit}


class ParentElsewhere(Refused):
    """The comment that is answered stands under something else."""

    sentence = _("The comment that you answer stands somewhere else.")


class CommentGone(Refused):
    """The comment was withdrawn or hidden."""

    sentence = _("This comment has been taken away in the meantime.")


class YourOwnComment(Refused):
    """Others say what they think of it."""

    sentence = _("This is your own comment: others can react to it.")


class ReasonMissing(Refused):
    """This is not done without a reason."""

    sentence = _("Give a reason.")


class ReasonTooLong(Refused):
    """The reason is over the limit."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"at most {limit} characters")
        self.sentence = _("Make the reason shorter: at most %(limit)s characters.") % {"limit": limit}


class AlreadySettled(Refused):
    """Another moderator was first."""

    sentence = _("Another moderator has already settled this report.")


class DraftTooLong(Refused):
    """There is more than is kept of what somebody is writing."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"at most {limit} characters")
        self.sentence = _("At most %(limit)s characters are kept of what you write.") % {"limit": limit}
