"""Words that screens of groups have in common: what a type is about, and who comes in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.models import Group

Kind = Group.Kind
Access = Group.Access

# The kicker above the name.
TYPES: dict[str, str | Promise] = {
    Kind.PRACTICE: _("Practice group: better at our work, together"),
    Kind.INTEREST: _("Interest group: what we like to share"),
    Kind.PROJECT: _("Project group: one thing to finish"),
    Kind.COUNCIL: _("Council: speaks for colleagues"),
}

# As choices of a form.
TYPE_CHOICES: list[tuple[str, str | Promise]] = [
    (Kind.PRACTICE, _("Practice: people who do the same work and learn from each other")),
    (Kind.INTEREST, _("Interest: people who share something they like or care about")),
    (Kind.PROJECT, _("Project: people who finish one thing together")),
    (Kind.COUNCIL, _("Council: people who speak for a group of colleagues")),
]
ACCESS_CHOICES: list[tuple[str, str | Promise]] = [
    (Access.OPEN, _("Open: everyone reads along and comes in at once")),
    (Access.ON_REQUEST, _("On request: everyone reads along, a host lets people in")),
    (Access.CLOSED, _("Closed: everyone sees name and purpose, the rest is for members")),
    (Access.SECRET, _("Secret: only members know that it is there")),
]

READERS: dict[str, str | Promise] = {
    Access.OPEN: _("Everyone who works here. Anyone can become a member."),
    Access.ON_REQUEST: _("Everyone who works here. A host lets members in."),
    Access.CLOSED: _("Members. Others see the name, the purpose and the hosts."),
    Access.SECRET: _("Members. Nobody else knows that this group is there."),
}
