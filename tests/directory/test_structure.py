"""Units as a tree, a page and a chart, and who leads whom."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from access.models import Scope, User
from directory.models import FieldVisibility, Person, Placement, Unit
from directory.structure import tree
from directory.structure.tree import tree_of
from directory.units import close_unit, lead_unit, move_unit, rename_unit
from directory.visibility import set_visibility
from tests.conftest import QueryCounter
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocationFactory, PersonFactory, UnitFactory

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SECRET = [["role:999"]]


def organisation() -> Unit:
    """Return the top of a tree of three levels."""
    top: Unit = UnitFactory(name="Gemeente", slug="gemeente")
    for name in ("Ruimte", "Dienstverlening"):
        part = UnitFactory(name=name, parent=top)
        for number in (1, 2):
            UnitFactory(name=f"{name} {number}", parent=part)
    top.refresh_from_db()
    return top


@pytest.mark.django_db
def test_the_tree_holds_every_level_that_fits(employee: User) -> None:
    organisation()

    shown = tree_of(None, employee)

    assert shown.top
    assert shown.top.unit.name == "Gemeente"
    assert [part.unit.name for part in shown.parts] == ["Dienstverlening", "Ruimte"]
    assert [part.unit.name for part in shown.parts[0].parts] == ["Dienstverlening 1", "Dienstverlening 2"]


@pytest.mark.django_db
def test_a_level_that_does_not_fit_is_a_click_away(employee: User, monkeypatch: pytest.MonkeyPatch) -> None:
    organisation()
    monkeypatch.setattr(tree, "MOST_UNITS", 5)

    shown = tree_of(None, employee)

    assert [(part.parts, part.has_more) for part in shown.parts] == [([], True), ([], True)]


@pytest.mark.django_db
def test_parts_are_paged(employee: User, monkeypatch: pytest.MonkeyPatch) -> None:
    organisation()
    monkeypatch.setattr(tree, "UNITS_PER_PAGE", 1)

    second = tree_of(None, employee, "2")

    assert [part.unit.name for part in second.parts] == ["Ruimte"]
    assert [part.unit.name for part in second.parts[0].parts] == ["Ruimte 1", "Ruimte 2"]


@pytest.mark.parametrize("address", ["/units/", "/units/chart/", "/units/gemeente/"])
def test_a_leader_of_another_scope_is_nowhere(reader: Client, address: str) -> None:
    top = organisation()
    for leader in (
        PersonFactory(name="Geheime Gast", scope=Scope.objects.for_sets(SECRET), unit=top),
        PersonFactory(name="Vertrokken Vos", left_on=date(2026, 1, 1), unit=top),
    ):
        Unit.objects.filter(pk=top.pk).update(leader=leader)

        assert leader.name not in reader.get(address).text


@pytest.mark.parametrize("address", ["/units/", "/units/chart/", "/units/gemeente/"])
def test_a_closed_unit_is_not_among_the_parts(reader: Client, address: str) -> None:
    top = organisation()
    UnitFactory(name="Typekamer", slug="typekamer", parent=top, closed_on=date(2020, 1, 1))

    assert "Typekamer" not in reader.get(address).text
    assert "Opgeheven op 1 januari 2020" in reader.get("/units/typekamer/").text
    assert reader.get("/units/?under=typekamer").status_code == 404


def test_a_closed_unit_says_where_its_work_went_and_its_successor_what_it_took_over(reader: Client) -> None:
    old, new = UnitFactory(name="Post", slug="post"), UnitFactory(name="Facilitair", slug="facilitair")
    close_unit(actor=None, unit=old, successor=new, now=NOW)

    assert '<a href="/units/facilitair/">Facilitair</a>' in reader.get("/units/post/").text
    assert '<a href="/units/post/">Post</a>' in reader.get("/units/facilitair/").text


def test_a_unit_tells_its_past_in_sentences(reader: Client) -> None:
    unit, above = UnitFactory(name="Plantsoen", slug="plantsoen"), UnitFactory(name="Ruimte")
    petra, secret = (
        PersonFactory(name="Petra Vos"),
        PersonFactory(name="Geheim", scope=Scope.objects.for_sets(SECRET)),
    )
    rename_unit(actor=None, unit=unit, name="Groen", now=NOW)
    move_unit(actor=None, unit=unit, parent=above, now=NOW)
    lead_unit(actor=None, unit=unit, leader=petra, now=NOW)
    lead_unit(actor=None, unit=unit, leader=secret, now=NOW)

    page = reader.get("/units/plantsoen/").text

    assert "Heette tot dan “Plantsoen”." in page
    assert "Ging naar Ruimte." in page
    assert "Petra Vos werd leidinggevende." in page
    assert "Petra Vos stopte als leidinggevende." in page
    assert "Geheim" not in page


def test_who_works_there_beside_their_own_unit_stands_apart(reader: Client) -> None:
    unit = UnitFactory(name="Wegen", slug="wegen")
    PersonFactory(name="Eigen Els", unit=unit)
    beside = PersonFactory(name="Beide Bas", unit=UnitFactory(name="Elders"), job_title="planner")
    Placement.objects.create(person=beside, unit=unit, job_title="strooier")
    secret = PersonFactory(name="Geheim", scope=Scope.objects.for_sets(SECRET))
    Placement.objects.create(person=secret, unit=unit)

    page = reader.get("/units/wegen/").text

    further = page[page.index('id="further"') :]
    assert "Beide Bas" in further
    assert "Strooier" in further
    assert "Eigen Els" not in further
    assert "Geheim" not in page


def test_what_someone_hides_does_not_show_on_the_page_of_their_unit(reader: Client) -> None:
    unit = UnitFactory(name="Wegen", slug="wegen")
    person = PersonFactory(
        name="Els",
        unit=unit,
        ask_me_about="verborgen woorden",
        location=LocationFactory(name="Geheime Werf"),
        started_on=timezone.localdate(),
    )
    administrator = User.objects.create_superuser("administrator")
    for field in ("ask_me_about", "place", "started_on"):
        set_visibility(
            actor=administrator, person=person, field=field, level=FieldVisibility.Level.SELF, now=NOW
        )

    page = reader.get("/units/wegen/").text

    assert page.count("Els") == 1
    assert "verborgen woorden" not in page
    assert "Geheime Werf" not in page


def test_an_editor_keeps_the_page_of_their_unit(reader: Client, employee: User) -> None:
    unit, place = UnitFactory(name="Wegen", slug="wegen"), LocationFactory(name="Werf")
    me = PersonFactory(name="Ilse Wagenaar", user=employee, unit=unit, email="ilse@x.example")
    unit.editors.add(me)

    answer = reader.post(
        "/units/wegen/edit/", {"purpose": "Wij strooien.", "leader": "ilse wagenaar", "location": place.pk}
    )

    unit.refresh_from_db()
    assert answer.status_code == 302
    assert (unit.purpose, unit.leader, unit.location) == ("Wij strooien.", me, place)
    assert "Wij strooien." in reader.get("/units/wegen/").text


@pytest.mark.parametrize("typed", ["Gerda Geheim", "geheim@gast.example", "verborgen@gast.example"])
def test_a_leader_is_found_by_nothing_that_the_editor_does_not_see(
    reader: Client, employee: User, typed: str
) -> None:
    unit = UnitFactory(slug="wegen")
    unit.editors.add(PersonFactory(user=employee))
    secret = Scope.objects.for_sets(SECRET)
    PersonFactory(name="Gerda Geheim", email="geheim@gast.example", scope=secret)
    hiding = PersonFactory(user=UserFactory(), email="verborgen@gast.example")
    set_visibility(actor=hiding.user, person=hiding, field="email", level=FieldVisibility.Level.SELF, now=NOW)

    answer = reader.post("/units/wegen/edit/", {"purpose": "", "leader": typed})

    assert answer.status_code == 422
    unit.refresh_from_db()
    assert unit.leader is None


@pytest.mark.parametrize("leader", ["Nemo", "Jan Bakker"])
def test_a_leader_who_is_nobody_or_more_than_one_is_asked_again(
    reader: Client, employee: User, leader: str
) -> None:
    unit = UnitFactory(slug="wegen", purpose="Oud.")
    unit.editors.add(PersonFactory(user=employee))
    PersonFactory(name="Jan Bakker", slug="jan-1")
    PersonFactory(name="Jan Bakker", slug="jan-2")

    answer = reader.post("/units/wegen/edit/", {"purpose": "Nieuw.", "leader": leader})

    unit.refresh_from_db()
    assert answer.status_code == 422
    assert "Nieuw." in answer.text
    assert unit.purpose == "Oud."


def test_nobody_else_keeps_the_page_of_a_unit(reader: Client, employee: User) -> None:
    unit = UnitFactory(slug="wegen")
    PersonFactory(user=employee, unit=unit)

    assert reader.get("/units/wegen/edit/").status_code == 403
    assert reader.post("/units/wegen/edit/", {"purpose": "Weg."}).status_code == 403
    assert "/units/wegen/edit/" not in reader.get("/units/wegen/").text


def line(**people: str) -> dict[str, Person]:
    """Make people who each work for the next one."""
    made: dict[str, Person] = {}
    manager: Person | None = None
    for slug, name in people.items():
        manager = made[slug] = PersonFactory(name=name, slug=slug, manager=manager)
    return made


def test_the_line_above_runs_from_the_top_and_each_name_leads_on(reader: Client) -> None:
    line(liv="Liv Aerts", petra="Petra Vos", samira="Samira El Amrani", ilse="Ilse Wagenaar")

    page = reader.get("/people/petra/team/").text

    assert page.index("Liv Aerts") < page.rindex("Petra Vos") < page.index("Samira El Amrani")
    assert 'href="/people/liv/team/"' in page
    assert 'href="/people/samira/team/"' in page
    assert "Ilse Wagenaar" not in page
    assert 'href="/people/ilse/team/"' not in reader.get("/people/samira/team/").text


def test_the_line_above_stops_at_who_may_not_be_seen(reader: Client) -> None:
    people = line(liv="Liv Aerts", geheim="Geheime Gast", samira="Samira El Amrani")
    Person.objects.filter(pk=people["geheim"].pk).update(scope=Scope.objects.for_sets(SECRET))

    page = reader.get("/people/samira/team/").text

    assert "Geheime Gast" not in page
    assert "Liv Aerts" not in page
    assert reader.get("/people/geheim/team/").status_code == 404
    assert "Geheime Gast" not in reader.get("/people/liv/team/").text
    assert "/people/liv/team/" not in reader.get("/people/liv/").text


def test_a_circle_of_managers_ends(reader: Client) -> None:
    people = line(liv="Liv Aerts", petra="Petra Vos")
    Person.objects.filter(pk=people["liv"].pk).update(manager=people["petra"])

    assert reader.get("/people/petra/team/").status_code == 200


def test_a_screen_of_units_costs_the_same_with_three_and_with_six(
    queries_of: QueryCounter, employee: User
) -> None:
    addresses = ("/units/", "/units/chart/", "/units/gemeente/", "/people/liv/team/", "/units/gemeente/edit/")
    top = organisation()
    liv = PersonFactory(slug="liv", user=employee)
    Unit.objects.filter(pk=top.pk).update(leader=liv)
    top.editors.add(liv)

    def add_three() -> None:
        for _ in range(3):
            person = PersonFactory(manager=liv, unit=top)
            part = UnitFactory(parent=top, leader=person, location=LocationFactory())
            Placement.objects.create(person=PersonFactory(), unit=part)
            lead_unit(actor=None, unit=part, leader=None, now=NOW)

    add_three()
    with_three = {address: queries_of(address) for address in addresses}
    add_three()

    assert {address: queries_of(address) for address in addresses} == with_three
