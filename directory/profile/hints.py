"""What a colleague could still add to their own profile: told to nobody else, and never counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.changing import locks_of
from directory.models import Person, PersonPhoto

MOST_HINTS = 3


@dataclass(frozen=True)
class Hint:
    """A sentence, and the part of the profile where it is done."""

    text: str | Promise
    section: str


def hints_for(person: Person) -> list[Hint]:
    """Return at most three things to add, what helps colleagues most first; a fixed number of queries."""
    return list(_hints(person))[:MOST_HINTS]


def _hints(person: Person) -> Iterator[Hint]:
    if not person.workdays.exists():
        yield Hint(_("Tell when you work, so that colleagues know when they can reach you."), "work")
    if not person.ask_me_about and not person.subjects.exists():
        yield Hint(_("Write what colleagues may ask you about. That is how they find you."), "about")
    if not person.phone and not person.mobile and not {"phone", "mobile"} <= locks_of(person).keys():
        yield Hint(_("Add a phone number, for when it cannot wait."), "contact")
    if not PersonPhoto.objects.filter(person=person).exists():
        yield Hint(_("Add a photo, so that colleagues recognise you at the coffee machine."), "photo")
    if not person.languages.exists():
        yield Hint(_("Tick the languages in which you can help."), "languages")
