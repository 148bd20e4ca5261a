"""Why something cannot be done in a group; `sentence` tells the reader what to do next."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class GroupRefused(PermissionDenied):
    """Something that cannot be done in a group.

    A screen says the sentence where one can meet it. Where only a race leads to it, as when a host loses the
    role between two clicks, Django answers it as what it is: not allowed, or not there.
    """

    sentence: str | Promise = ""


class NoGroup(GroupRefused, Http404):
    """For this reader there is no such group, or nothing of that number in it."""

    sentence = _("There is no such group.")


class NotAMember(GroupRefused):
    """Only members do this, in a group that is neither frozen nor archived."""

    sentence = _("Only members of this group can do this. Come in first.")


class NotAHost(GroupRefused, Http404):
    """Only its hosts do this."""

    sentence = _("Only the hosts of this group can do this.")


class NotAColleague(GroupRefused):
    """Members are colleagues who stand in the directory."""

    sentence = _("Only who stands in the directory as a colleague can be a member of a group.")


class NotOpen(GroupRefused):
    """One does not come into this group like this."""

    sentence = _("You cannot come into this group by yourself. Ask its hosts.")


class NotNow(GroupRefused):
    """The group is frozen or archived: nobody comes in."""

    sentence = _("Nobody comes into this group now. Its page says why.")


class BelongsHere(GroupRefused):
    """Who hosts a group belongs to the group of all hosts."""

    sentence = _("Whoever hosts a group is in this one. You leave it by hosting no group any more.")


class NothingToDecide(GroupRefused):
    """The request, invitation or membership is not there any more."""

    sentence = _("There is nothing to decide any more: somebody was quicker, or it was taken back.")
