"""Colleagues are found by what everyone sees of them, with why, at a cost that does not grow."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from access.models import User
from directory.finding import Found, ReasonKind, find_people
from directory.models import Duty, Experience, FieldVisibility, Location, Person, Placement, SpokenLanguage
from directory.signals import people_changed
from directory.visibility import set_visibility
from search.models import Entry, PersonKeys
from search.people.catching_up import catch_up as write_keys_anew
from search.queries import query
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.search.conftest import UNUSED_PORT, catch_up

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(params=["database", "elasticsearch"], autouse=True)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    if request.param == "elasticsearch":
        request.getfixturevalue("node")
    return str(request.param)


def found(text: str, viewer: User, **limits: Any) -> list[Found]:
    catch_up()
    return find_people(text, viewer, Person.objects.working_here().filter(**limits))


def names(text: str, viewer: User, **limits: Any) -> list[str]:
    keys = [one.person_id for one in found(text, viewer, **limits)]
    people = Person.objects.in_bulk(keys)
    return [people[pk].name for pk in keys]


def why(text: str, viewer: User) -> list[tuple[str, str]]:
    [one] = found(text, viewer)
    return [(reason.kind.value, str(reason.text)) for reason in one.reasons]


def test_each_reason_says_by_what_someone_was_found(employee: User) -> None:
    person = PersonFactory(
        name="Joris van den Berg",
        nickname="Jop",
        job_title="Inkoopadviseur",
        ask_me_about="Europees aanbesteden & contracten",
        subjects=[SubjectFactory(name_nl="Duurzaamheid", name_en="Sustainability")],
        unit=UnitFactory(name="Bedrijfsvoering"),
        location=Location.objects.create(name="Werf Noord"),
        extension="4321",
    )
    person.duties.add(Duty.objects.create(name_nl="Vertrouwenspersoon", slug="v"))
    SpokenLanguage.objects.create(person=person, code="pl")
    Experience.objects.create(person=person, title="Nieuwe sluis")
    Placement.objects.create(person=person, unit=UnitFactory(name="Waterbeheer"), job_title="Rekenaar")

    assert why("berg", employee) == [("name", "Joris van den <mark>Berg</mark>")]
    assert why("jop", employee) == [("name", "<mark>Jop</mark>")]
    assert why("aanbestedingen", employee) == [
        ("own_words", "Europees <mark>aanbesteden</mark> &amp; contracten")
    ]
    assert why("sustainability", employee) == [("subject", "<mark>Sustainability</mark>")]
    assert why("adviseur", employee) == [("job", "<mark>Inkoopadviseur</mark>")]
    assert why("waterbeheer rekenaar", employee) == [
        ("job", "<mark>Rekenaar</mark>"),
        ("unit", "<mark>Waterbeheer</mark>"),
    ]
    assert why("werf noord", employee) == [("place", "<mark>Werf</mark> <mark>Noord</mark>")]
    assert why("vertrouwenspersonen", employee) == [("duty", "<mark>Vertrouwenspersoon</mark>")]
    assert why("pools", employee) == [("language", "<mark>Pools</mark>")]
    assert why("sluis", employee) == [("experience", "Nieuwe <mark>sluis</mark>")]
    assert why("4321", employee) == [("contact", "<mark>4321</mark>")]


def test_a_number_is_no_other_number(employee: User) -> None:
    PersonFactory(name="Vera Vos", unit=UnitFactory(name="Team 71"))
    PersonFactory(name="Adam Vos", unit=UnitFactory(name="Sluis"))
    assert names("vos 71", employee) == ["Vera Vos"]
    assert names("vos 7711", employee) == ["Adam Vos", "Vera Vos"]


HIDDEN = {
    "ask_me_about": ("kwartelei", "onderwerpje"),
    "phone": ("0205559876", "9876", "7711"),
    "mobile": ("0612345678",),
    "email": ("qqzwaluw@brink.example",),
    "place": ("torenkamer",),
    "languages": ("tigrinya",),
    "experience": ("luchtkasteel",),
    "duties": ("vertrouwenspersoon",),
}


@pytest.mark.parametrize("field", HIDDEN)
def test_what_someone_hides_changes_no_search_order_or_mark(employee: User, field: str) -> None:
    person = PersonFactory(
        name="Vera Vos",
        user=UserFactory(),
        ask_me_about="kwartelei",
        subjects=[SubjectFactory(name_nl="Onderwerpje", name_en="")],
        phone="+31205559876",
        extension="7711",
        mobile="+31612345678",
        email="qqzwaluw@brink.example",
        location=Location.objects.create(name="Torenkamer"),
        unit=UnitFactory(name="Werf"),
    )
    PersonFactory(name="Adam Vos", unit=UnitFactory(name="Sluis"))
    person.duties.add(Duty.objects.create(name_nl="Vertrouwenspersoon", slug="v"))
    SpokenLanguage.objects.create(person=person, code="ti")
    Experience.objects.create(person=person, title="Luchtkasteel")
    words = HIDDEN[field]
    assert all(names(word, employee) == ["Vera Vos"] for word in words)
    assert all(names(f"vos {word}", employee) == ["Vera Vos"] for word in words)

    set_visibility(
        actor=person.user, person=person, field=field, level=FieldVisibility.Level.SELF, now=timezone.now()
    )

    # Not for the person either: an order that only they see would tell them nothing.
    for viewer in (employee, User.objects.get(pk=person.user_id)):
        for word in words:
            assert names(word, viewer) == []
            assert names(f"vos {word}", viewer) == ["Adam Vos", "Vera Vos"]
            results = query(viewer, word)
            assert (results.hits, results.total, results.people) == ([], 0, [])
    entry = Entry.objects.get(kind="person", object_id=person.pk)
    everything = f"{entry.title} {entry.keywords} {entry.text} {entry.keys_of_person}".lower()
    assert not any(word in everything for word in words)


def test_what_is_shown_again_is_found_again(employee: User) -> None:
    person = PersonFactory(name="Vera Vos", user=UserFactory(), ask_me_about="kwartelei")
    for level, expected in (("self", []), ("everyone", ["Vera Vos"])):
        set_visibility(
            actor=person.user,
            person=person,
            field="ask_me_about",
            level=FieldVisibility.Level(level),
            now=timezone.now(),
        )

        assert names("kwartelei", employee) == expected


def test_only_people_who_were_asked_for_are_found(employee: User) -> None:
    unit = UnitFactory()
    PersonFactory(name="Jan Bos", unit=unit)
    PersonFactory(name="Jan Vos")

    assert names("jan", employee, unit=unit) == ["Jan Bos"]
    assert names("jan", employee, unit=UnitFactory()) == []


def test_who_fits_every_word_leaves_out_who_fits_some(employee: User) -> None:
    PersonFactory(name="Jan Bos", job_title="Tuinman")
    PersonFactory(name="Jan Vos", job_title="Kok")

    assert names("jan tuinman", employee) == ["Jan Bos"]
    assert set(names("jan loodgieter", employee)) == {"Jan Bos", "Jan Vos"}


def test_with_nobody_who_fits_every_word_more_words_find_more(employee: User) -> None:
    PersonFactory(name="Monique Bos")
    PersonFactory(name="Jan Vos", job_title="Tuinman")

    assert names("monique", employee) == ["Monique Bos"]
    assert set(names("monique tuinman", employee)) == {"Monique Bos", "Jan Vos"}


def test_the_name_as_it_is_written_comes_before_names_like_it(employee: User) -> None:
    for name in ("Piet Janssen", "Piet Jansen", "Piet Janse", "Piet Jansma"):
        PersonFactory(name=name)

    for name in ("Piet Janssen", "Piet Jansen", "Piet Janse"):
        assert names(name, employee)[0] == name
    assert set(names("piet jansen", employee)) >= {"Piet Jansen", "Piet Janssen", "Piet Janse"}


def test_hostile_words_of_a_profile_are_shown_as_they_were_written(employee: User) -> None:
    PersonFactory(name="Eva Bos", ask_me_about="<script>alert(1)</script> zonnepanelen <b>")

    assert why("zonnepaneel", employee) == [
        ("own_words", "&lt;script&gt;alert(1)&lt;/script&gt; <mark>zonnepanelen</mark> &lt;b&gt;")
    ]


def test_of_long_own_words_the_part_that_was_found_is_shown(employee: User) -> None:
    PersonFactory(name="Eva Bos", ask_me_about=f"{'iets anders ' * 40}en zonnepanelen, {'nog iets ' * 40}")

    [(kind, text)] = why("zonnepaneel", employee)

    assert kind == "own_words"
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert "en <mark>zonnepanelen</mark>, nog" in text
    assert len(text) < 160


def test_a_search_costs_the_same_with_three_people_and_with_six(employee: User) -> None:
    def cost() -> int:
        catch_up()
        find_people("jan bos tuinman", employee, Person.objects.working_here())
        with CaptureQueriesContext(connection) as queries:
            find_people("jan bos tuinman", employee, Person.objects.working_here())
        return len(queries)

    for number in range(3):
        PersonFactory(name=f"Jan Bos {number}", job_title="Tuinman", subjects=[SubjectFactory()])
    with_three = cost()

    for number in range(3, 6):
        PersonFactory(name=f"Jan Bos {number}", job_title="Tuinman", subjects=[SubjectFactory()])

    assert cost() == with_three


def test_people_follow_their_profile_at_once(employee: User) -> None:
    person = PersonFactory(name="Vera Vos", location=Location.objects.create(name="Torenkamer"))
    duty = Duty.objects.create(name_nl="Ploegleider", slug="p")
    subject = SubjectFactory(name_nl="Zonnedak")

    person.duties.add(duty)
    duty.name_nl = "Meldkamer"
    duty.save()
    subject.people.add(person)
    placement = Placement.objects.create(person=person, unit=UnitFactory(name="Windkracht"))

    for word in ("meldkamer", "zonnedak", "windkracht", "torenkamer"):
        assert names(word, employee) == ["Vera Vos"], word
    assert names("ploegleider", employee) == []

    placement.delete()
    subject.delete()
    duty.people.clear()
    Location.objects.all().delete()

    for word in ("meldkamer", "zonnedak", "windkracht", "torenkamer"):
        assert names(word, employee) == [], word


def test_people_who_are_changed_many_at_once_are_followed(employee: User) -> None:
    stays, leaves = PersonFactory(name="Vera Vos"), PersonFactory(name="Adam Vos")
    Person.objects.filter(pk=stays.pk).update(job_title="Loods")
    Person.objects.filter(pk=leaves.pk).update(left_on=timezone.localdate())

    people_changed.send(Person, person_ids=[stays.pk, leaves.pk])

    assert names("loods", employee) == ["Vera Vos"]
    assert Entry.objects.findable().filter(kind="person").count() == 1


def test_after_an_upgrade_a_worker_writes_the_keys_that_are_missing(employee: User) -> None:
    PersonFactory(name="Vera Vos")
    PersonFactory(name="Adam Vos")
    PersonKeys.objects.all().delete()
    assert names("feravos", employee) == []

    assert write_keys_anew(timezone.now()) == 2

    assert names("fera vos", employee) == ["Vera Vos"]
    assert write_keys_anew(timezone.now()) == 0


def test_a_deleted_colleague_leaves_no_keys(employee: User, settings: Settings) -> None:
    person = PersonFactory(name="Vera Vos")
    catch_up()

    person.delete()

    assert not PersonKeys.objects.exists()
    assert names("vera", employee) == []


def test_the_database_answers_when_elasticsearch_is_away(employee: User, settings: Settings) -> None:
    PersonFactory(name="Vera Vos")
    settings.ELASTICSEARCH_URL = UNUSED_PORT

    [one] = find_people("ferra vos", employee, Person.objects.working_here())

    assert one.reasons[0].kind == ReasonKind.NAME


@pytest.mark.parametrize(
    "text", ["(((", '" OR 1=1', "'; DROP TABLE", "*", "\\", "😀 漢字 ₂", "' | !x:*", "\x00", "++31", "0" * 90]
)
def test_whatever_someone_types_is_answered(employee: User, text: str) -> None:
    PersonFactory(name="Vera Vos", phone="+31205559876")

    assert names(text, employee) == []
    assert names(f"vera {text}"[:100], employee) == ["Vera Vos"]


def test_letters_that_happen_to_be_inside_a_word_find_nobody(employee: User) -> None:
    PersonFactory(name="Corrie Blom", ask_me_about="Ik zwem er nog steeds elke ochtend")
    PersonFactory(name="Sanne Bouma", ask_me_about="Jongeren")

    assert names("aanbesteding", employee) == []
    assert names("snoeien", employee) == []
