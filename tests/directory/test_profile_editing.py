"""Changing a profile in small forms: who may, what is locked, what is kept, and that nothing gets lost."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from access.models import User
from directory.changing import change_person
from directory.models import (
    Absence,
    Duty,
    Experience,
    FieldVisibility,
    Person,
    PersonChange,
    PersonLink,
    Placement,
    SourceLink,
    Unit,
)
from directory.profile.sections import SECTIONS
from tests.factories.directory import PersonFactory, SourceFactory, SubjectFactory, UnitFactory

Level = FieldVisibility.Level
CONTACT = {"phone": "", "extension": "", "mobile": "", "email": "", "contact_by": "", "contact_note": ""}
EVERYONE = {
    f"sees_{name}": "everyone" for name in ("phone", "mobile", "email", "pronouns", "place", "workdays")
}
ABOUT = {
    "ask_me_about": "",
    "wants_to_learn": "",
    "sees_ask_me_about": "everyone",
    "sees_wants_to_learn": "everyone",
}


@pytest.fixture
def unit(db: None) -> Unit:
    unit: Unit = UnitFactory(name="Inkoop", slug="inkoop")
    return unit


@pytest.fixture
def joris(unit: Unit) -> Person:
    user = User.objects.create_user("joris", language="nl")
    joris: Person = PersonFactory(name="Joris Hoekstra", slug="joris", unit=unit, user=user)
    return joris


@pytest.fixture
def own(client: Client, home: object, joris: Person) -> Client:
    """A browser in which Joris has signed in."""
    return signed_in(client, joris.user)


@pytest.fixture
def keeper(unit: Unit) -> User:
    """The editor of the unit above that of Joris."""
    keeper = User.objects.create_user("keeper", language="nl")
    unit.editors.add(PersonFactory(name="Wil Bewaarder", user=keeper))
    return keeper


def signed_in(client: Client, user: User | None) -> Client:
    assert user is not None
    client.force_login(user)
    return client


def address(name: str) -> str:
    return f"/people/joris/edit/{name}/"


def save(client: Client, part: str, /, **typed: Any) -> Any:  # Any: a form
    return client.post(address(part), typed)


SCREENS = ["", *(f"{name}/" for name in SECTIONS), "photo/", "absence/"]


@pytest.mark.parametrize("screen", SCREENS)
def test_each_part_opens_for_the_person_an_editor_and_an_administrator(
    client: Client, home: object, joris: Person, keeper: User, screen: str
) -> None:
    for user in (joris.user, keeper, User.objects.create_superuser("administrator")):
        assert signed_in(client, user).get(f"/people/joris/edit/{screen}").status_code == 200


@pytest.mark.parametrize("screen", [*SCREENS, "nowhere/", "../history/"])
def test_no_part_is_there_for_a_colleague(reader: Client, joris: Person, screen: str) -> None:
    path = f"/people/joris/edit/{screen}".replace("edit/../", "")

    assert reader.get(path).status_code == 404
    if screen not in ("", "../history/"):
        assert reader.post(path, CONTACT).status_code == 404
    assert not PersonChange.objects.exists()


def test_a_leader_of_another_unit_is_a_colleague_too(client: Client, home: object, joris: Person) -> None:
    other = User.objects.create_user("other")
    PersonFactory(user=other, unit=UnitFactory()).units_edited.add(UnitFactory())

    assert signed_in(client, other).get(address("contact")).status_code == 404


def test_a_number_is_understood_however_it_is_typed(own: Client, joris: Person) -> None:
    answer = save(own, "contact", **{**CONTACT, **EVERYONE, "phone": "088-123 45 67"})

    joris.refresh_from_db()
    assert answer.status_code == 302
    assert joris.phone.as_e164 == "+31881234567"
    [change] = PersonChange.objects.all()
    assert (change.field, change.by) == ("phone", joris.user)


def test_who_gets_another_name_is_sorted_by_it(own: Client, joris: Person) -> None:
    save(own, "name", name="Joris  van den Berg", **EVERYONE)

    joris.refresh_from_db()
    assert (joris.name, joris.sort_name) == ("Joris van den Berg", "Berg, Joris van den")


def test_a_faulty_form_keeps_what_was_typed_and_changes_nothing(own: Client, joris: Person) -> None:
    answer = save(
        own, "contact", **{**CONTACT, **EVERYONE, "phone": "12", "contact_note": "Bel vóór twaalf."}
    )

    joris.refresh_from_db()
    assert answer.status_code == 422
    assert "Bel vóór twaalf." in answer.text
    assert joris.contact_note == ""
    assert not PersonChange.objects.exists()


def test_who_sees_a_field_is_chosen_beside_it(own: Client, joris: Person) -> None:
    save(own, "contact", **{**CONTACT, **EVERYONE, "mobile": "0612345678", "sees_mobile": "unit"})

    assert joris.visibilities.get().level == Level.UNIT
    assert 'value="unit" selected' in own.get(address("contact")).text


def test_an_unknown_level_is_refused(own: Client, joris: Person) -> None:
    assert save(own, "contact", **{**CONTACT, **EVERYONE, "sees_mobile": "nobody"}).status_code == 422


def test_the_address_of_a_colleague_cannot_be_taken(own: Client, joris: Person) -> None:
    PersonFactory(email="Noor@brink.example")

    answer = save(own, "contact", **{**CONTACT, **EVERYONE, "email": "noor@brink.example"})

    assert answer.status_code == 422
    assert "Een andere collega heeft dit adres" in answer.text


def test_what_a_source_delivers_is_shown_and_cannot_be_changed(own: Client, joris: Person) -> None:
    source = SourceFactory(name="Personeelszaken", delivers=["job_title", "name"])
    SourceLink.objects.create(person=joris, source=source, external_id="7")
    Person.objects.filter(pk=joris.pk).update(job_title="Inkoper")

    page = own.get(address("name")).text
    answer = save(own, "name", name="Koning Joris", job_title="Koning", nickname="Jo", **EVERYONE)

    joris.refresh_from_db()
    assert "Dit komt uit Personeelszaken" in page
    assert answer.status_code == 302
    assert (joris.name, joris.job_title, joris.nickname) == ("Joris Hoekstra", "Inkoper", "Jo")


def test_another_who_saved_meanwhile_is_not_overwritten_unseen(
    own: Client, joris: Person, keeper: User
) -> None:
    seen = own.get(address("name")).context["form"]["seen"].value()
    change_person(person=joris, changes={"job_title": "Inkoper"}, actor=keeper, now=timezone.now())

    typed = {"name": joris.name, "job_title": "Adviseur", **EVERYONE}
    answer = save(own, "name", seen=seen, **typed)

    joris.refresh_from_db()
    assert answer.status_code == 409
    assert joris.job_title == "Inkoper"
    assert 'value="Adviseur"' in answer.text
    assert "Inkoper" in answer.text

    again = save(own, "name", seen=answer.context["form"]["seen"].value(), **typed)

    joris.refresh_from_db()
    assert again.status_code == 302
    assert joris.job_title == "Adviseur"


def test_a_change_of_another_part_is_in_nobodys_way(own: Client, joris: Person, keeper: User) -> None:
    seen = own.get(address("name")).context["form"]["seen"].value()
    change_person(person=joris, changes={"room": "2.08"}, actor=keeper, now=timezone.now())

    assert save(own, "name", seen=seen, name=joris.name, job_title="Adviseur", **EVERYONE).status_code == 302


def test_a_week_is_told_day_by_day(own: Client, joris: Person) -> None:
    answer = save(
        own,
        "work",
        **EVERYONE,
        room="2.08",
        place_1="office",
        starts_at_1="08:30",
        ends_at_1="17:00",
        place_3="home",
    )

    assert answer.status_code == 302
    assert list(joris.workdays.values_list("weekday", "place", "starts_at", "ends_at")) == [
        (1, "office", time(8, 30), time(17)),
        (3, "home", None, None),
    ]
    change = PersonChange.objects.get(field="workdays")
    assert change.after == "maandag op kantoor 08:30-17:00; woensdag thuis"


def test_a_day_that_ends_before_it_begins_is_refused(own: Client, joris: Person) -> None:
    answer = save(own, "work", **EVERYONE, place_1="office", starts_at_1="17:00", ends_at_1="08:30")

    assert answer.status_code == 422
    assert "Kies een tijd na het begin" in answer.text
    assert not joris.workdays.exists()


def test_saving_what_was_there_is_no_change(own: Client, joris: Person) -> None:
    week = {"place_1": "office", "starts_at_1": "08:30", "ends_at_1": "17:00"}
    save(own, "work", **EVERYONE, **week)
    PersonChange.objects.all().delete()

    save(own, "work", **EVERYONE, **week)

    assert not PersonChange.objects.exists()


def test_subjects_are_typed_by_name_in_either_language(own: Client, joris: Person) -> None:
    inkoop = SubjectFactory(name_nl="Inkoop", name_en="Procurement")
    verlof = SubjectFactory(name_nl="Verlof", name_en="Leave")
    joris.subjects.add(inkoop)

    save(own, "about", **ABOUT, subjects=[inkoop.pk], more_subjects="leave, inkoop")

    assert set(joris.subjects.all()) == {inkoop, verlof}


@pytest.mark.any_database
@pytest.mark.parametrize("key", ["9223372036854775808", "9" * 400, "-1", "²", "x", "\x00"])
def test_a_key_that_no_row_can_have_is_refused(own: Client, joris: Person, key: str) -> None:
    joris.subjects.add(SubjectFactory())

    assert own.post(address("about"), {**ABOUT, "subjects": key}).status_code == 422
    assert joris.subjects.count() == 1


def test_a_subject_that_is_not_there_is_told_with_what_comes_near(own: Client, joris: Person) -> None:
    SubjectFactory(name_nl="Aanbesteding")

    answer = save(own, "about", **ABOUT, more_subjects="aanbestedign")

    assert answer.status_code == 422
    assert "Bedoel je “Aanbesteding”?" in answer.text
    assert 'value="aanbestedign"' in answer.text


def test_projects_and_links_are_kept_line_by_line(own: Client, joris: Person) -> None:
    save(
        own,
        "experience",
        title_0="Nieuwe brug",
        from_year_0="2019",
        kind_0="project",
        sees_experience="everyone",
    )
    save(own, "links", label_0="Blog", url_0="https://brink.example/", sees_links="everyone")

    assert Experience.objects.get(person=joris).title == "Nieuwe brug"
    assert PersonLink.objects.get(person=joris).url == "https://brink.example/"

    save(own, "links", label_0="", url_0="", sees_links="everyone")

    assert not joris.links.exists()


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("experience", {"where_0": "Oosterend"}, "Schrijf op wat het is"),
        ("experience", {"title_0": "Brug", "from_year_0": "2020", "until_year_0": "2010"}, "Kies een jaar"),
        ("links", {"label_0": "Blog"}, "Schrijf het adres op"),
        ("links", {"label_0": "Blog", "url_0": "javascript:alert(1)"}, "URL"),
    ],
)
def test_a_line_that_lacks_something_says_what(
    own: Client, joris: Person, name: str, typed: dict[str, str], sentence: str
) -> None:
    answer = save(own, name, sees_experience="everyone", sees_links="everyone", **typed)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_nobody_gives_themselves_a_duty_or_another_unit(own: Client, joris: Person, unit: Unit) -> None:
    duty = Duty.objects.create(slug="bhv", name_nl="Bedrijfshulpverlener")
    UnitFactory(name="Directie")

    save(own, "duties", duties=[duty.pk], sees_duties="everyone")
    save(own, "unit", unit="Directie", sees_started_on="everyone")

    joris.refresh_from_db()
    assert not joris.duties.exists()
    assert joris.unit == unit


def test_an_editor_of_ones_own_unit_gives_themselves_nothing_either(
    own: Client, joris: Person, unit: Unit
) -> None:
    unit.editors.add(joris)
    duty = Duty.objects.create(slug="bhv", name_nl="Bedrijfshulpverlener")

    save(own, "duties", duties=[duty.pk], sees_duties="everyone")

    assert not joris.duties.exists()


def test_the_editor_of_the_unit_gives_duties_and_a_manager(
    client: Client, home: object, joris: Person, keeper: User
) -> None:
    duty = Duty.objects.create(slug="bhv", name_nl="Bedrijfshulpverlener")
    boss = PersonFactory(name="Bea Baas")
    editor = signed_in(client, keeper)

    save(editor, "duties", duties=[duty.pk], sees_duties="everyone")
    save(
        editor, "unit", unit="Inkoop", manager="bea baas", started_on="2020-01-01", sees_started_on="everyone"
    )

    joris.refresh_from_db()
    assert list(joris.duties.all()) == [duty]
    assert joris.manager == boss
    assert joris.started_on == date(2020, 1, 1)


def test_an_editor_puts_nobody_in_a_unit_of_others(
    client: Client, home: object, joris: Person, keeper: User
) -> None:
    UnitFactory(name="Directie")

    answer = save(signed_in(client, keeper), "unit", unit="Directie", sees_started_on="everyone")

    joris.refresh_from_db()
    assert answer.status_code == 422
    assert joris.unit is not None
    assert joris.unit.name == "Inkoop"


def test_an_administrator_gives_further_units(client: Client, home: object, joris: Person) -> None:
    UnitFactory(name="Directie")
    administrator = signed_in(client, User.objects.create_superuser("administrator"))

    save(
        administrator,
        "unit",
        unit="Inkoop",
        further_0="directie",
        title_0="Adviseur",
        sees_started_on="everyone",
    )

    assert list(Placement.objects.values_list("unit__name", "job_title")) == [("Directie", "Adviseur")]


def test_a_circle_of_managers_is_told(client: Client, home: object, joris: Person) -> None:
    PersonFactory(name="Tim Lid", manager=joris)
    administrator = signed_in(client, User.objects.create_superuser("administrator", language="nl"))

    answer = save(administrator, "unit", unit="Inkoop", manager="Tim Lid", sees_started_on="everyone")

    assert answer.status_code == 422
    assert "werkt, via anderen, zelf voor deze persoon" in answer.text


def test_a_name_that_may_mean_several_is_asked_again(own: Client, joris: Person) -> None:
    one, _other = PersonFactory(name="Noor Bos"), PersonFactory(name="Noor Bosch")
    day = timezone.localdate() + timedelta(days=3)

    asked = own.post(address("absence"), {"starts_on": day, "stand_in": "Noor Bo"})

    assert asked.status_code == 422
    assert "Noor Bosch" in asked.text
    assert f'value="{one.pk}"' in asked.text

    own.post(address("absence"), {"starts_on": day, "stand_in": "Noor Bo", "stand_in_meant": one.pk})

    assert Absence.objects.get().stand_in == one


def test_an_absence_is_planned_changed_and_taken_away(own: Client, joris: Person) -> None:
    day = timezone.localdate() + timedelta(days=3)
    own.post(address("absence"), {"starts_on": day, "ends_on": day})
    absence = Absence.objects.get()

    own.post(f"{address('absence')}{absence.pk}/", {"starts_on": day, "ends_on": day + timedelta(days=4)})
    absence.refresh_from_db()
    assert absence.ends_on == day + timedelta(days=4)

    own.post(f"{address('absence')}{absence.pk}/cancel/")
    assert not Absence.objects.exists()
    assert PersonChange.objects.filter(field="absences").count() == 3
    assert date_format(day) in own.get("/people/joris/history/").text


@pytest.mark.parametrize(
    "typed",
    [
        {"starts_on": "2026-12-05", "ends_on": "2026-12-01"},
        {"starts_on": "overmorgen"},
        {"starts_on": "2026-12-05", "stand_in": "Niemand Zo"},
        {"starts_on": "2026-12-05", "stand_in": "Joris Hoekstra"},
    ],
)
def test_an_absence_that_cannot_be_is_refused(own: Client, joris: Person, typed: dict[str, str]) -> None:
    answer = own.post(address("absence"), typed)

    assert answer.status_code == 422
    assert not Absence.objects.exists()


def test_nobody_cancels_the_absence_of_another(reader: Client, joris: Person) -> None:
    absence = Absence.objects.create(person=joris, starts_on=timezone.localdate())

    assert reader.post(f"{address('absence')}{absence.pk}/cancel/").status_code == 404
    assert Absence.objects.exists()


def test_the_history_tells_what_changed_and_who_did_it(own: Client, joris: Person, keeper: User) -> None:
    change_person(person=joris, changes={"job_title": "Inkoper"}, actor=keeper, now=timezone.now())
    save(own, "contact", **{**CONTACT, **EVERYONE, "sees_mobile": "unit"})

    page = own.get("/people/joris/history/").text

    assert "Wil Bewaarder" in page
    assert "Inkoper" in page
    assert "Wie ziet: mobiele telefoon" in page
    assert "mijn onderdeel" in page


def test_the_history_costs_the_same_for_three_changes_as_for_six(
    own: Client, joris: Person, django_assert_max_num_queries: Any
) -> None:  # Any: a fixture
    def add(count: int) -> None:
        for number in range(count):
            PersonChange.objects.create(
                person=joris, at=timezone.now(), by=joris.user, field="room", after=str(number)
            )

    add(3)
    own.get("/people/joris/history/")
    with django_assert_max_num_queries(100) as few:
        own.get("/people/joris/history/")
    add(3)
    with django_assert_max_num_queries(100) as many:
        own.get("/people/joris/history/")

    assert len(few) == len(many)


def test_hints_are_for_the_person_alone(client: Client, home: object, joris: Person, keeper: User) -> None:
    hint = "Vertel wanneer je werkt."

    assert hint in signed_in(client, joris.user).get("/people/joris/edit/").text
    assert hint not in signed_in(client, keeper).get("/people/joris/edit/").text


def test_at_most_three_hints_are_given(own: Client, joris: Person) -> None:
    assert len(own.get("/people/joris/edit/").context["hints"]) == 3
