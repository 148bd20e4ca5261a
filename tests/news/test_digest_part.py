"""A digest looks forward to the events of the agendas that its receiver follows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from access.models import User
from home.models import HomePage
from news.digest_part import LOOKS_AHEAD, SHOWN, coming_events
from news.models import EventIndexPage
from notices.digests.items import Part
from tests.dialogue.conftest import restrict
from tests.factories.following import let_follow
from tests.factories.pages import EventPageFactory

pytestmark = [pytest.mark.django_db]

NOW = timezone.now().replace(hour=9)


@pytest.fixture
def noor(home: HomePage, employee: User) -> User:
    """Follows the agenda, and reads Dutch."""
    let_follow(employee, "section", EventIndexPage.objects.child_of(home).get().pk)
    User.objects.filter(pk=employee.pk).update(language="nl")
    return User.objects.get(pk=employee.pk)


def titles(part: Part | None) -> list[str]:
    return ["".join(map(str, item.title)) for item in part.items] if part else []


def test_the_events_of_the_coming_week_stand_in_their_order(noor: User) -> None:
    EventPageFactory(title="Lunchles", starts_at=NOW + timedelta(days=2), place="Zaal Es")
    EventPageFactory(title="Borrel", starts_at=NOW + timedelta(days=1))
    EventPageFactory(title="Vorige week", starts_at=NOW - timedelta(days=2))
    EventPageFactory(title="Volgende maand", starts_at=NOW + LOOKS_AHEAD)

    with translation.override("nl"):
        part = coming_events(noor, NOW)

    assert part is not None
    assert titles(part) == ["Borrel", "Lunchles"]
    assert str(part.items[1].text) == "Zaal Es"
    assert str(part.items[0].kicker).endswith(" uur")


def test_whoever_does_not_follow_the_agenda_has_none(home: HomePage, employee: User) -> None:
    EventPageFactory(starts_at=NOW + timedelta(days=1))

    assert coming_events(employee, NOW) is None


def test_an_event_that_the_reader_may_not_see_is_not_there(noor: User) -> None:
    restrict(EventPageFactory(starts_at=NOW + timedelta(days=1)))

    assert coming_events(noor, NOW) is None


def test_of_two_versions_the_reader_meets_their_own(home: HomePage, noor: User) -> None:
    english = EventPageFactory(title="Lunch lesson", language="en", starts_at=NOW + timedelta(days=1))
    assert titles(coming_events(noor, NOW)) == ["Lunch lesson"]

    EventPageFactory(title="Lunchles", translation_of=english, starts_at=NOW + timedelta(days=1))
    assert titles(coming_events(noor, NOW)) == ["Lunchles"]


def test_many_events_cost_what_few_cost_and_stay_few(noor: User) -> None:
    def cost(count: int) -> int:
        for _number in range(count):
            EventPageFactory(starts_at=NOW + timedelta(days=1))
        with CaptureQueriesContext(connection) as queries:
            coming_events(noor, NOW)
        return len(queries)

    cost(1)
    assert cost(2) == cost(3)
    assert len(titles(coming_events(noor, NOW))) == SHOWN
