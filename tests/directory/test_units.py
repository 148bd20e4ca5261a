"""Units are made, renamed, moved, led and closed, and what happened stays readable."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from access.models import Scope, User
from access.scopes import visible_scope_ids
from directory.models import Audience, FieldVisibility, OutsideGroup, Person, Placement, Unit, UnitChange
from directory.removals import move_people_of
from directory.units import (
    CircleOfUnits,
    UnitHasParts,
    UnitHasPeople,
    UnitIsClosed,
    choose_unit_editors,
    close_unit,
    describe_unit,
    lead_unit,
    make_unit,
    move_unit,
    open_unit,
    rename_unit,
)
from directory.visibility import set_visibility
from tests.factories.accounts import UserFactory
from tests.factories.directory import AudienceFactory, LocationFactory, PersonFactory, UnitFactory

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=False)]
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def administrator(db: None) -> User:
    return User.objects.create_superuser("administrator")


def changes_of(unit: Unit) -> list[tuple[str, str, str]]:
    return list(UnitChange.objects.filter(unit=unit).order_by("pk").values_list("kind", "before", "after"))


def test_a_unit_is_made_in_the_order_of_names_and_says_so(administrator: User) -> None:
    parent = UnitFactory(name="Ruimte")
    UnitFactory(name="Wegen", parent=parent)

    unit = make_unit(actor=administrator, name="Bomen", parent=parent, now=NOW)

    assert [child.name for child in Unit.objects.get(pk=parent.pk).get_children()] == ["Bomen", "Wegen"]
    assert (unit.slug, changes_of(unit)) == ("bomen", [("made", "", "Bomen")])


def test_two_units_of_one_name_have_addresses_of_their_own(administrator: User) -> None:
    first = make_unit(actor=administrator, name="Team Één", parent=None, now=NOW)
    second = make_unit(actor=administrator, name="Team Één", parent=None, now=NOW)

    assert (first.slug, second.slug) == ("team-een", "team-een-2")


def test_a_renamed_unit_keeps_its_address_and_its_parts(administrator: User) -> None:
    parent = UnitFactory(name="Ruimte")
    unit = UnitFactory(name="Bomen", slug="bomen", parent=parent)
    UnitFactory(name="Iepen", slug="iepen", parent=unit)
    UnitFactory(name="Wegen", parent=parent)

    rename_unit(actor=administrator, unit=unit, name="Zorg voor groen", now=NOW)

    assert (unit.name, unit.slug) == ("Zorg voor groen", "bomen")
    assert [child.name for child in Unit.objects.get(pk=parent.pk).get_children()] == [
        "Wegen",
        "Zorg voor groen",
    ]
    assert [above.name for above in Unit.objects.get(slug="iepen").get_ancestors()] == [
        "Ruimte",
        "Zorg voor groen",
    ]
    assert changes_of(unit) == [("renamed", "Bomen", "Zorg voor groen")]


def test_moving_a_unit_moves_who_sees_what(administrator: User) -> None:
    old, new = UnitFactory(name="Oud"), UnitFactory(name="Nieuw")
    team = UnitFactory(name="Team", parent=old)
    colleague = UserFactory()
    PersonFactory(user=colleague, unit=team)
    of_old = Scope.objects.for_sets([[f"unit:{old.pk}"]])
    of_new = Scope.objects.for_sets([[f"unit:{new.pk}"]])
    assert of_old.pk in visible_scope_ids(User.objects.get(pk=colleague.pk))

    move_unit(actor=administrator, unit=team, parent=new, now=NOW)

    seen = visible_scope_ids(User.objects.get(pk=colleague.pk))
    assert of_new.pk in seen
    assert of_old.pk not in seen
    assert changes_of(team) == [("moved", "Oud", "Nieuw")]


def test_a_unit_moves_to_the_top(administrator: User) -> None:
    unit = UnitFactory(name="Team", parent=UnitFactory(name="Oud"))

    move_unit(actor=administrator, unit=unit, parent=None, now=NOW)

    assert unit.get_parent() is None
    assert unit.depth == 1


def test_a_unit_does_not_move_under_itself_or_under_what_is_closed(administrator: User) -> None:
    unit = UnitFactory(name="Team")
    part = UnitFactory(name="Ploeg", parent=unit)
    unit.refresh_from_db()

    with pytest.raises(CircleOfUnits):
        move_unit(actor=administrator, unit=unit, parent=part, now=NOW)
    with pytest.raises(UnitIsClosed):
        move_unit(actor=administrator, unit=unit, parent=UnitFactory(closed_on=date(2026, 1, 1)), now=NOW)
    assert changes_of(unit) == []


def test_history_keeps_who_led_by_key_and_not_by_name(administrator: User) -> None:
    unit, first, second = UnitFactory(), PersonFactory(name="Petra Vos"), PersonFactory()

    lead_unit(actor=administrator, unit=unit, leader=first, now=NOW)
    lead_unit(actor=administrator, unit=unit, leader=first, now=NOW)
    lead_unit(actor=administrator, unit=unit, leader=second, now=NOW)

    assert changes_of(unit) == [("led", "", str(first.pk)), ("led", str(first.pk), str(second.pk))]


def test_a_unit_with_open_parts_is_not_closed(administrator: User) -> None:
    unit = UnitFactory()
    UnitFactory(parent=unit)

    with pytest.raises(UnitHasParts):
        close_unit(actor=administrator, unit=Unit.objects.get(pk=unit.pk), successor=UnitFactory(), now=NOW)


def test_a_unit_where_people_work_is_not_closed_without_a_successor(administrator: User) -> None:
    unit = UnitFactory()
    Placement.objects.create(person=PersonFactory(), unit=unit)

    with pytest.raises(UnitHasPeople):
        close_unit(actor=administrator, unit=unit, successor=None, now=NOW)
    with pytest.raises(CircleOfUnits):
        close_unit(actor=administrator, unit=unit, successor=unit, now=NOW)

    unit.refresh_from_db()
    assert unit.closed_on is None


def test_people_of_a_closed_unit_go_to_its_successor_with_what_they_hide(
    administrator: User, django_capture_on_commit_callbacks: object
) -> None:
    unit, successor = UnitFactory(name="Post"), UnitFactory(name="Facilitair")
    person = PersonFactory(unit=unit)
    left = PersonFactory(unit=unit, left_on=date(2026, 1, 1))
    further = PersonFactory()
    Placement.objects.create(person=further, unit=unit, job_title="bode")
    both = PersonFactory(unit=successor)
    Placement.objects.create(person=both, unit=unit)
    set_visibility(
        actor=administrator, person=person, field="phone", level=FieldVisibility.Level.UNIT, now=NOW
    )

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        close_unit(actor=administrator, unit=unit, successor=successor, now=NOW)
    move_people_of.call(unit.pk, administrator.pk)

    assert set(Person.objects.filter(unit=successor)) == {person, both}
    left.refresh_from_db()
    assert left.unit == unit
    assert list(Placement.objects.values_list("person", "unit", "job_title")) == [
        (further.pk, successor.pk, "bode")
    ]
    condition = person.visibilities.get().scope.condition
    assert f"unit:{successor.pk}" in condition
    assert list(person.changes.filter(field="unit").values_list("before", "after")) == [
        ("Post", "Facilitair")
    ]
    assert changes_of(unit) == [("closed", "", "Facilitair")]


def test_what_was_meant_for_a_closed_unit_is_meant_for_its_successor(administrator: User) -> None:
    unit, successor = UnitFactory(), UnitFactory()
    audience = AudienceFactory(units=[unit])
    group = OutsideGroup.objects.create(name="post", unit=unit)

    close_unit(actor=administrator, unit=unit, successor=successor, now=NOW)

    assert set(Audience.objects.get(pk=audience.pk).units.all()) == {unit, successor}
    group.refresh_from_db()
    assert group.unit == successor


def test_a_closed_unit_is_opened_again_and_takes_its_people_not_back(administrator: User) -> None:
    unit, successor = UnitFactory(closed_on=date(2026, 1, 1)), UnitFactory()
    person = PersonFactory(unit=successor)

    open_unit(actor=administrator, unit=unit, now=NOW)

    unit.refresh_from_db()
    person.refresh_from_db()
    assert (unit.closed_on, unit.successor, person.unit) == (None, None, successor)
    assert changes_of(unit) == [("opened", "", "")]


def test_only_administrators_arrange_units(employee: User) -> None:
    unit = UnitFactory(name="Team")
    person = PersonFactory(user=employee, unit=unit)
    unit.editors.add(person)

    for act in (
        lambda: make_unit(actor=employee, name="Nieuw", parent=None, now=NOW),
        lambda: rename_unit(actor=employee, unit=unit, name="Anders", now=NOW),
        lambda: move_unit(actor=employee, unit=unit, parent=None, now=NOW),
        lambda: close_unit(actor=employee, unit=unit, successor=None, now=NOW),
        lambda: open_unit(actor=employee, unit=unit, now=NOW),
        lambda: choose_unit_editors(actor=employee, unit=unit, editors=[], now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_an_editor_describes_their_unit_and_no_other(employee: User) -> None:
    unit, other, place = UnitFactory(), UnitFactory(), LocationFactory()
    person = PersonFactory(user=employee, unit=unit)
    unit.editors.add(person)

    describe_unit(actor=employee, unit=unit, purpose="Wij zijn er.", location=place, now=NOW)
    lead_unit(actor=employee, unit=unit, leader=person, now=NOW)

    unit.refresh_from_db()
    assert (unit.purpose, unit.location, unit.leader) == ("Wij zijn er.", place, person)
    with pytest.raises(PermissionDenied):
        describe_unit(actor=employee, unit=other, purpose="Weg ermee.", location=None, now=NOW)
    with pytest.raises(PermissionDenied):
        lead_unit(actor=employee, unit=other, leader=person, now=NOW)
