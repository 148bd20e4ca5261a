"""The departments beside a group: counted over all members, and never with somebody who left."""

from datetime import timedelta

import pytest

from directory.models import Person
from groups.departments import departments_of
from groups.models import Group, Membership
from tests.factories.directory import PersonFactory, UnitFactory
from tests.factories.groups import NOW, GroupFactory, member_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_largest_departments_come_first_with_their_newest_members() -> None:
    group, organisation = GroupFactory(), UnitFactory(name="Gemeente")
    reader = member_of(group)
    care = UnitFactory(name="Zorg", parent=organisation)
    team = UnitFactory(name="Wijkteam", parent=care)
    green = UnitFactory(name="Groen", parent=organisation)
    carers = [PersonFactory(unit=team) for _ in range(8)]
    gardeners = [PersonFactory(unit=green) for _ in range(2)]
    # The gardeners came last: the newest few alone would put them first.
    for minute, person in enumerate([*carers, *gardeners]):
        come_in(group, person, minute)

    shown = departments_of(group, reader)

    assert [(each.name, [one.pk for one in each.people], each.other_count) for each in shown[:2]] == [
        ("Zorg", [carers[7].pk, carers[6].pk, carers[5].pk], 5),
        ("Groen", [gardeners[1].pk, gardeners[0].pk], 0),
    ]
    # What was counted is kept, and who is gone is not shown.
    group.memberships.filter(person=carers[7]).update(state=Membership.State.LEFT)
    assert carers[7].pk not in [one.pk for one in departments_of(group, reader)[0].people]


def come_in(group: Group, person: Person, minute: int) -> None:
    Membership.objects.create(
        group=group, person=person, state=Membership.State.MEMBER, since=NOW + timedelta(minutes=minute)
    )
