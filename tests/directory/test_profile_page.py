"""The profile of a colleague: what is told, and what an outsider sees nothing of."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from access.models import User
from directory.models import (
    Absence,
    Duty,
    Experience,
    FieldVisibility,
    Location,
    Person,
    PersonLink,
    Placement,
    SourceLink,
    SpokenLanguage,
    Workday,
)
from directory.visibility import HIDEABLE, set_visibility
from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory, SourceFactory, SubjectFactory, UnitFactory

Level = FieldVisibility.Level
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=AMSTERDAM)

# {field that may be hidden: a trace of it that occurs nowhere else}
TRACES = {
    "pronouns": "Zij, haar",
    "phone": "088 123 4567",
    "mobile": "06 87654321",
    "email": "karin.geheim@brink.example",
    "place": "Torenkamer",
    "workdays": "7.30",
    "languages": "Fries",
    "ask_me_about": "Steigers en kranen",
    "wants_to_learn": "Jodelen",
    "experience": "Brugrenovatie",
    "duties": "Vertrouwenspersoon",
    "links": "blog.karin.example",
    "started_on": "2011",
}
# What the card of the address book leaves out.
NOT_ON_CARD = {"pronouns", "workdays", "ask_me_about", "wants_to_learn", "experience", "duties", "started_on"}
CARD_TRACES = {
    **TRACES,
    "phone": "+31881234567",
    "mobile": "+31687654321",
    "languages": "LANG:fy",
    "place": "Torenplein",
}


@pytest.fixture
def karin(db: None) -> Person:
    """A colleague who tells everything."""
    unit = UnitFactory(name="Bruggen", slug="bruggen")
    karin: Person = PersonFactory(
        name="Karin Jansma",
        slug="karin",
        unit=unit,
        pronouns="zij, haar",
        phone="+31881234567",
        extension="4567",
        mobile="+31687654321",
        email="karin.geheim@brink.example",
        location=Location.objects.create(name="Toren", address="Torenplein 1"),
        room="Torenkamer",
        ask_me_about="Steigers en kranen",
        wants_to_learn="Jodelen",
        started_on=date(2011, 3, 1),
        subjects=[SubjectFactory(name_nl="hijsen")],
        user=User.objects.create_user("karin"),
    )
    Workday.objects.create(person=karin, weekday=3, starts_at=time(7, 30), ends_at=time(16))
    SpokenLanguage.objects.create(person=karin, code="fy")
    Experience.objects.create(person=karin, title="Brugrenovatie", where="Oosterend", from_year=2019)
    karin.duties.add(Duty.objects.create(slug="vertrouwen", name_nl="Vertrouwenspersoon"))
    PersonLink.objects.create(person=karin, label="Mijn blog", url="https://blog.karin.example/")
    return karin


def hide(person: Person, field: str, level: Level) -> None:
    assert person.user is not None
    set_visibility(actor=person.user, person=person, field=field, level=level, now=NOW)


def test_every_field_that_may_be_hidden_has_a_trace_here() -> None:
    # The photo has tests of its own.
    assert TRACES.keys() == HIDEABLE.keys() - {"photo"}


@pytest.mark.parametrize("field", TRACES)
def test_a_colleague_sees_what_is_for_everyone(reader: Client, karin: Person, field: str) -> None:
    assert TRACES[field] in reader.get("/people/karin/").text


@pytest.mark.parametrize("level", [Level.UNIT, Level.SELF])
@pytest.mark.parametrize("field", TRACES)
def test_an_outsider_sees_nothing_of_a_hidden_field(
    reader: Client, karin: Person, field: str, level: Level
) -> None:
    hide(karin, field, level)

    page, card = reader.get("/people/karin/").text, reader.get("/people/karin/card.vcf").text

    assert TRACES[field] not in page
    assert CARD_TRACES[field] not in card
    if field == "ask_me_about":
        assert "hijsen" not in page
    if field == "phone":
        assert "4567" not in page
    if field == "mobile":
        assert "7654321" not in page
    if field == "place":
        assert "Torenplein" not in page + card


@pytest.mark.parametrize("field", TRACES)
def test_a_colleague_of_the_unit_sees_what_is_for_the_unit(
    client: Client, home: object, karin: Person, field: str
) -> None:
    hide(karin, field, Level.UNIT)
    mate = User.objects.create_user("mate", language="nl")
    PersonFactory(user=mate, unit=karin.unit)
    client.force_login(mate)

    assert TRACES[field] in client.get("/people/karin/").text


@pytest.mark.parametrize("field", sorted(TRACES.keys() - NOT_ON_CARD))
def test_the_card_holds_what_everyone_sees(reader: Client, karin: Person, field: str) -> None:
    assert CARD_TRACES[field] in reader.get("/people/karin/card.vcf").text


@pytest.mark.parametrize("address", ["/people/karin/", "/people/karin/card.vcf", "/people/karin/as-others/"])
def test_a_stranger_is_sent_to_sign_in(client: Client, karin: Person, address: str) -> None:
    assert client.get(address)["Location"].startswith("/login/")


def test_what_a_source_delivers_of_a_hidden_field_is_not_named(reader: Client, karin: Person) -> None:
    source = SourceFactory(
        name="Personeelszaken", delivers=["phone", "job_title"], report_to="p@brink.example"
    )
    SourceLink.objects.create(person=karin, source=source, external_id="12")
    Person.objects.filter(pk=karin.pk).update(job_title="Bruggenbouwer")

    def told() -> str:
        page = reader.get("/people/karin/").text
        return page.partition("Uit Personeelszaken")[2].partition("</dd>")[0].casefold()

    assert "telefoon en functie" in told()

    hide(karin, "phone", Level.SELF)

    assert "functie" in told()
    assert "telefoon" not in told()


def test_the_preferred_way_comes_first(reader: Client, karin: Person) -> None:
    Person.objects.filter(pk=karin.pk).update(contact_by="email", contact_note="Bel niet op maandag.")

    page = reader.get("/people/karin/").text

    assert page.index("mailto:karin") < page.index("tel:+31-88")
    assert "Bel niet op maandag." in page


def test_the_profile_tells_units_manager_team_and_what_is_led(reader: Client, karin: Person) -> None:
    boss = PersonFactory(name="Bea Baas", slug="bea")
    Person.objects.filter(pk=karin.pk).update(manager=boss)
    PersonFactory(name="Tim Lid", manager=karin)
    further = UnitFactory(name="Sluizen", slug="sluizen", leader=karin)
    Placement.objects.create(person=karin, unit=further, job_title="Sluiswachter")

    page = reader.get("/people/karin/").text

    assert "Bea Baas" in page
    assert "Tim Lid" in page
    assert "Sluiswachter" in page
    assert page.count("/units/sluizen/") == 2


def test_an_absence_names_who_stands_in_with_a_link(reader: Client, karin: Person) -> None:
    joost = PersonFactory(name="Joost Bakker", slug="joost")
    Absence.objects.create(person=karin, starts_on=timezone.localdate(), stand_in=joost)

    page = reader.get("/people/karin/").text

    assert "Afwezig, Joost neemt waar" in page
    assert "/people/joost/" in page


def test_what_others_see_is_shown_to_who_may_edit_only(
    client: Client, home: object, karin: Person, employee: User
) -> None:
    hide(karin, "email", Level.UNIT)
    assert karin.user is not None
    client.force_login(karin.user)
    assert TRACES["email"] in client.get("/people/karin/").text
    assert TRACES["email"] not in client.get("/people/karin/as-others/").text

    client.force_login(employee)
    assert client.get("/people/karin/as-others/").status_code == 404


def test_a_full_profile_costs_as_many_queries_with_three_rows_as_with_six(
    queries_of: QueryCounter, karin: Person
) -> None:
    def add(count: int, begin: int) -> None:
        for number in range(begin, begin + count):
            Experience.objects.create(person=karin, title=f"Project {number}")
            PersonLink.objects.create(person=karin, label="Link", url="https://brink.example/")
            PersonFactory(manager=karin)
            Placement.objects.create(person=karin, unit=UnitFactory(leader=karin))

    add(2, 0)
    with_three = queries_of("/people/karin/")

    add(3, 2)

    assert queries_of("/people/karin/") == with_three
