"""Which unit and location the words of a row mean."""

from collections import defaultdict
from datetime import datetime

from django.utils.translation import gettext as _

from directory.models import Location, Unit
from directory.units import make_unit

SEPARATOR = " / "
# Of a unit and of a location.
LONGEST_NAME = 150


class NoSuchPlace(LookupError):
    """The words mean no unit or location, or more than one; the sentence says what to do."""


class Units:
    """The units by code, name and path; read once, whoever asks how often."""

    def __init__(self, *, may_make: bool, now: datetime) -> None:
        self._may_make, self._now = may_make, now
        self.names: dict[int, str] = {}
        self.made: list[str] = []
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._paths: dict[int, str] = {}
        self._closed: set[int] = set()
        self._answers: dict[str, int] = {}
        self._to_make: set[str] = set()
        named: dict[str, str] = {}
        for unit in Unit.objects.order_by("path").only("path", "name", "code", "closed_on"):
            above = named.get(unit.path[: -Unit.steplen])
            named[unit.path] = f"{above}{SEPARATOR}{unit.name}" if above else unit.name
            self._add(unit, named[unit.path])

    def check(self, words: str) -> None:
        """Raise NoSuchPlace unless `find` will answer; make nothing yet."""
        if words not in self._answers and words not in self._to_make:
            if (found := self._find(words)) is None:
                self._to_make.add(words)
            else:
                self._answers[words] = found

    def find(self, words: str) -> int:
        """Return the key of the unit with this code, name, or path from the top. Raises NoSuchPlace.

        A path that does not exist is made where that was asked for.
        """
        if words not in self._answers:
            found = self._find(words)
            self._answers[words] = self._make(words) if found is None else found
        return self._answers[words]

    def _find(self, words: str) -> int | None:
        found = self._by_code.get(words.casefold())
        candidates = {found} if found else self._by_words(words)
        if len(candidates) > 1:
            sentence = _("Several units are called %(unit)s. Write its code, or its path such as “%(path)s”.")
            raise NoSuchPlace(sentence % {"unit": words, "path": self._paths[min(candidates)]})
        if not candidates and self._may_make:
            _names_of_path(words)
            return None
        if not candidates:
            sentence = _("There is no unit %(unit)s. Make it first, or import with --make-units.")
            raise NoSuchPlace(sentence % {"unit": words})
        (pk,) = candidates
        if pk in self._closed:
            sentence = _("The unit %(unit)s was closed. Write the unit that it went to.")
            raise NoSuchPlace(sentence % {"unit": words})
        return pk

    def _by_words(self, words: str) -> set[int]:
        parts = [part.strip().casefold() for part in words.split(SEPARATOR.strip())]
        path = SEPARATOR.join(parts)
        # A whole path says it; else the end of one, such as the name alone.
        exact = {pk for pk in self._by_name[parts[-1]] if self._paths[pk].casefold() == path}
        ending = {pk for pk in self._by_name[parts[-1]] if f"{SEPARATOR}{path}" in self._paths[pk].casefold()}
        found = exact or ending
        standing = found - self._closed
        return standing or found

    def _make(self, words: str) -> int:
        names = _names_of_path(words)
        parent: Unit | None = None
        for depth in range(1, len(names) + 1):
            path = SEPARATOR.join(names[:depth])
            known = [pk for pk, its_path in self._paths.items() if its_path.casefold() == path.casefold()]
            if known:
                parent = Unit.objects.get(pk=known[0])
                continue
            parent = make_unit(actor=None, name=names[depth - 1], parent=parent, now=self._now)
            self._add(parent, path)
            self.made.append(path)
        assert parent is not None
        return int(parent.pk)

    def _add(self, unit: Unit, path: str) -> None:
        self.names[unit.pk], self._paths[unit.pk] = unit.name, path
        self._by_name[unit.name.casefold()].add(unit.pk)
        if unit.code:
            self._by_code[unit.code.casefold()] = unit.pk
        if unit.closed_on is not None:
            self._closed.add(unit.pk)


def _names_of_path(words: str) -> list[str]:
    names = [part.strip() for part in words.split(SEPARATOR.strip())]
    if not all(names) or any(len(name) > LONGEST_NAME for name in names):
        sentence = _("%(unit)s is no path of units. Write it as “Ruimte / Boombeheer”.")
        raise NoSuchPlace(sentence % {"unit": words})
    return names


class Locations:
    """The locations by name; read once."""

    def __init__(self, *, may_make: bool) -> None:
        self._may_make = may_make
        self.names = dict(Location.objects.values_list("pk", "name"))
        self.made: list[str] = []
        self._by_name = {name.casefold(): pk for pk, name in self.names.items()}

    def check(self, words: str) -> None:
        """Raise NoSuchPlace unless `find` will answer; make nothing yet."""
        may_be_made = self._may_make and len(words) <= LONGEST_NAME
        if words.casefold() not in self._by_name and not may_be_made:
            sentence = _("There is no location %(location)s. Make it first, or import with --make-locations.")
            raise NoSuchPlace(sentence % {"location": words})

    def find(self, words: str) -> int:
        """Return the key of the location of this name, made where that was asked for."""
        self.check(words)
        pk = self._by_name.get(words.casefold())
        if pk is not None:
            return pk
        location = Location.objects.create(name=words)
        self.names[location.pk] = location.name
        self._by_name[location.name.casefold()] = location.pk
        self.made.append(location.name)
        return int(location.pk)
