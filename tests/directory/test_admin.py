import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import User
from directory.models import Person, Unit
from tests.factories.directory import PersonFactory, UnitFactory


@pytest.fixture
def administrator(client: Client, home: object) -> Client:
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def test_a_unit_is_made_under_the_unit_it_belongs_to(administrator: Client) -> None:
    parent = UnitFactory(name="Dienstverlening")

    answer = administrator.post(
        "/admin/directory/unit/create/", {"name": "Burgerzaken", "slug": "burgerzaken", "parent": parent.pk}
    )

    assert answer.status_code == 302
    assert Unit.objects.get(slug="burgerzaken").get_parent() == parent


def test_a_unit_moves_with_its_parts(administrator: Client) -> None:
    old, new = UnitFactory(name="Oud"), UnitFactory(name="Nieuw")
    team = UnitFactory(name="Team", slug="team", parent=old)
    UnitFactory(name="Ploeg", slug="ploeg", parent=team)

    administrator.post(
        f"/admin/directory/unit/edit/{team.pk}/", {"name": "Team", "slug": "team", "parent": new.pk}
    )

    assert [unit.slug for unit in Unit.objects.get(slug="ploeg").get_ancestors()] == ["nieuw", "team"]


def test_a_unit_cannot_belong_to_a_part_of_itself(administrator: Client) -> None:
    unit = UnitFactory(name="Team", slug="team")
    part = UnitFactory(name="Ploeg", parent=unit)

    answer = administrator.post(
        f"/admin/directory/unit/edit/{unit.pk}/", {"name": "Team", "slug": "team", "parent": part.pk}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["parent"]


def test_a_colleague_made_in_the_admin_is_listed_for_everyone(administrator: Client) -> None:
    answer = administrator.post(
        "/admin/snippets/directory/person/add/",
        {"name": "Daan Pronk", "sort_name": "Pronk, Daan", "slug": "daan-pronk"},
    )

    assert answer.status_code == 302
    assert Person.objects.get(slug="daan-pronk").scope.condition == "everyone"


@pytest.mark.parametrize(
    "address", ["/admin/directory/unit/", "/admin/directory/location/", "/admin/snippets/directory/person/"]
)
def test_the_registers_open(administrator: Client, address: str) -> None:
    PersonFactory()

    assert administrator.get(address).status_code == 200


def test_the_list_of_units_says_what_each_belongs_to_and_how_many_work_there(administrator: Client) -> None:
    parent = UnitFactory(name="Dienstverlening")
    team = UnitFactory(name="Burgerzaken", parent=parent)
    for _ in range(2):
        PersonFactory(unit=team)

    shown = administrator.get("/admin/directory/unit/").content.decode()

    row = shown[shown.index("Burgerzaken") :].partition("</tr>")[0]
    assert '<span class="depth-2">Burgerzaken</span>' in shown
    assert "Dienstverlening" in row
    assert ">2<" in row.replace(" ", "").replace("\n", "")


def test_the_list_of_units_costs_the_same_for_three_and_for_twelve(administrator: Client) -> None:
    parent = UnitFactory()

    def cost() -> int:
        administrator.get("/admin/directory/unit/")
        with CaptureQueriesContext(connection) as queries:
            administrator.get("/admin/directory/unit/")
        return len(queries)

    for _ in range(3):
        UnitFactory(parent=parent)
    few = cost()
    for _ in range(9):
        UnitFactory(parent=parent)

    assert cost() == few


def test_a_unit_that_cannot_be_made_is_told_in_good_dutch(administrator: Client) -> None:
    answer = administrator.post(
        "/admin/directory/unit/create/", {"name": "", "slug": ""}, headers={"accept-language": "nl"}
    )

    assert "Nog niet gemaakt: organisatieonderdeel" in answer.content.decode()
