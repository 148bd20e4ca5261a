"""The judged set: an invented town, and who is right for each search."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import slugify

from access.models import Scope, User
from directory.finding import find_people
from directory.models import Duty, Location, Person, Placement, SpokenLanguage, Subject
from directory.signals import people_changed
from tests.factories.directory import UnitFactory

HERE = Path(__file__).parent
ENOUGH = 0.95
FIRST = 5


@dataclass(frozen=True)
class Search:
    """What someone types, the names of the accounts of who is right, and what makes it hard."""

    query: str
    right: frozenset[str]
    kind: str


def searches() -> list[Search]:
    """Return what is looked for, and who is right."""
    return [
        Search(row["query"], frozenset(row["right"].split(",")), row["kind"]) for row in _rows("searches")
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def settle() -> dict[str, int]:
    """Let the town live here, and return the key of each person by the name of the account."""
    rows = _rows("people")
    units = {name: UnitFactory(name=name) for name in sorted({row["unit"] for row in rows})}
    places = {name: Location.objects.create(name=name) for name in sorted({row["place"] for row in rows})}
    scope = Scope.objects.everyone()
    people = Person.objects.bulk_create(
        Person(
            slug=slugify(row["key"].replace(".", "-")),
            name=row["name"],
            sort_name=row["name"],
            nickname=row["nickname"],
            job_title=row["job"],
            unit=units[row["unit"]],
            location=places[row["place"]],
            email=f"{row['key']}@lindeveld.example",
            phone=row["phone"],
            extension=row["extension"],
            ask_me_about=row["own_words"],
            scope=scope,
        )
        for row in rows
    )
    subjects = {name: _subject(name) for name in sorted({row["subjects"] for row in rows} - {""})}
    duties = {name: _duty(name) for name in sorted({row["duties"] for row in rows} - {""})}
    for person, row in zip(people, rows, strict=True):
        if row["subjects"]:
            person.subjects.add(subjects[row["subjects"]])
        if row["duties"]:
            person.duties.add(duties[row["duties"]])
        if row["further"]:
            unit, _colon, job = row["further"].partition(":")
            Placement.objects.create(person=person, unit=units[unit], job_title=job)
    SpokenLanguage.objects.bulk_create(
        SpokenLanguage(person=person, code=code)
        for person, row in zip(people, rows, strict=True)
        for code in row["languages"].split(",")
    )
    people_changed.send(Person, person_ids=[person.pk for person in people])
    return {row["key"]: person.pk for person, row in zip(people, rows, strict=True)}


def _subject(name: str) -> Subject:
    return Subject.objects.create(name_nl=name, slug=slugify(name))


def _duty(name: str) -> Duty:
    return Duty.objects.create(name_nl=name, slug=slugify(name))


def missed(viewer: User, keys: dict[str, int]) -> list[tuple[Search, list[str]]]:
    """Return the searches that do not show who is right among the first, with who came instead."""
    names = {pk: key for key, pk in keys.items()}
    return [
        (search, shown)
        for search in searches()
        if not search.right & set(shown := _first(search.query, viewer, names))
    ]


def _first(query: str, viewer: User, names: dict[int, str]) -> list[str]:
    found = find_people(query, viewer, Person.objects.working_here())
    return [names[one.person_id] for one in found[:FIRST]]


def report(engine: str, misses: Iterable[tuple[Search, list[str]]]) -> float:
    """Print how many searches show who is right, and which do not; return the share that do."""
    misses = list(misses)
    count = len(searches())
    share = 1 - len(misses) / count
    print(f"\n{engine}: {count - len(misses)} of {count} searches, {share:.1%}")
    for search, shown in misses:
        print(f"  missed ({search.kind}): {search.query}: {', '.join(shown) or 'nobody'}")
    return share
