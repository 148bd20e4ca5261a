"""Why something cannot be done in a group; `sentence` tells the reader what to do next."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class GroupRefused(Exception):
    """Something that cannot be done in a group."""

    sentence: str | Promise = ""


class NoGroup(GroupRefused):
    """For this reader there is no such group, or nothing of that number in it."""

    sentence = _("There is no such group.")


class NotAMember(GroupRefused):
    """Only members do this, in a group that is neither frozen nor archived."""

    sentence = _("Only members of this group can do this. Come in first.")


class NotAHost(GroupRefused):
    """Only its hosts do this."""

    sentence = _("Only the hosts of this group can do this.")
