"""What the people of Lindewaard tell about themselves, and what the personnel system delivers."""

from datetime import datetime, time, timedelta

from django.db import transaction

from directory.models import (
    Absence,
    Duty,
    Experience,
    FieldVisibility,
    Location,
    Person,
    PersonLink,
    Placement,
    Source,
    SourceLink,
    SpokenLanguage,
    Unit,
    Workday,
)
from directory.visibility import set_visibility
from home.demo.days import Days
from home.demo.written import Written, read

Place = Workday.Place


def load_duties() -> None:
    """Make the duties that are missing."""
    for slug, names in read("profiles.yaml")["duties"].items():
        Duty.objects.get_or_create(slug=slug, defaults={"name_nl": names["nl"], "name_en": names["en"]})


def load_profiles(new: set[str], days: Days) -> None:
    """Let the `new` people tell about themselves, and link them to the personnel system."""
    written, people = read("profiles.yaml"), read("people.yaml")
    places = {slug: place["name"] for slug, place in people["locations"].items()}
    source = _load_source(written["source"])
    for person in Person.objects.filter(user__username__in=new).select_related("user", "location"):
        assert person.user  # each has an account
        username = person.user.username
        told = written["profiles"].get(username, {})
        hours = told.get("hours") or written["hours"][people["people"][username]["location"]]
        _load_profile(person, told, days.now)
        _load_week(person, people["people"][username]["workdays"], told, hours, places)
        if username not in written["source"]["without"]:
            number = f"1{people['people'][username]['extension']}"
            SourceLink.objects.create(person=person, source=source, external_id=number)
    for username in new & written["profiles"].keys():
        if away := written["profiles"][username].get("away"):
            _load_absence(username, away, days)


def _load_source(written: Written) -> Source:
    source, _created = Source.objects.get_or_create(
        slug=written["slug"],
        defaults={key: written[key] for key in ("name", "report_to", "delivers")},
    )
    return source


@transaction.atomic
def _load_profile(person: Person, told: Written, now: datetime) -> None:
    for field in ("nickname", "pronouns", "room", "mobile", "contact_by", "contact_note", "wants_to_learn"):
        setattr(person, field, told.get(field, ""))
    person.save()
    person.duties.set(Duty.objects.filter(slug__in=told.get("duties", ())))
    SpokenLanguage.objects.bulk_create(
        SpokenLanguage(person=person, code=code) for code in told.get("languages", ())
    )
    Experience.objects.bulk_create(
        Experience(
            person=person,
            kind=each.get("kind", Experience.Kind.PROJECT),
            title=each["title"],
            where=each["where"],
            from_year=each.get("from"),
            until_year=each.get("until"),
        )
        for each in told.get("experiences", ())
    )
    PersonLink.objects.bulk_create(PersonLink(person=person, **link) for link in told.get("links", ()))
    for slug, job_title in told.get("further", {}).items():
        Placement.objects.create(person=person, unit=Unit.objects.get(slug=slug), job_title=job_title)
    for field, level in told.get("hidden", {}).items():
        assert person.user  # each has an account
        set_visibility(
            actor=person.user, person=person, field=field, level=FieldVisibility.Level(level), now=now
        )


def _load_week(
    person: Person, weekdays: str, told: Written, hours: list[str], places: dict[str, str]
) -> None:
    """Let the person work on these weekdays, at home and elsewhere as written."""
    elsewhere = told.get("elsewhere", {})
    for weekday in map(int, weekdays):
        at_home = str(weekday) in told.get("home", "")
        on_the_road = str(weekday) in told.get("road", "")
        Workday.objects.create(
            person=person,
            weekday=weekday,
            place=Place.HOME if at_home else Place.ROAD if on_the_road else Place.OFFICE,
            location=Location.objects.get(name=places[elsewhere[weekday]]) if weekday in elsewhere else None,
            starts_at=time.fromisoformat(hours[0]),
            ends_at=time.fromisoformat(hours[1]),
        )


def _load_absence(username: str, written: Written, days: Days) -> None:
    stand_in = written.get("stand_in")
    until = written.get("until")
    Absence.objects.create(
        person=Person.objects.get(user__username=username),
        starts_on=days.today + timedelta(days=written["from"]),
        ends_on=None if until is None else days.today + timedelta(days=until),
        stand_in=Person.objects.get(user__username=stand_in) if stand_in else None,
    )
