"""The directory screen: filters in the address, removable one by one, and nothing hidden that shows."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone, translation

from access.models import Scope, User
from access.roles import Role
from directory.listing.rows import Listing, list_people
from directory.models import (
    Absence,
    ClosingDay,
    Duty,
    FieldVisibility,
    Location,
    Person,
    Placement,
    SpokenLanguage,
    Workday,
)
from directory.visibility import set_visibility
from tests.conftest import QueryCounter
from tests.factories.directory import LocationFactory, PersonFactory, SubjectFactory, UnitFactory
from tests.factories.roles import holder_of

# A Wednesday.
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def listed(viewer: User, query: str = "") -> Listing:
    """Return the list as the next request of `viewer` would get it."""
    return list_people(User.objects.get(pk=viewer.pk), QueryDict(query), NOW)


def names(listing: Listing) -> list[str]:
    return [row.person.name for row in listing.rows]


def hide(person: Person, field: str, level: str = "self") -> None:
    administrator, _created = User.objects.get_or_create(username="admin", is_superuser=True)
    set_visibility(
        actor=administrator, person=person, field=field, level=FieldVisibility.Level(level), now=NOW
    )


def works_on(person: Person, weekday: int) -> None:
    Workday.objects.create(person=person, weekday=weekday, starts_at=time(8), ends_at=time(17))


def everyone_for_each_filter() -> dict[str, Person]:
    """Return {query: the one person it is about}, with someone else who fits none."""
    unit = UnitFactory(name="Wegen", slug="wegen")
    duty = Duty.objects.create(slug="bhv", name_nl="BHV", name_en="First-aider")
    subject = SubjectFactory(slug="inkoop", name_en="procurement")
    place = LocationFactory(name="Werf")
    fits = {
        "unit=wegen": PersonFactory(name="Unit", unit=UnitFactory(name="Ploeg", parent=unit)),
        f"location={place.pk}": PersonFactory(name="Place", location=place),
        "duty=bhv": PersonFactory(name="Duty"),
        "subject=inkoop": PersonFactory(name="Subject", subjects=[subject]),
        "language=fy": PersonFactory(name="Language"),
        "when=today": PersonFactory(name="Today"),
        "when=tomorrow": PersonFactory(name="Tomorrow"),
        "new=1": PersonFactory(name="New", started_on=date(2026, 11, 1)),
    }
    fits["duty=bhv"].duties.add(duty)
    SpokenLanguage.objects.create(person=fits["language=fy"], code="fy")
    works_on(fits["when=today"], 3)
    works_on(fits["when=tomorrow"], 4)
    PersonFactory(name="Nobody", started_on=date(2020, 1, 1))
    return fits


@pytest.mark.any_database
@pytest.mark.django_db
def test_each_filter_leaves_whom_it_is_about(employee: User) -> None:
    for query, person in everyone_for_each_filter().items():
        assert names(listed(employee, query)) == [person.name], query


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("location", "place"),
        ("duty=bhv", "duties"),
        ("subject=inkoop", "ask_me_about"),
        ("language=fy", "languages"),
        ("when=today", "workdays"),
        ("when=tomorrow", "workdays"),
        ("new=1", "started_on"),
    ],
)
def test_what_someone_hides_makes_them_appear_in_no_filter(employee: User, query: str, field: str) -> None:
    fits = everyone_for_each_filter()
    query = next(each for each in fits if each.startswith(query))
    hide(fits[query], field)

    assert names(listed(employee, query)) == []
    assert listed(employee, query).count == 0
    owner = User.objects.create_user("owner")
    Person.objects.filter(pk=fits[query].pk).update(user=owner)
    assert names(listed(owner, query)) == [fits[query].name]


@pytest.mark.django_db
def test_what_someone_hides_is_not_counted_beside_the_list(employee: User) -> None:
    duty = Duty.objects.create(slug="bhv", name_nl="BHV")
    place, subject = LocationFactory(name="Werf"), SubjectFactory(slug="inkoop")
    for name in ("Joris Open", "Joris Dicht"):
        person = PersonFactory(name=name, location=place, subjects=[subject])
        person.duties.add(duty)
        SpokenLanguage.objects.create(person=person, code="fy")
        works_on(person, 3)
    for field in ("place", "duties", "languages", "workdays", "ask_me_about"):
        hide(person, field)

    found = listed(employee, "q=joris")

    assert found.count == 2
    counted = {each.name: [choice.count for choice in each.choices] for each in found.filters}
    assert counted.pop("unit") == [] if "unit" in counted else True
    assert counted == {"when": [1], "location": [1], "duty": [1], "language": [1], "subject": [1]}


@pytest.mark.django_db
def test_someone_of_another_scope_is_not_counted(employee: User) -> None:
    unit = UnitFactory(name="Deel", parent=UnitFactory(name="Top"))
    PersonFactory(name="Joris Open", unit=unit)
    PersonFactory(name="Joris Geheim", unit=unit, scope=Scope.objects.for_sets([["role:999"]]))

    found = listed(employee, "q=joris")

    assert names(found) == ["Joris Open"]
    assert [choice.count for choice in found.filters[0].choices] == [1]


@pytest.mark.django_db
def test_a_unit_takes_along_who_works_there_beside_their_own(employee: User) -> None:
    unit = UnitFactory(name="Wegen", slug="wegen")
    part = UnitFactory(name="Ploeg", parent=unit)
    beside = PersonFactory(name="Beside", unit=UnitFactory(name="Elders"))
    Placement.objects.create(person=beside, unit=part)
    PersonFactory(name="Elsewhere", unit=UnitFactory(name="Weg"))

    assert names(listed(employee, "unit=wegen")) == ["Beside"]


@pytest.mark.django_db
def test_available_minds_part_time_days_absence_and_closing_days(employee: User) -> None:
    works, part_time, away = (PersonFactory(name=name) for name in ("Works", "Part-time", "Away"))
    works_on(works, 3)
    works_on(part_time, 1)
    works_on(away, 3)
    Absence.objects.create(person=away, starts_on=date(2026, 11, 20))

    assert names(listed(employee, "when=today")) == ["Works"]

    ClosingDay.objects.create(on=date(2026, 11, 25), name="Kermis")
    assert names(listed(employee, "when=today")) == []


@pytest.mark.django_db
def test_filters_add_up_and_each_is_removed_by_itself(employee: User) -> None:
    everyone_for_each_filter()
    both = PersonFactory(name="Both", unit=UnitFactory(name="Ploeg 2", slug="ploeg-2"))
    SpokenLanguage.objects.create(person=both, code="fy")

    found = listed(employee, "language=fy&unit=ploeg-2&view=compact")

    assert names(found) == ["Both"]
    assert [(str(chip.wish.words), chip.query) for chip in found.chips] == [
        ("Ploeg 2", "language=fy&view=compact"),
        ("Frisian", "unit=ploeg-2&view=compact"),
    ]
    assert found.without_filters == "view=compact"


@pytest.mark.parametrize("name", ["unit", "location", "duty", "language", "subject", "when", "new"])
def test_a_filter_that_makes_no_sense_is_told_at_its_place(reader: Client, name: str) -> None:
    PersonFactory(name="Joris Hoekstra")

    answer = reader.get(f"/people/?{name}=x%00yzzy")

    assert answer.status_code == 400
    assert "Joris Hoekstra" in answer.text
    assert f'href="#wrong-{name}"' in answer.text
    assert f'id="wrong-{name}"' in answer.text


@pytest.mark.django_db
def test_with_words_only_what_occurs_is_offered_with_how_many(employee: User) -> None:
    top = UnitFactory(name="Gemeente")
    roads = UnitFactory(name="Wegen", slug="wegen", parent=top)
    UnitFactory(name="Zwembad", parent=top)
    PersonFactory(name="Joris Bos", unit=roads)
    PersonFactory(name="Joris Berk", unit=UnitFactory(name="Ploeg", parent=roads))
    SpokenLanguage.objects.create(person=PersonFactory(name="Els", unit=top), code="fy")

    found = listed(employee, "q=joris")

    assert [each.name for each in found.filters] == ["unit"]
    assert [(choice.value, choice.count) for choice in found.filters[0].choices] == [("wegen", 2)]


@pytest.mark.django_db
def test_a_row_says_where_someone_is_today_unless_that_is_hidden(employee: User) -> None:
    hall, yard = LocationFactory(name="Stadhuis"), LocationFactory(name="Werf")
    usual = PersonFactory(name="A", location=hall, room="2.08")
    at_home = PersonFactory(name="B", location=hall)
    elsewhere = PersonFactory(name="C", location=hall)
    hidden = PersonFactory(name="D", location=hall)
    works_on(usual, 3)
    Workday.objects.create(person=at_home, weekday=3, place="home")
    Workday.objects.create(person=elsewhere, weekday=3, location=yard)
    Workday.objects.create(person=hidden, weekday=3, location=yard)
    hide(hidden, "place")

    rows = listed(employee).rows

    assert [row.place for row in rows] == ["Stadhuis, 2.08", "At home", "Werf", ""]
    assert rows[0].presence
    assert rows[0].presence.words == "Reachable today until 17:00"


def test_the_reason_is_told_with_the_found_words_marked(reader: Client) -> None:
    PersonFactory(name="Joris Hoekstra", ask_me_about="aanbesteding <b>en</b> koffie")

    page = reader.get("/people/?q=aanbesteding").text

    assert "<mark>aanbesteding</mark>" in page
    assert "<b>en</b> koffie" not in page


def test_nobody_found_leads_on_with_what_was_typed(reader: Client) -> None:
    editor = holder_of(Role.EDITOR)
    PersonFactory(name="Emre Yildiz", user=editor)

    page = reader.get("/people/?q=xyzzy+quux&language=fy").text

    assert 'href="/search/?q=xyzzy%20quux"' in page
    assert 'href="?q=xyzzy+quux"' in page
    assert "Emre Yildiz" in page


@pytest.mark.parametrize("view", ["compact", "faces"])
def test_the_look_of_the_list_stays_in_every_address(
    reader: Client, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.listing.rows.PEOPLE_PER_PAGE", 2)
    PersonFactory.create_batch(3)

    page = reader.get(f"/people/?view={view}").text

    assert f"?view={view}&amp;page=2" in page
    assert f'name="view" value="{view}"' in page
    assert reader.get("/people/?view=xyzzy").status_code == 200


def test_new_colleagues_stand_the_newest_first(reader: Client) -> None:
    today = timezone.localdate()
    PersonFactory(name="Al Langer", sort_name="A", started_on=today - timedelta(days=50))
    PersonFactory(name="Net Binnen", sort_name="Z", started_on=today - timedelta(days=2))
    PersonFactory(name="Oude Rot", started_on=today - timedelta(days=90))

    page = reader.get("/people/?new=1").text

    assert re.findall(r"Al Langer|Net Binnen|Oude Rot", page) == ["Net Binnen", "Al Langer"]


def test_a_list_costs_the_same_with_three_and_with_six(queries_of: QueryCounter) -> None:
    queries = (
        "",
        "q=joris",
        "q=joris&when=today&unit=top",
        "language=fy&duty=bhv",
        "new=1",
        "view=compact",
        "view=faces",
    )
    duty = Duty.objects.create(slug="bhv", name_nl="BHV")
    top, place = UnitFactory(name="Top", slug="top"), LocationFactory()
    today = timezone.localdate()

    def add_three() -> None:
        for _ in range(3):
            number = Person.objects.count()
            person = PersonFactory(
                name=f"Joris {number}",
                unit=UnitFactory(name=f"Deel {number}", parent=top),
                location=place,
                started_on=today,
            )
            person.duties.add(duty)
            SpokenLanguage.objects.create(person=person, code="fy")
            for weekday in range(1, 8):
                works_on(person, weekday)
            hide(person, "phone")

    def costs() -> dict[str, int]:
        return {query: queries_of(f"/people/?{query}") for query in queries}

    add_three()
    with_three = costs()
    add_three()

    assert costs() == with_three


def test_locations_without_people_are_offered_when_nothing_is_asked(reader: Client) -> None:
    Location.objects.create(name="Brugwachtershuis")

    assert "Brugwachtershuis" in reader.get("/people/").text
