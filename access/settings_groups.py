"""The groups of the screen where a person settles things; each room registers its own in its `apps.py`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from access.models import User


class SettingsGroup:
    """One question to a person, with its answer: saved apart from the others, and confirmed beside it."""

    # In the address, and the id of the group on the screen.
    name: ClassVar[str]
    question: ClassVar[str | Promise]
    button: ClassVar[str | Promise]
    # Groups stand by number; steps of ten leave room between.
    order: ClassVar[int] = 100
    template: ClassVar[str] = "settings/group.html"

    def form(self, user: User, data: QueryDict | None = None) -> forms.Form:
        """Return the form with what `user` chose before, or with `data` when it was sent."""
        raise NotImplementedError

    def context(self, request: HttpRequest, user: User) -> dict[str, Any]:  # Any: what a template needs
        """Return what the template shows beside the form."""
        return {}

    def save(self, request: HttpRequest, user: User, answers: dict[str, Any], now: datetime) -> str | Promise:
        """Keep the answers and return the sentence that confirms it. Raises ValidationError to refuse."""
        raise NotImplementedError


@dataclass(frozen=True)
class SettingsLink:
    """A screen of one's own that has an address elsewhere."""

    label: str | Promise
    text: str | Promise
    url_name: str
    order: int = 100

    @property
    def url(self) -> str:
        """Where it leads, or nothing while that room is not there."""
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""


_groups: dict[str, SettingsGroup] = {}
_links: dict[str, SettingsLink] = {}


def register_settings_group(group: SettingsGroup) -> None:
    """Show the group to everyone. Raises ValueError if another has its name."""
    if type(_groups.setdefault(group.name, group)) is not type(group):
        raise ValueError(f"There is another group of settings called {group.name}.")


def register_settings_link(link: SettingsLink) -> None:
    """Show the link beside the groups."""
    _links[link.url_name] = link


def settings_groups() -> list[SettingsGroup]:
    """Return the groups in the order of the screen."""
    return sorted(_groups.values(), key=lambda group: (group.order, group.name))


def settings_links() -> list[SettingsLink]:
    """Return the links that lead somewhere, in their order."""
    links = sorted(_links.values(), key=lambda link: (link.order, link.url_name))
    return [link for link in links if link.url]


def find_settings_group(name: str) -> SettingsGroup | None:
    """Return the group of that name."""
    return _groups.get(name)
