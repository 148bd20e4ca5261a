"""How much each part counts: set by the newsroom, tried before, and what is favoured among likes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import User
from home.models import HomePage
from search.models import SearchWeights
from search.weights import Weights
from tests.factories.directory import PersonFactory, UnitFactory
from tests.factories.pages import ProcedurePageFactory
from tests.search.conftest import Ask

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


def test_a_weight_is_a_share_of_what_brink_comes_with() -> None:
    weights = Weights(title=200, keywords=0, checked=50)

    assert weights.of_field("title", 3) == 6
    assert weights.of_field("keywords", 3) == 0
    assert weights.of_favour("checked", 1.5) == 1.25
    assert weights.of_favour("current", 1.5) == 1.5
