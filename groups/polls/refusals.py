"""Why somebody cannot vote."""

from django.utils.translation import gettext_lazy as _

from groups.services.refusals import GroupRefused


class NoPoll(GroupRefused):
    """For this reader there is no such poll."""

    sentence = _("There is no such poll.")


class PollClosed(GroupRefused):
    """The time for voting is over."""

    sentence = _("This poll is closed. You can see what came of it.")


class ChooseOne(GroupRefused):
    """Nothing was chosen, more than may be, or what is not there."""

    sentence = _("Choose one of the answers.")
