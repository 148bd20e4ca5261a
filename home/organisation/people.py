"""The units of a synthetic organisation, and the people who work there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from access.models import Scope, User
from directory.models import Location, Person, Subject, Unit
from home.organisation.invention import JOBS, SUBJECTS, UNITS, Inventor, address
from home.organisation.plan import Plan
from home.organisation.profiles import lead, store_profiles
from home.organisation.storing import reserve_ids, store

TEAMS_PER_DEPARTMENT = 8
PEOPLE_PER_LOCATION = 400
MAIL_HOST = "organisation.example"


@dataclass(frozen=True)
class Staff:
    """Who was made, with their unit, location, subjects and account at hand."""

    people: list[Person]
    subjects: list[Subject]

    @property
    def users(self) -> list[User]:
        return [person.user for person in self.people if person.user]


def root_of(seed: int) -> Unit | None:
    """Return the unit at the top of the organisation with this seed, if it was made."""
    root: Unit | None = Unit.objects.filter(slug=address("organisatie", seed)).first()
    return root


def make_staff(plan: Plan) -> Staff:
    """Store units, locations, subjects, accounts and people."""
    inventor = plan.inventor("people")
    units = _make_units(plan, inventor)
    locations = _make_locations(plan)
    subjects = _find_subjects()
    users = _make_users(plan, inventor)
    scope = Scope.objects.everyone()
    people = []
    for number, (pk, user) in enumerate(zip(reserve_ids(Person, len(users)), users, strict=True)):
        name = f"{user.first_name} {user.last_name}"
        people.append(
            Person(
                pk=pk,
                user=user,
                slug=address(name, plan.seed, number),
                name=name,
                sort_name=_sorted_as(user.first_name, user.last_name),
                job_title=inventor.random.choice(JOBS),
                unit=inventor.random.choice(units),
                location=inventor.random.choice(locations),
                email=user.email,
                phone=f"+3188{number % 10_000_000:07}",
                extension=f"{1000 + number % 9000}",
                ask_me_about=inventor.text(2),
                started_on=inventor.day_before(plan.today, 3650),
                made_at=plan.now,
                changed_at=plan.now,
                scope=scope,
            )
        )
    led = lead(people)
    store(people)
    Unit.objects.bulk_update(led, ["leader"], batch_size=1000)
    _give_subjects(people, subjects, inventor)
    store_profiles(people, plan)
    return Staff(people, subjects)


def _make_units(plan: Plan, inventor: Inventor) -> list[Unit]:
    """Store a tree of departments and teams, and return the teams."""
    Unit.add_root(instance=Unit(name=f"Organisatie {plan.seed}", slug=address("organisatie", plan.seed)))
    root = Unit.objects.get(slug=address("organisatie", plan.seed))
    numbers = count()
    departments = _under(root, max(1, plan.size.units // TEAMS_PER_DEPARTMENT), numbers, plan, inventor)
    teams: list[Unit] = []
    for department in departments:
        teams += _under(department, TEAMS_PER_DEPARTMENT, numbers, plan, inventor)
    root.numchild = len(departments)
    root.save(update_fields=["numchild"])
    everyone = [*departments, *teams]
    for pk, unit in zip(reserve_ids(Unit, len(everyone)), everyone, strict=True):
        unit.pk = pk
    store(everyone)
    return teams


def _under(
    parent: Unit, unit_count: int, numbers: Iterator[int], plan: Plan, inventor: Inventor
) -> list[Unit]:
    # The tree keeps siblings in the order of their names.
    made = sorted(f"{inventor.random.choice(UNITS)} {next(numbers)}" for _ in range(unit_count))
    parent.numchild = unit_count
    return [
        Unit(
            name=name,
            slug=address(name, plan.seed),
            path=Unit._get_path(parent.path, parent.depth + 1, step),
            depth=parent.depth + 1,
        )
        for step, name in enumerate(made, start=1)
    ]


def _make_locations(plan: Plan) -> list[Location]:
    names = [f"Gebouw {plan.seed}.{number}" for number in range(1 + plan.size.people // PEOPLE_PER_LOCATION)]
    return Location.objects.bulk_create(Location(name=name) for name in names)


def _find_subjects() -> list[Subject]:
    return [
        Subject.objects.get_or_create(name_nl=name, defaults={"slug": address("onderwerp", name)})[0]
        for name in SUBJECTS
    ]


def _make_users(plan: Plan, inventor: Inventor) -> list[User]:
    users = []
    for number, pk in enumerate(reserve_ids(User, plan.size.people)):
        first, last = inventor.name()
        username = address(f"{first} {last}", plan.seed, number)
        users.append(
            User(
                pk=pk,
                username=username,
                first_name=first,
                last_name=last,
                email=f"{username}@{MAIL_HOST}",
                key=inventor.key(),
                # Nobody signs in with a password here, and hashing one takes a third of a second.
                password=f"{UNUSABLE_PASSWORD_PREFIX}{inventor.key().hex}",
                date_joined=plan.now - timedelta(days=inventor.random.randint(1, 900)),
            )
        )
    store(users)
    return users


def _sorted_as(first: str, last: str) -> str:
    """Return “Berg, Anouk van den”: sorted by the part of the name that has a capital."""
    words = last.split()
    start = next(place for place, word in enumerate(words) if word[0].isupper())
    return " ".join([f"{' '.join(words[start:])},", first, *words[:start]])


def _give_subjects(people: list[Person], subjects: list[Subject], inventor: Inventor) -> None:
    through = Person.subjects.through
    store(
        through(person_id=person.pk, subject_id=subject.pk)
        for person in people
        for subject in inventor.random.sample(subjects, k=inventor.random.randint(0, 3))
    )
