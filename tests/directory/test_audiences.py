from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import User
from directory.models import Audience
from directory.reach import reach_of
from tests.factories.accounts import UserFactory
from tests.factories.directory import AudienceFactory, LocationFactory, PersonFactory, UnitFactory

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def colleague(**place: Any) -> User:  # Any: field values of a person
    user = UserFactory()
    PersonFactory(user=user, **place)
    return user


def belongs(user: User, audience: Audience) -> bool:
    """Ask anew, as the next request would."""
    return audience.pk in Audience.objects.ids_of(User.objects.get(pk=user.pk))


def test_an_audience_without_limits_is_everyone_with_an_account() -> None:
    everyone = AudienceFactory()

    assert belongs(UserFactory(), everyone)
    assert belongs(colleague(), everyone)


def test_a_unit_takes_the_units_below_it_along_and_no_others() -> None:
    works = UnitFactory(name="Stadsbeheer")
    crew = UnitFactory(name="Ploeg", parent=UnitFactory(name="Wegen", parent=works))
    outside = UnitFactory(name="Burgerzaken")
    audience = AudienceFactory(units=[works])

    assert belongs(colleague(unit=works), audience)
    assert belongs(colleague(unit=crew), audience)
    assert not belongs(colleague(unit=outside), audience)
    assert not belongs(colleague(unit=None), audience)
    assert not belongs(UserFactory(), audience)


def test_a_unit_does_not_reach_the_unit_above_it() -> None:
    works = UnitFactory(name="Stadsbeheer")
    audience = AudienceFactory(units=[UnitFactory(name="Ploeg", parent=works)])

    assert not belongs(colleague(unit=works), audience)


def test_limits_of_two_kinds_ask_both() -> None:
    yard, hall = LocationFactory(), LocationFactory()
    works = UnitFactory()
    audience = AudienceFactory(units=[works], locations=[yard])

    assert belongs(colleague(unit=works, location=yard), audience)
    assert not belongs(colleague(unit=works, location=hall), audience)
    assert not belongs(colleague(location=yard), audience)
    assert not belongs(colleague(unit=works, location=None), audience)


def test_any_of_several_roles_is_enough() -> None:
    drivers, cleaners = Group.objects.create(name="Rijders"), Group.objects.create(name="Poetsers")
    audience = AudienceFactory(groups=[drivers, cleaners])
    driver, outsider = colleague(), colleague()
    driver.groups.add(drivers)

    assert belongs(driver, audience)
    assert not belongs(outsider, audience)


def test_a_stranger_belongs_to_none() -> None:
    AudienceFactory()

    assert Audience.objects.ids_of(AnonymousUser()) == frozenset()


def test_three_audiences_and_six_cost_equal_queries_and_one_request_asks_once() -> None:
    user = colleague(location=LocationFactory())
    costs = []
    for _turn in range(2):
        for _number in range(3):
            AudienceFactory(units=[UnitFactory()], locations=[LocationFactory()])
        reader = User.objects.get(pk=user.pk)
        with CaptureQueriesContext(connection) as queries:
            Audience.objects.ids_of(reader)
            Audience.objects.ids_of(reader)
        costs.append(len(queries))

    assert costs == [3, 3]


def test_the_reach_counts_each_colleague_who_works_here_once() -> None:
    yard, works = LocationFactory(), UnitFactory()
    team = UnitFactory(parent=works)
    drivers = Group.objects.create(name="Rijders")
    narrow = AudienceFactory(units=[works, team], locations=[yard], groups=[drivers])
    wide, branch = AudienceFactory(), AudienceFactory(units=[works])
    inside = colleague(unit=team, location=yard)
    inside.groups.add(drivers, Group.objects.create(name="Poetsers"))
    colleague(unit=team)
    PersonFactory(unit=works, left_on="2026-01-31")

    reach = reach_of([narrow, wide, branch])

    assert reach == {narrow.pk: 1, wide.pk: 2, branch.pk: 2}


@pytest.fixture
def administrator(client: Client, home: object) -> Client:
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def test_the_register_counts_a_group_of_ten_and_keeps_silent_about_nine(administrator: Client) -> None:
    ten, nine = UnitFactory(), UnitFactory()
    AudienceFactory(name="Tien", units=[ten])
    AudienceFactory(name="Negen", units=[nine])
    for _number in range(9):
        PersonFactory(unit=ten)
        PersonFactory(unit=nine)
    PersonFactory(unit=ten)

    answer = administrator.get("/admin/directory/audience/", headers={"Accept-Language": "en"})

    cells = answer.content.decode().split("field-reached")
    assert [">10<" in cell for cell in cells[1:]] == [False, True]
    assert "fewer than ten" in cells[1]


def test_the_register_costs_the_same_for_three_and_six(administrator: Client) -> None:
    costs = []
    for _turn in range(2):
        for _number in range(3):
            AudienceFactory(units=[UnitFactory()], locations=[LocationFactory()])
        administrator.get("/admin/directory/audience/")
        with CaptureQueriesContext(connection) as queries:
            assert administrator.get("/admin/directory/audience/").status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_an_audience_is_made_in_the_admin(administrator: Client) -> None:
    unit, yard = UnitFactory(), LocationFactory()

    answer = administrator.post(
        "/admin/directory/audience/create/",
        {"name": "Buitendienst", "name_en": "Field service", "units": [unit.pk], "locations": [yard.pk]},
    )

    assert answer.status_code == 302
    audience = Audience.objects.get(name="Buitendienst")
    assert list(audience.units.all()) == [unit]
    assert list(audience.locations.all()) == [yard]
