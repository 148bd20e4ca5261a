"""The colleagues of Lindewaard, where they work, and their accounts."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from access.models import Scope, User
from access.roles import Role, give_role
from directory.models import Location, Person, Subject, Unit
from home.demo.days import Days
from home.demo.profiles import load_duties, load_profiles
from home.demo.units import load_leaders, load_units
from home.demo.written import Tell, Written, read

PASSWORD = "brink"
MAIL_HOST = "lindewaard.example"


def load_people(days: Days, tell: Tell) -> None:
    """Make the places, units, people and accounts that are missing, and `tell` the name of each."""
    written = read("people.yaml")
    # One hash for all: making it is slow on purpose, and everybody knows the password.
    password = make_password(PASSWORD)
    for name in written["locations"].values():
        Location.objects.get_or_create(name=name["name"], defaults={"address": name["address"]})
    for slug, names in written["subjects"].items():
        Subject.objects.get_or_create(slug=slug, defaults={"name_nl": names["nl"], "name_en": names["en"]})
    load_units(tell)
    load_duties()
    known = set(Person.objects.exclude(user=None).values_list("user__username", flat=True))
    new = written["people"].keys() - known
    for username, person in written["people"].items():
        if username in new:
            _load_person(username, person, written["locations"], password, days)
            tell(person["name"])
    # Who leads, stands in or is led must be there first.
    load_leaders(new)
    load_profiles(new, days)
    for username, account in written["accounts"].items():
        if not User.objects.filter(username=username).exists():
            _load_account(username, account, password)
            tell(username)


@transaction.atomic
def _load_person(username: str, written: Written, locations: Written, password: str, days: Days) -> None:
    days_ago = written.get("started_days_ago")
    person = Person.objects.create(
        user=_load_account(username, written, password),
        slug=written["name"].lower().replace(" ", "-"),
        name=written["name"],
        sort_name=written["sort_name"],
        spoken_name=written.get("spoken_name", ""),
        job_title=written["job_title"],
        unit=Unit.objects.get(slug=written["unit"]),
        location=Location.objects.get(name=locations[written["location"]]["name"]),
        email=f"{username}@{MAIL_HOST}",
        phone=f"+3188555{written['extension']}",
        extension=written["extension"],
        ask_me_about=written["ask_me_about"],
        started_on=days.today - timedelta(days=days_ago) if days_ago else written["started"],
        scope=Scope.objects.everyone(),
    )
    person.subjects.set(Subject.objects.filter(slug__in=written["subjects"]))


@transaction.atomic
def _load_account(username: str, written: Written, password: str) -> User:
    first, _, last = written.get("name", "").partition(" ")
    user = User(
        username=username,
        email=f"{username}@{MAIL_HOST}",
        first_name=first,
        last_name=last,
        password=password if "password" in written else make_password(None),
    )
    user.save()
    for role in written.get("roles", ()):
        give_role(user, Role(role))
    return user
