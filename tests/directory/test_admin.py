import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.admin.menu import admin_menu

from access.models import AuditEntry, User
from directory.models import Person, Source, Unit
from directory.removals import move_people_of
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


def test_the_list_of_units_costs_the_same_for_three_and_for_six(administrator: Client) -> None:
    parent = UnitFactory()

    def cost() -> int:
        administrator.get("/admin/directory/unit/")
        with CaptureQueriesContext(connection) as queries:
            administrator.get("/admin/directory/unit/")
        return len(queries)

    for _ in range(3):
        UnitFactory(parent=parent)
    few = cost()
    for _ in range(3):
        UnitFactory(parent=parent)

    assert cost() == few


def test_a_unit_that_cannot_be_made_is_told_in_good_dutch(administrator: Client) -> None:
    answer = administrator.post(
        "/admin/directory/unit/create/", {"name": "", "slug": ""}, headers={"accept-language": "nl"}
    )

    assert "Nog niet gemaakt: organisatieonderdeel" in answer.content.decode()


def test_a_unit_with_people_asks_where_they_go_before_it_is_closed(administrator: Client) -> None:
    unit = UnitFactory(name="Post", slug="post")
    successor = UnitFactory(name="Facilitair")
    person = PersonFactory(unit=unit)
    form = {"name": "Post", "slug": "post", "parent": "", "is_closed": "on"}

    refused = administrator.post(f"/admin/directory/unit/edit/{unit.pk}/", form)
    unit.refresh_from_db()

    assert refused.context["form"].errors["successor"]
    assert unit.closed_on is None

    administrator.post(f"/admin/directory/unit/edit/{unit.pk}/", {**form, "successor": successor.pk})
    unit.refresh_from_db()
    move_people_of.call(unit.pk, None)
    person.refresh_from_db()

    assert unit.closed_on is not None
    assert person.unit == successor


def test_editors_of_a_unit_are_named_by_their_addresses(administrator: Client) -> None:
    unit = UnitFactory(name="Post", slug="post")
    ilse = PersonFactory(email="Ilse@lindewaard.example")
    form = {"name": "Post", "slug": "post", "parent": ""}
    address = f"/admin/directory/unit/edit/{unit.pk}/"

    unknown = administrator.post(
        address, {**form, "editor_addresses": "ilse@lindewaard.example\nnemo@x.example"}
    )

    assert "nemo@x.example" in unknown.context["form"].errors["editor_addresses"][0]
    assert not unit.editors.exists()

    administrator.post(address, {**form, "editor_addresses": "ilse@lindewaard.example"})

    assert list(unit.editors.all()) == [ilse]
    assert AuditEntry.objects.get(action="unit.editors_chosen").details == {"added": [ilse.pk], "removed": []}


def test_the_register_of_closing_days_tells_which_holidays_count_by_themselves(administrator: Client) -> None:
    page = administrator.get(
        "/admin/directory/closingday/", headers={"accept-language": "nl"}
    ).content.decode()

    assert "Koningsdag" in page
    assert "Eerste paasdag" in page


def test_what_a_source_delivers_is_ticked(administrator: Client) -> None:
    answer = administrator.post(
        "/admin/directory/source/create/",
        {"name": "Personeelszaken", "slug": "personeelszaken", "kind": "file", "delivers": ["name", "unit"]},
    )

    assert answer.status_code == 302
    assert Source.objects.get().delivers == ["name", "unit"]
    assert "Personeelszaken" in administrator.get("/admin/directory/source/").content.decode()


@pytest.mark.parametrize("register", ["unit", "duty", "closingday", "source", "outsidegroup"])
def test_a_register_is_for_those_who_keep_it(editor: Client, register: str) -> None:
    kept_by_editors = register in ("duty", "closingday")

    answer = editor.get(f"/admin/directory/{register}/")

    assert answer.status_code == (200 if kept_by_editors else 302)


@pytest.mark.parametrize(("language", "name"), [("nl", "Groepen elders"), ("en", "Groups elsewhere")])
def test_the_menu_speaks_the_language_of_its_reader(home: object, language: str, name: str) -> None:
    request = RequestFactory().get("/admin/")
    request.user = User.objects.create_superuser("administrator")

    with override(language):
        groups = [item.menu for item in admin_menu.menu_items_for_request(request) if hasattr(item, "menu")]
        labels = [str(item.label) for menu in groups for item in menu.menu_items_for_request(request)]

    assert name in labels
