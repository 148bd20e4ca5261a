"""What the people of a synthetic organisation tell about themselves, and who leads whom."""

from collections.abc import Iterable, Iterator
from datetime import time, timedelta

from django.db.models import Model

from access.models import Scope
from directory.models import (
    Absence,
    Duty,
    Experience,
    FieldVisibility,
    Person,
    Placement,
    SpokenLanguage,
    Unit,
    Workday,
)
from home.organisation.invention import JOBS, Inventor
from home.organisation.plan import Plan
from home.organisation.storing import store

DUTIES = {
    "bedrijfshulpverlener": ("Bedrijfshulpverlener", "First-aider"),
    "vertrouwenspersoon": ("Vertrouwenspersoon", "Confidential adviser"),
    "ondernemingsraad": ("Lid ondernemingsraad", "Works council member"),
}
FURTHER_LANGUAGES = ("en", "de", "fr", "fy", "tr", "ar", "pl", "es")
# One in so many has it.
AWAY, SECOND_UNIT, WITH_DUTY, WITH_PROJECT, HIDING = 40, 30, 20, 3, 25


def lead(people: list[Person]) -> list[Unit]:
    """Give everyone a manager, and return the units with a leader that were changed.

    The first of a team leads it; the leader of the first team of a department leads that, and so on up.
    """
    leaders: dict[str, Person] = {}
    teams: dict[str, Unit] = {}
    for person in people:
        assert person.unit is not None
        path = person.unit.path
        teams.setdefault(path, person.unit)
        for end in range(len(path), 0, -Unit.steplen):
            leaders.setdefault(path[:end], person)
    for person in people:
        assert person.unit is not None
        path = person.unit.path
        above = (leaders[path[:end]] for end in range(len(path), 0, -Unit.steplen))
        person.manager = next((leader for leader in above if leader is not person), None)
    units = list(Unit.objects.filter(path__in=leaders))
    for unit in units:
        unit.leader = leaders[unit.path]
    return units


def store_profiles(people: list[Person], plan: Plan) -> None:
    """Store workdays, absences, languages, duties, further units, projects, and what some hide."""
    inventor = plan.inventor("profiles")
    store(_workdays(people, inventor))
    store(_absences(people, inventor, plan))
    store(_languages(people, inventor))
    store(_duties(people, inventor))
    store(_placements(people, inventor))
    store(_projects(people, inventor))
    store(_hidden(people, inventor))


def _some(people: list[Person], inventor: Inventor, one_in: int) -> list[Person]:
    return inventor.random.sample(people, k=len(people) // one_in)


def _workdays(people: list[Person], inventor: Inventor) -> Iterator[Workday]:
    for person in people:
        for weekday in sorted(inventor.random.sample(range(1, 6), k=inventor.random.choice([3, 4, 5]))):
            yield Workday(
                person_id=person.pk,
                weekday=weekday,
                place=inventor.random.choice(Workday.Place.values),
                starts_at=time(8, 30),
                ends_at=time(inventor.random.choice([13, 16, 17]), 0),
            )


def _absences(people: list[Person], inventor: Inventor, plan: Plan) -> Iterator[Absence]:
    for person in _some(people, inventor, AWAY):
        starts_on = plan.today - timedelta(days=inventor.random.randint(0, 5))
        yield Absence(
            person_id=person.pk,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=inventor.random.randint(5, 20)),
            stand_in_id=person.manager_id or None,
        )


def _languages(people: list[Person], inventor: Inventor) -> Iterator[SpokenLanguage]:
    for person in people:
        further = inventor.random.sample(FURTHER_LANGUAGES, k=inventor.random.randint(0, 2))
        for code in ["nl", *further]:
            yield SpokenLanguage(person_id=person.pk, code=code)


def _duties(people: list[Person], inventor: Inventor) -> Iterator[Model]:
    duties = [
        Duty.objects.get_or_create(slug=slug, defaults={"name_nl": dutch, "name_en": english})[0]
        for slug, (dutch, english) in DUTIES.items()
    ]
    through = Person.duties.through
    for person in _some(people, inventor, WITH_DUTY):
        yield through(person_id=person.pk, duty_id=inventor.random.choice(duties).pk)


def _placements(people: list[Person], inventor: Inventor) -> Iterator[Placement]:
    for person in _some(people, inventor, SECOND_UNIT):
        other = inventor.random.choice(people).unit
        if other and other != person.unit:
            yield Placement(person_id=person.pk, unit=other, job_title=inventor.random.choice(JOBS))


def _projects(people: list[Person], inventor: Inventor) -> Iterator[Experience]:
    for person in _some(people, inventor, WITH_PROJECT):
        yield Experience(
            person_id=person.pk,
            kind=Experience.Kind.PROJECT,
            title=inventor.title()[:150],
            from_year=inventor.random.randint(2012, 2025),
        )


def _hidden(people: Iterable[Person], inventor: Inventor) -> Iterator[FieldVisibility]:
    """Let some hide their phone from other units, and some their workdays from everyone."""
    nobody = Scope.objects.for_sets([[]])
    of_unit: dict[int | None, Scope] = {}
    for person in _some(list(people), inventor, HIDING):
        if inventor.random.random() < 0.5:
            level, scope = FieldVisibility.Level.SELF, nobody
            field = "workdays"
        else:
            if person.unit_id not in of_unit:
                of_unit[person.unit_id] = Scope.objects.for_sets([[f"unit:{person.unit_id}"]])
            level, scope = FieldVisibility.Level.UNIT, of_unit[person.unit_id]
            field = "phone"
        yield FieldVisibility(person_id=person.pk, field=field, level=level, scope=scope)
