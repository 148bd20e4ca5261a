"""How much each part counts: set by the newsroom, tried before, and what is favoured among likes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains

from access.models import AuditEntry, Role, User
from home.models import HomePage
from search.engines.weights import USUAL
from search.models import JudgedSearch, SearchWeights
from search.weighing import try_weights
from search.weights import NAMES, weights_of
from tests.factories.directory import PersonFactory, UnitFactory
from tests.factories.pages import ProcedurePageFactory
from tests.factories.privacy import restrict
from tests.factories.roles import holder_of
from tests.search.conftest import Ask, catch_up

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TODAY = timezone.localdate()


def titles(ask: Ask, user: User, text: str) -> list[str]:
    return [hit.entry.title for hit in ask(user, text).hits]


def test_of_two_alike_the_checked_one_comes_first(ask: Ask, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Verlof oud", checked_on=None, review_due_on=TODAY - timedelta(days=9))
    ProcedurePageFactory(title="Verlof los", checked_on=None)
    ProcedurePageFactory(title="Verlof net", checked_on=TODAY - timedelta(days=9))

    assert titles(ask, employee, "verlof") == ["Verlof net", "Verlof los", "Verlof oud"]


def test_of_two_alike_the_one_of_the_own_unit_comes_first(ask: Ask, home: HomePage, employee: User) -> None:
    own, other = UnitFactory(), UnitFactory()
    PersonFactory(unit=own, user=employee)
    user = User.objects.get(pk=employee.pk)
    ProcedurePageFactory(title="Verlof a", keeper=PersonFactory(unit=other))
    ProcedurePageFactory(title="Verlof b", keeper=PersonFactory(unit=own))

    assert titles(ask, user, "verlof") == ["Verlof b", "Verlof a"]


def test_weights_that_are_set_change_the_order_at_once(ask: Ask, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Vergunning kappen", keywords="bomen")
    ProcedurePageFactory(title="Bomen", keywords="plantsoen")
    before = titles(ask, employee, "bomen")

    SearchWeights.objects.create(title=400, keywords=0, set_at=timezone.now())
    assert titles(ask, employee, "bomen")[0] == "Bomen"
    SearchWeights.objects.create(title=0, keywords=400, set_at=timezone.now())
    assert titles(ask, employee, "bomen")[0] == "Vergunning kappen"
    SearchWeights.objects.create(set_at=timezone.now())
    assert titles(ask, employee, "bomen") == before


def test_words_in_a_text_count_as_much_as_was_set(ask: Ask, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Vergunning kappen", body=[("text", "<p>Bomen en nog eens bomen.</p>")])
    ProcedurePageFactory(title="Bomen", keywords="plantsoen")

    SearchWeights.objects.create(title=0, text=400, set_at=timezone.now())
    assert titles(ask, employee, "bomen")[0] == "Vergunning kappen"
    SearchWeights.objects.create(title=400, text=0, set_at=timezone.now())
    assert titles(ask, employee, "bomen")[0] == "Bomen"


def test_a_weight_is_a_share_of_what_brink_comes_with() -> None:
    shares = dict.fromkeys(NAMES, 100)

    assert weights_of(shares) == USUAL
    assert weights_of({**shares, "title": 200}).title == 2 * USUAL.title
    assert weights_of({**shares, "checked": 0}).checked == 1


@pytest.mark.usefixtures("node")
def test_an_editor_tries_weights_on_judged_searches_and_sets_them(client: Client, home: HomePage) -> None:
    best = ProcedurePageFactory(title="Bomen", keywords="plantsoen")
    ProcedurePageFactory(title="Vergunning kappen", keywords="bomen")
    JudgedSearch.objects.create(search="bomen", page=best, grade=3)
    SearchWeights.objects.create(title=0, keywords=400, set_at=timezone.now())
    catch_up()
    client.force_login(holder_of(Role.EDITOR, language="en"))
    shares = {**dict.fromkeys(NAMES, 100), "title": 400, "keywords": 0, "why": "Titels zeggen meer"}

    response = client.post("/admin/search/weights/", {**shares, "act": "try"})
    assertContains(response, "Bomen: 2 → 1")
    assertContains(response, "over 1 judged search (")
    assert SearchWeights.objects.in_force().title == 0
    assertContains(client.post("/admin/search/weights/", {**shares, "title": 401}), "400", status_code=422)
    client.post("/admin/search/weights/", {**shares, "act": "set"})

    assert SearchWeights.objects.in_force().title == 4 * USUAL.title
    assert AuditEntry.objects.filter(action="search_weights.set").count() == 1
    assertContains(client.get("/admin/search/weights/"), "Titels zeggen meer")


def test_each_weight_says_beforehand_between_which_bounds_it_lies(client: Client, home: HomePage) -> None:
    client.force_login(holder_of(Role.EDITOR, language="en"))

    response = client.get("/admin/search/weights/")

    assertContains(response, "A whole number from 0 to 400.", count=len(NAMES))


def test_more_judged_searches_are_counted_as_more(client: Client, home: HomePage) -> None:
    page = ProcedurePageFactory(title="Bomen")
    for search in ("bomen", "eiken"):
        JudgedSearch.objects.create(search=search, page=page, grade=3)
    client.force_login(holder_of(Role.EDITOR, language="nl"))

    response = client.post("/admin/search/weights/", {**dict.fromkeys(NAMES, 100), "act": "try"})
    assertContains(response, "over 2 beoordeelde zoekopdrachten (")

    JudgedSearch.objects.filter(search="eiken").delete()
    response = client.post("/admin/search/weights/", {**dict.fromkeys(NAMES, 100), "act": "try"})
    assertContains(response, "over 1 beoordeelde zoekopdracht (")


def test_what_an_editor_may_not_see_is_not_tried(home: HomePage) -> None:
    page = ProcedurePageFactory(title="Reorganisatie")
    JudgedSearch.objects.create(search="reorganisatie", page=page, grade=3)
    restrict(page, Group.objects.create(name="Ondernemingsraad"))

    assert try_weights(USUAL, holder_of(Role.EDITOR), today=TODAY).tried == []


def test_a_reader_does_not_come_to_the_weights(client: Client, employee: User, home: HomePage) -> None:
    client.force_login(employee)

    assert client.get("/admin/search/weights/").status_code in {302, 403}
