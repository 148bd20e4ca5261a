"""Writing colleagues many at a time, as `provisioning.deliver` would have written each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from types import SimpleNamespace
from typing import Any, TypeVar

from django.db.models import CharField
from django.db.models.functions import Cast

from access.accounts import AddressTaken, move_address
from access.models import Scope
from directory.changing import history_words
from directory.feeding.rows import Row
from directory.models import FieldVisibility, Person, PersonChange, Source, SourceLink
from directory.naming import first_free, sort_name_of, wanted_slug
from directory.provisioning import PROFILE_FIELDS, RELATIONS, writable
from directory.signals import people_changed
from directory.visibility import carry_unit

Value = TypeVar("Value")
BATCH = 500


def _column(name: str) -> str:
    return f"{name}_id" if name in RELATIONS else name


# As they are stored: a relation by its key, a phone by its digits.
PHONES = ("phone", "mobile")
STORED = [_column(name) for name in sorted(PROFILE_FIELDS.difference(PHONES))]


class Standing(SimpleNamespace):
    """A stored person in short: the fields that are delivered, relations by key, and when they leave."""

    pk: int
    left_on: date | None
    leaves_on: date | None


def batches(values: Iterable[Value], size: int = BATCH) -> Iterator[list[Value]]:
    """Yield `values` in lists of at most `size`."""
    remaining = iter(values)
    while batch := list(islice(remaining, size)):
        yield batch


class Maker:
    """Makes colleagues who are new, a batch at a time."""

    def __init__(self, source: Source, now: datetime) -> None:
        self.source, self.now = source, now
        self._scope = Scope.objects.everyone()
        self._slugs = set(Person.objects.values_list("slug", flat=True))

    def make(self, rows: Sequence[Row]) -> dict[str, int]:
        """Return {number: key} of the colleagues that were made of `rows`."""
        people = Person.objects.bulk_create(self._person(row) for row in rows)
        SourceLink.objects.bulk_create(
            SourceLink(source=self.source, person=person, external_id=row.number)
            for row, person in zip(rows, people, strict=True)
        )
        PersonChange.objects.bulk_create(
            PersonChange(person=person, at=self.now, source=self.source, field="name", after=person.name)
            for person in people
        )
        people_changed.send(sender=Person, person_ids=[person.pk for person in people])
        return {row.number: person.pk for row, person in zip(rows, people, strict=True)}

    def _person(self, row: Row) -> Person:
        name = row.values["name"]
        slug = first_free(wanted_slug(name), self._slugs)
        self._slugs.add(slug)
        values = {
            f"{field}_id" if field in RELATIONS else field: value for field, value in row.values.items()
        }
        values.setdefault("sort_name", sort_name_of(name))
        return Person(**values, slug=slug, scope=self._scope, made_at=self.now, changed_at=self.now)


class Changer:
    """Changes colleagues who stand already, a batch at a time."""

    def __init__(self, source: Source, names: dict[str, dict[int, str]], now: datetime) -> None:
        """`names` are of units and locations by key, for history."""
        self.source, self.names, self.now = source, names, now
        self._locks: dict[tuple[int, ...], dict[str, Source]] = {}
        self.remarks: list[str] = []

    def change(self, rows: dict[int, Row]) -> tuple[dict[int, list[PersonChange]], dict[int, Standing]]:
        """Store what `rows`, by key of a person, say; return what differs by person, and who they were."""
        standing = self._read(rows)
        locks = self.locks_of(rows)
        differing = {}
        for pk, before in standing.items():
            wanted = writable(before, self.source, rows[pk].values, locks[pk])
            differences = {name: value for name, value in wanted.items() if getattr(before, name) != value}
            if differences:
                differing[pk] = differences
        changes = self._history(standing, differing)
        self._store(standing, differing)
        self._follow(differing, changes)
        return changes, standing

    def locks_of(self, pks: Iterable[int]) -> dict[int, dict[str, Source]]:
        """Return {key: {field: the source that locks it}}, of several the one that came first."""
        sources: dict[int, tuple[Source, ...]] = defaultdict(tuple)
        links = SourceLink.objects.filter(person__in=pks).select_related("source").order_by("pk")
        for link in links:
            sources[link.person_id] += (link.source,)
        locks = {}
        for pk in pks:
            key = tuple(source.pk for source in sources[pk])
            if key not in self._locks:
                later_first = reversed(sources[pk])
                self._locks[key] = {name: source for source in later_first for name in source.delivers}
            locks[pk] = self._locks[key]
        return locks

    def _read(self, pks: Iterable[int]) -> dict[int, Standing]:
        rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("pk")
        found = {}
        # A phone as its digits: to read each number anew would take longer than all else.
        digits = {f"{name}_digits": Cast(name, CharField()) for name in PHONES}
        for row in rows.annotate(**digits).values("pk", "left_on", "leaves_on", *digits, *STORED):
            fields = {name.removesuffix("_id").removesuffix("_digits"): row[name] for name in row}
            found[row["pk"]] = Standing(**fields)
        return found

    def _history(
        self,
        standing: dict[int, Standing],
        differing: dict[int, dict[str, Any]],  # Any: of every field
    ) -> dict[int, list[PersonChange]]:
        managers = {
            key
            for pk, values in differing.items()
            if "manager" in values
            for key in (values["manager"], standing[pk].manager)
            if key
        }
        names = {
            **self.names,
            "manager": dict(Person.objects.filter(pk__in=managers).values_list("pk", "name")),
        }

        def words(name: str, value: Any) -> str:  # Any: as above
            return history_words(names[name].get(value) if name in RELATIONS else value)

        changes = {
            pk: [
                PersonChange(
                    person_id=pk,
                    at=self.now,
                    source=self.source,
                    field=name,
                    before=words(name, getattr(standing[pk], name)),
                    after=words(name, value),
                )
                for name, value in values.items()
            ]
            for pk, values in differing.items()
        }
        PersonChange.objects.bulk_create(change for made in changes.values() for change in made)
        return changes

    def _store(
        self, standing: dict[int, Standing], differing: dict[int, dict[str, Any]]
    ) -> None:  # Any: as above
        if not differing:
            return
        fields = sorted({name for values in differing.values() for name in values})
        people = []
        for pk, values in differing.items():
            person = Person(pk=pk, changed_at=self.now)
            for name in fields:
                value = values[name] if name in values else getattr(standing[pk], name)
                setattr(person, _column(name), value)
            people.append(person)
        Person.objects.bulk_update(people, [*fields, "changed_at"])
        people_changed.send(sender=Person, person_ids=list(differing))

    def _follow(self, differing: dict[int, dict[str, Any]], changes: dict[int, list[PersonChange]]) -> None:
        """Let what is for “my unit” and the address of the account go along. Any: as above."""
        moved = [pk for pk, values in differing.items() if "unit" in values]
        hiding = FieldVisibility.objects.filter(person__in=moved, level=FieldVisibility.Level.UNIT)
        for person in Person.objects.filter(pk__in=hiding.values("person")):
            carry_unit(person)
        addressed = [pk for pk, values in differing.items() if values.get("email")]
        for person in Person.objects.filter(pk__in=addressed, user__isnull=False).select_related("user"):
            before = next(change.before for change in changes[person.pk] if change.field == "email")
            if person.user and person.user.email.lower() == before.lower():
                self._move_address(person)

    def _move_address(self, person: Person) -> None:
        assert person.user is not None
        try:
            move_address(user=person.user, email=person.email, actor=None, now=self.now)
        except AddressTaken:
            self.remarks.append(str(person.user.username))
