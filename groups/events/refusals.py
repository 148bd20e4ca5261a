"""Why somebody cannot come to an event, or change it."""

from django.utils.translation import gettext_lazy as _

from groups.services.refusals import GroupRefused


class NoEvent(GroupRefused):
    """For this reader there is no such event."""

    sentence = _("There is no such event.")


class EventOver(GroupRefused):
    """It has been."""

    sentence = _("This event is over.")


class EventCancelled(GroupRefused):
    """It does not take place."""

    sentence = _("This event does not take place.")


class NoSignUp(GroupRefused):
    """Nobody needs to sign up, or the time for it is over."""

    sentence = _("You can no longer sign up for this event. Ask who organises it.")


class NotTheOrganiser(GroupRefused):
    """Who made it and the hosts of its group change it."""

    sentence = _("Only who made this event and the hosts of the group can do this.")
