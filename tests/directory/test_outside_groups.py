"""What the groups of the identity provider give here."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.log_actions import LogContext

from access.models import AuditEntry, RoleGroup, User
from access.roles import Role, give_role
from directory.models import OutsideGroup, Person, PersonChange, Placement, Source
from directory.outside_groups import change_members, follow_groups, put_in_groups
from tests.factories.accounts import UserFactory
from tests.factories.directory import OutsideGroupFactory, PersonFactory, SourceFactory, UnitFactory
from tests.factories.roles import holder_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture
def provider() -> Source:
    return SourceFactory()


@pytest.fixture
def noor() -> Person:
    return PersonFactory(user=UserFactory(username="noor"), unit=None)


def roles_of(person: Person) -> set[str]:
    user = User.objects.get(person=person)
    return set(user.groups.values_list("role__role", flat=True))


def groups_of(person: Person) -> list[str]:
    return list(person.outside_groups.order_by("name").values_list("name", flat=True))


@pytest.mark.any_database
def test_a_person_is_in_exactly_the_groups_that_the_source_names(noor: Person, provider: Source) -> None:
    put_in_groups(person=noor, names=["redactie", "iedereen", " ", "x" * 256], source=provider, now=NOW)
    assert groups_of(noor) == ["iedereen", "redactie"]

    put_in_groups(person=noor, names=["iedereen", "bouw"], source=provider, now=NOW)

    assert groups_of(noor) == ["bouw", "iedereen"]
    assert OutsideGroup.objects.filter(name="redactie").exists()


def test_a_new_group_stands_for_nothing(noor: Person, provider: Source) -> None:
    put_in_groups(person=noor, names=["administrator"], source=provider, now=NOW)

    assert roles_of(noor) == set()
    assert not User.objects.get(username="noor").is_superuser


def test_a_role_comes_and_goes_with_its_group(noor: Person, provider: Source) -> None:
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)

    put_in_groups(person=noor, names=["redactie"], source=provider, now=NOW)
    with_group = roles_of(noor)
    put_in_groups(person=noor, names=[], source=provider, now=NOW)

    assert with_group == {Role.EDITOR}
    assert roles_of(noor) == set()
    actions = AuditEntry.objects.filter(action__startswith="role.").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == ["role.given", "role.taken"]


def test_a_role_stays_while_another_group_stands_for_it(noor: Person, provider: Source) -> None:
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    OutsideGroupFactory(name="webteam", role=Role.EDITOR)
    put_in_groups(person=noor, names=["redactie", "webteam"], source=provider, now=NOW)

    put_in_groups(person=noor, names=["webteam"], source=provider, now=NOW)

    assert roles_of(noor) == {Role.EDITOR}


def test_what_was_given_by_hand_stays(noor: Person, provider: Source) -> None:
    assert noor.user
    give_role(noor.user, Role.EDITOR)
    unit = UnitFactory()
    Placement.objects.create(person=noor, unit=unit)
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    OutsideGroupFactory(name="team", unit=unit)
    Person.objects.filter(pk=noor.pk).update(unit=UnitFactory())

    put_in_groups(person=noor, names=["redactie", "team"], source=provider, now=NOW)
    put_in_groups(person=noor, names=[], source=provider, now=NOW)

    assert roles_of(noor) == {Role.EDITOR}
    assert noor.placements.get().unit == unit


def test_an_administrator_comes_and_goes_with_a_mapped_group(noor: Person, provider: Source) -> None:
    OutsideGroupFactory(name="beheer", role=Role.ADMINISTRATOR)

    put_in_groups(person=noor, names=["beheer"], source=provider, now=NOW)
    with_group = User.objects.get(username="noor").is_superuser
    put_in_groups(person=noor, names=[], source=provider, now=NOW)

    assert with_group
    assert not User.objects.get(username="noor").is_superuser


def test_who_is_administrator_by_another_way_stays_it_when_the_group_goes(
    noor: Person, provider: Source
) -> None:
    OutsideGroupFactory(name="beheer", role=Role.ADMINISTRATOR)
    User.objects.filter(username="noor").update(is_superuser=True)

    put_in_groups(person=noor, names=["beheer"], source=provider, now=NOW)
    put_in_groups(person=noor, names=[], source=provider, now=NOW)

    assert User.objects.get(username="noor").is_superuser


def test_only_an_administrator_lets_a_group_stand_for_administrators(noor: Person) -> None:
    group = OutsideGroupFactory(name="beheer")
    group.role = Role.ADMINISTRATOR

    with LogContext(user=holder_of(Role.EDITOR)), pytest.raises(PermissionDenied):
        group.save()

    assert OutsideGroup.objects.get().role == ""
    administrator = holder_of(Role.ADMINISTRATOR)
    with LogContext(user=administrator):
        group.save()
    entry = AuditEntry.objects.get(action="outside_group.mapped")
    assert (entry.actor_key, entry.details["role"]) == (administrator.key, "administrator")


def test_a_unit_fills_the_main_unit_of_who_has_none_and_is_taken_back(noor: Person, provider: Source) -> None:
    unit = UnitFactory()
    OutsideGroupFactory(name="team", unit=unit)

    put_in_groups(person=noor, names=["team"], source=provider, now=NOW)
    noor.refresh_from_db()
    with_group = noor.unit
    put_in_groups(person=noor, names=[], source=provider, now=NOW)
    noor.refresh_from_db()

    assert with_group == unit
    assert noor.unit is None
    assert PersonChange.objects.filter(person=noor, field="unit", source=provider).count() == 2


def test_who_changes_group_changes_unit(noor: Person, provider: Source) -> None:
    first, second = UnitFactory(), UnitFactory()
    OutsideGroupFactory(name="een", unit=first)
    OutsideGroupFactory(name="twee", unit=second)
    put_in_groups(person=noor, names=["een", "twee"], source=provider, now=NOW)
    noor.refresh_from_db()
    assert (noor.unit, noor.placements.get().unit) == (first, second)

    put_in_groups(person=noor, names=["twee"], source=provider, now=NOW)

    noor.refresh_from_db()
    assert noor.unit == second
    assert not noor.placements.exists()


def test_beside_a_main_unit_a_group_gives_a_further_one(provider: Source) -> None:
    own, other = UnitFactory(), UnitFactory()
    person = PersonFactory(user=UserFactory(), unit=own)
    OutsideGroupFactory(name="team", unit=other)

    put_in_groups(person=person, names=["team"], source=provider, now=NOW)
    further = list(person.placements.values_list("unit_id", flat=True))
    put_in_groups(person=person, names=[], source=provider, now=NOW)

    person.refresh_from_db()
    assert (person.unit, further) == (own, [other.pk])
    assert not person.placements.exists()


def test_a_closed_unit_is_given_to_nobody(noor: Person, provider: Source) -> None:
    OutsideGroupFactory(name="team", unit=UnitFactory(closed_on=date(2026, 1, 1)))

    put_in_groups(person=noor, names=["team"], source=provider, now=NOW)

    noor.refresh_from_db()
    assert noor.unit is None


def test_who_has_left_has_nothing_from_groups(noor: Person, provider: Source) -> None:
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    put_in_groups(person=noor, names=["redactie"], source=provider, now=NOW)
    Person.objects.filter(pk=noor.pk).update(left_on=date(2026, 11, 24))

    follow_groups(person=noor, now=NOW)

    assert roles_of(noor) == set()


def test_who_has_no_account_gets_the_role_with_it(provider: Source) -> None:
    person = PersonFactory()
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    put_in_groups(person=person, names=["redactie"], source=provider, now=NOW)
    person.user = UserFactory()
    person.save()

    follow_groups(person=person, now=NOW)

    assert roles_of(person) == {Role.EDITOR}


def test_a_source_leaves_the_members_of_another_alone(noor: Person, provider: Source) -> None:
    scim = SourceFactory(kind=Source.Kind.SCIM)
    group = OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    change_members(group=group, joined=[noor], source=scim, now=NOW)

    put_in_groups(person=noor, names=["redactie", "bouw"], source=provider, now=NOW)
    put_in_groups(person=noor, names=[], source=provider, now=NOW)

    assert groups_of(noor) == ["redactie"]
    assert roles_of(noor) == {Role.EDITOR}


@pytest.mark.any_database
def test_a_source_that_keeps_whole_groups_decides_who_is_in_them(noor: Person, provider: Source) -> None:
    scim = SourceFactory(kind=Source.Kind.SCIM)
    group = OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    put_in_groups(person=noor, names=["redactie"], source=provider, now=NOW)

    change_members(group=group, joined=[noor], source=scim, now=NOW)
    put_in_groups(person=noor, names=[], source=provider, now=NOW)
    while_scim_says_so = roles_of(noor)
    change_members(group=group, left=[noor], source=scim, now=NOW)

    assert while_scim_says_so == {Role.EDITOR}
    assert groups_of(noor) == []
    assert roles_of(noor) == set()


def test_members_follow_when_a_group_comes_to_stand_for_something_else(
    noor: Person, provider: Source, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    put_in_groups(person=noor, names=["redactie"], source=provider, now=NOW)
    group = OutsideGroup.objects.get()

    seen = []
    for role in (Role.EDITOR, Role.WRITER, ""):
        group.role = role
        with django_capture_on_commit_callbacks(execute=True):
            group.save()
        seen.append(roles_of(noor))

    assert seen == [{Role.EDITOR}, {Role.WRITER}, set()]


def test_a_group_that_is_removed_takes_its_role_along(
    noor: Person, provider: Source, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    group = OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    put_in_groups(person=noor, names=["redactie"], source=provider, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        group.delete()

    assert roles_of(noor) == set()


def test_a_role_without_a_group_here_keeps_nobody_out(noor: Person, provider: Source) -> None:
    OutsideGroupFactory(name="redactie", role=Role.EDITOR)
    RoleGroup.objects.get(role=Role.EDITOR).group.delete()

    put_in_groups(person=noor, names=["redactie"], source=provider, now=NOW)

    assert groups_of(noor) == ["redactie"]
    assert roles_of(noor) == set()


def test_the_same_groups_again_change_nothing(noor: Person, provider: Source) -> None:
    OutsideGroupFactory(name="redactie", role=Role.EDITOR, unit=UnitFactory())
    put_in_groups(person=noor, names=["redactie"], source=provider, now=NOW)
    before = AuditEntry.objects.count(), PersonChange.objects.count()

    put_in_groups(person=noor, names=["redactie"], source=provider, now=NOW)

    assert (AuditEntry.objects.count(), PersonChange.objects.count()) == before
