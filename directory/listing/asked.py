"""What is asked of the list of colleagues, as it stands in the address."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.scopes import Viewer
from directory.languages import LANGUAGES
from directory.models import Duty, Location, Subject, Unit
from directory.models.person import PersonQuerySet
from directory.newcomers import NEW_FOR
from directory.presence import available_on
from directory.visibility import who_show

MOST_LETTERS = 100
# How the list looks; the first is the usual one.
VIEWS = {"list": _("With reasons"), "compact": _("Compact"), "faces": _("Faces")}
WHEN = {"today": _("Works today"), "tomorrow": _("Works tomorrow")}
LABELS: dict[str, str | Promise] = {
    "when": _("When"),
    "unit": _("Unit"),
    "location": _("Place"),
    "duty": _("Duty"),
    "language": _("Language"),
    "subject": _("Subject"),
    "new": _("New"),
}
# What each filter says when its value is nothing we know.
UNKNOWN: dict[str, str | Promise] = {
    "when": _("Choose today or tomorrow."),
    "unit": _("We know no such unit. Choose one from the list."),
    "location": _("We know no such place. Choose one from the list."),
    "duty": _("We know no such duty. Choose one from the list."),
    "language": _("We know no such language. Choose one from the list."),
    "subject": _("We know no such subject. Choose one from the list."),
    "new": _("Tick the box, or leave it."),
}


@dataclass(frozen=True)
class Wish:
    """A filter that is on: its name and value in the address, and in words."""

    name: str
    value: str
    words: str | Promise


@dataclass
class Asked:
    """What the address asks for. What it says that we do not know is an error at its filter."""

    text: str = ""
    view: str = "list"
    wishes: dict[str, Wish] = field(default_factory=dict)
    errors: dict[str, str | Promise] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    unit: Unit | None = None
    location: Location | None = None
    duty: Duty | None = None
    subject: Subject | None = None

    def value_of(self, name: str) -> str:
        wish = self.wishes.get(name)
        return wish.value if wish else ""

    def query(self, *, without: Iterable[str] = (), **changed: str) -> str:
        """Return the query string of the same list, but for what is left out or `changed`."""
        view = "" if self.view == "list" else self.view
        values = {"q": self.text, **{name: wish.value for name, wish in self.wishes.items()}, "view": view}
        values |= changed
        return urlencode({name: value for name, value in values.items() if value and name not in without})


def read_asked(query: QueryDict) -> Asked:
    """Return what `query` asks for; a query for each register that is named in it."""
    asked = Asked(text=_clean(query.get("q", ""))[:MOST_LETTERS].strip())
    view = query.get("view", "")
    asked.view = view if view in VIEWS else "list"
    asked.typed = {name: value for name in LABELS if (value := _clean(query.get(name, ""))[:MOST_LETTERS])}
    for name, value in asked.typed.items():
        words = _understood(asked, name, value)
        if words is None:
            asked.errors[name] = UNKNOWN[name]
        else:
            asked.wishes[name] = Wish(name, value, words)
    return asked


def _understood(asked: Asked, name: str, value: str) -> str | Promise | None:
    """Return in words what `value` stands for, or None."""
    match name:
        case "when":
            return WHEN.get(value)
        case "language":
            return LANGUAGES.get(value)
        case "new":
            return _("New here") if value == "1" else None
        case "unit":
            asked.unit = Unit.objects.filter(slug=value).first()
            return asked.unit.name if asked.unit else None
        case "location":
            key = int(value) if value.isdecimal() and len(value) < 10 else 0
            asked.location = Location.objects.filter(pk=key).first()
            return asked.location.name if asked.location else None
        case "duty":
            asked.duty = Duty.objects.filter(slug=value).first()
            return str(asked.duty) if asked.duty else None
        case _:
            asked.subject = Subject.objects.filter(slug=value).first()
            return str(asked.subject) if asked.subject else None


def who_is_asked(asked: Asked, people: PersonQuerySet, viewer: Viewer | None, today: date) -> PersonQuerySet:
    """Return those of `people` whom the filters mean, by name or the newest first.

    What someone hides from `viewer`, or from anyone where there is none, makes them appear nowhere.
    """
    if asked.unit is not None:
        people = people.in_branch(asked.unit)
    if asked.location is not None:
        people = who_show(people, "place", viewer).filter(location=asked.location)
    if asked.duty is not None:
        people = who_show(people, "duties", viewer).filter(duties=asked.duty)
    if asked.subject is not None:
        people = who_show(people, "ask_me_about", viewer).filter(subjects=asked.subject)
    if language := asked.value_of("language"):
        people = who_show(people, "languages", viewer).filter(languages__code=language)
    if when := asked.value_of("when"):
        people = available_on(people, day_of(when, today), viewer)
    if asked.value_of("new"):
        newest = who_show(people, "started_on", viewer).filter(started_on__gte=today - NEW_FOR)
        return newest.order_by("-started_on", "pk")
    return people.order_by("sort_name", "pk")


def day_of(when: str, today: date) -> date:
    """Return the day that `today` or `tomorrow` means."""
    return today + timedelta(days=1) if when == "tomorrow" else today


def _clean(text: str) -> str:
    return text.replace("\x00", " ").strip()
