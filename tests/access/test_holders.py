"""Asked for many at once, who may see a thing is who sees it when asked for one."""

import pytest

from access.holders import those_who_meet, who_meet
from access.models import Scope, User
from access.roles import Role, give_role
from access.scopes import visible_scope_ids
from directory.models import Placement
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_who_meets_a_scope_is_who_sees_what_has_it() -> None:
    above = UnitFactory()
    part, elsewhere = UnitFactory(parent=above), UnitFactory()
    people = [
        PersonFactory(user=UserFactory(), unit=part),
        PersonFactory(user=UserFactory(), unit=above),
        PersonFactory(user=UserFactory(), unit=elsewhere),
        PersonFactory(user=UserFactory(), unit=part, left_on="2026-01-01"),
        PersonFactory(user=UserFactory(is_active=False), unit=part),
    ]
    guest, leads = (
        PersonFactory(user=UserFactory(), unit=elsewhere),
        PersonFactory(user=UserFactory(), unit=part),
    )
    Placement.objects.create(person=guest, unit=part)
    give_role(leads.user, Role.LEADER)
    [role] = leads.user.groups.all()
    users = [person.user for person in [*people, guest, leads]]
    users += [UserFactory(), UserFactory(is_superuser=True)]
    sets: list[list[list[str]]] = [
        [],
        [[f"unit:{part.pk}"]],
        [[f"unit:{above.pk}", f"role:{role.pk}"]],
        [[f"unit:{above.pk}"], [f"role:{role.pk}"]],
        [[]],
        [["group:7"]],
    ]
    for token_sets in sets:
        scope = Scope.objects.for_sets(token_sets)

        met = who_meet(scope.pk, [user.pk for user in users])

        anew = User.objects.in_bulk([user.pk for user in users])
        users_here = User.objects.filter(pk__in=[user.pk for user in users])
        assert met == set(those_who_meet(scope.pk, users_here).values_list("pk", flat=True))
        assert met == {pk for pk, user in anew.items() if scope.pk in visible_scope_ids(user)}, token_sets
