"""Finding colleagues by what someone types. The search room registers how; without it, plain words do."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.db import models
from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from access.scopes import Viewer
from directory.models.person import PersonQuerySet
from directory.visibility import ShownPerson, as_seen_by, who_show

MOST_FOUND = 200
MOST_WORDS = 8


class ReasonKind(models.TextChoices):
    """By what a colleague was found."""

    NAME = "name", _("name")
    OWN_WORDS = "own_words", _("own words")
    SUBJECT = "subject", _("subject")
    JOB = "job", _("job")
    UNIT = "unit", _("unit")
    PLACE = "place", _("place")
    DUTY = "duty", _("duty")
    LANGUAGE = "language", _("language")
    EXPERIENCE = "experience", _("projects and history")
    CONTACT = "contact", _("phone or e-mail")


@dataclass(frozen=True)
class Reason:
    """Why someone was found: by what, and its text with the found words in `<mark>`, ready to show."""

    kind: ReasonKind
    text: SafeString


@dataclass(frozen=True)
class Found:
    """A colleague who was found, with at least one reason, the strongest first."""

    person_id: int
    reasons: tuple[Reason, ...]


Finder: TypeAlias = Callable[[str, Viewer, PersonQuerySet, int], list[Found]]

_finders: list[Finder] = []


def register_finder(finder: Finder) -> Finder:
    """Let `finder` answer from now on: given what was typed, the viewer, people and the most to return."""
    _finders[:] = [finder]
    return finder


def find_people(text: str, viewer: Viewer, people: PersonQuerySet, *, most: int = MOST_FOUND) -> list[Found]:
    """Return those of `people` whom `viewer` may see and `text` may mean, the best first, at most `most`.

    Only what everyone sees of a profile is searched: what someone hides leaves no trace in the answer.
    A fixed number of queries. Nothing typed finds nobody.
    """
    visible: PersonQuerySet = people.visible_to(viewer)
    [finder] = _finders or [find_plainly]
    return finder(text.replace("\x00", " "), viewer, visible, most)


def find_plainly(text: str, viewer: Viewer, people: PersonQuerySet, most: int) -> list[Found]:
    """Find each word as it was typed in name, job or own words."""
    words = text.split()[:MOST_WORDS]
    if not words:
        return []
    telling = who_show(people, "ask_me_about", None).values("pk")
    for word in words:
        own_words = Q(ask_me_about__icontains=word, pk__in=telling)
        people = people.filter(Q(name__icontains=word) | Q(job_title__icontains=word) | own_words)
    any_word = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    return [
        Found(person.pk, tuple(_plain_reasons(person, any_word)))
        for person in as_seen_by(people.order_by("sort_name", "pk")[:most], None)
    ]


def _plain_reasons(person: ShownPerson, any_word: re.Pattern[str]) -> Iterator[Reason]:
    for kind, text in (
        (ReasonKind.NAME, person.name),
        (ReasonKind.JOB, person.job_title),
        (ReasonKind.OWN_WORDS, person.ask_me_about),
    ):
        if spots := [match.span() for match in any_word.finditer(text)]:
            yield Reason(kind, marked(text, spots))


def marked(text: str, spots: Iterable[tuple[int, int]]) -> SafeString:
    """Return `text` as HTML with `spots`, each from a character to the one after the last, in `<mark>`."""
    html, last = "", 0
    for start, end in sorted(spots):
        if start >= last:
            html += f"{escape(text[last:start])}<mark>{escape(text[start:end])}</mark>"
            last = end
    return mark_safe(html + escape(text[last:]))  # each part escaped above
