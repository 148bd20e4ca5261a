"""An answer can be limited, and says of each limit what another choice would leave; in each engine alike."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.http import QueryDict

from access.models import User
from directory.models import Unit
from home.models import HomePage
from search.engines.answers import Limit
from search.filters import NEWEST, Filters, filters_in
from search.queries import Results
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.search.conftest import AskWithin

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TODAY = date(2026, 11, 26)


@pytest.fixture
def department() -> Unit:
    return UnitFactory(name="Ruimte")


@pytest.fixture
def things(home: HomePage, department: Unit) -> None:
    """A checked procedure of a team in the department, an old one of nobody, and news of both languages."""
    team = UnitFactory(name="Groen", parent=department)
    bicycles = SubjectFactory(name_nl="Fietsen", name_en="Bicycles")
    lending = ProcedurePageFactory(
        title="Fiets lenen",
        keeper=PersonFactory(name="Geert Tuin", unit=team),
        checked_on=TODAY - timedelta(days=30),
        review_due_on=TODAY + timedelta(days=300),
    )
    ProcedurePageFactory(
        title="Fiets stallen",
        keeper=PersonFactory(unit=UnitFactory(name="Gebouwen")),
        checked_on=TODAY - timedelta(days=900),
    )
    news = NewsPageFactory(title="Fiets van de zaak", published_on=TODAY - timedelta(days=3))
    for page in (lending, news):
        page.subjects.set([bicycles])
        page.save()
    NewsPageFactory(title="Fiets gevonden", published_on=TODAY - timedelta(days=60))


def titles(results: Results) -> list[str]:
    return [hit.entry.title for hit in results.hits]


def left(results: Results, limit: Limit) -> dict[str, int]:
    return {str(choice.label): choice.count for choice in results.facets.get(limit, [])}


def test_each_limit_leaves_what_its_count_says(
    ask_within: AskWithin, employee: User, things: None, department: Unit
) -> None:
    whole = ask_within(employee, "fiets", Filters(), TODAY)
    assert whole.total == 4
    assert (whole.tabs["procedures"], whole.tabs["news"], whole.tabs["people"]) == (2, 2, 0)

    for limit, filters in {
        Limit.UNIT: Filters(unit=department.pk),
        Limit.CHECKED: Filters(is_checked=True),
        Limit.SINCE: Filters(since="week"),
    }.items():
        chosen = ask_within(employee, "fiets", filters, TODAY)
        [choice] = [one for one in chosen.facets[limit] if one.is_chosen]
        assert choice.count == chosen.total == 1, limit
        assert choice.value in {one.value for one in whole.facets[limit]}

    subject = whole.facets[Limit.SUBJECT][0]
    chosen = ask_within(employee, "fiets", Filters(subject=int(subject.value)), TODAY)
    assert (sorted(titles(chosen)), subject.count) == (["Fiets lenen", "Fiets van de zaak"], 2)


def test_a_count_obeys_every_other_limit_and_not_its_own(
    ask_within: AskWithin, employee: User, things: None
) -> None:
    results = ask_within(employee, "fiets", Filters(tab="news", since="month"), TODAY)

    assert titles(results) == ["Fiets van de zaak"]
    assert results.tabs["news"] == results.total == 1
    assert left(results, Limit.SUBJECT) == {"Fietsen": 1}
    assert [choice.count for choice in results.facets[Limit.SINCE]] == [1, 1, 2]


def test_the_newest_can_come_first(ask_within: AskWithin, employee: User, things: None) -> None:
    results = ask_within(employee, "fiets", Filters(tab="news", sort=NEWEST), TODAY)

    assert titles(results) == ["Fiets van de zaak", "Fiets gevonden"]


def test_counts_betray_nothing_that_is_hidden(ask_within: AskWithin, employee: User, things: None) -> None:
    before = ask_within(employee, "fiets", Filters(), TODAY)
    section = SectionPageFactory()
    restrict(section, Group.objects.create(name="Ondernemingsraad"))
    secret = SubjectFactory(name_nl="Reorganisatie")
    unit = UnitFactory(name="Stille zaken")
    hidden = ProcedurePageFactory(
        title="Fiets inleveren", parent=section, keeper=PersonFactory(unit=unit), checked_on=TODAY
    )
    hidden.subjects.set([secret])
    hidden.save()

    after = ask_within(employee, "fiets", Filters(), TODAY)

    assert (after.kinds, after.facets, after.total) == (before.kinds, before.facets, before.total)
    for filters in (Filters(subject=secret.pk), Filters(unit=unit.pk)):
        assert ask_within(employee, "fiets", filters, TODAY).total == 0


@pytest.mark.parametrize(
    "address",
    [
        "tab=secret&kind=page&since=ever&unit=0x1&subject=-1&language=zz&checked=maybe&sort=worst",
        "unit=99999999999999999999&subject=%00&since=",
        "unit=١٢&subject=",
    ],
)
def test_what_an_address_asks_that_is_not_known_limits_nothing(address: str) -> None:
    assert filters_in(QueryDict(address)) == Filters()
