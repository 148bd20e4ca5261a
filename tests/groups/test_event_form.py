"""What is asked of who plans an event, over a change of the clock too."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.utils.translation import override

from groups.events.forms import EventForm
from groups.events.moments import elsewhere_in_words, in_words, working_day_before
from groups.models import GroupEvent
from tests.factories.gatherings import LUNCH
from tests.factories.groups import NOW

pytestmark = pytest.mark.django_db

TYPED = {"day": "2026-11-26", "starts": "12:15", "ends": "13:00", "time_zone": "Europe/Amsterdam"}


def form_of(**typed: str) -> EventForm:
    data = QueryDict(mutable=True)
    data.update({f"event-{name}": value for name, value in {**TYPED, **typed}.items()})
    with override("en"):
        form = EventForm(data, event=None, now=NOW)
        form.is_valid()
    return form


def test_what_is_typed_is_read_by_the_clock_that_is_chosen() -> None:
    assert form_of().plan.starts_at == LUNCH
    there = form_of(time_zone="America/Kralendijk").plan
    assert there.starts_at == datetime(2026, 11, 26, 16, 15, tzinfo=UTC)


def test_it_can_take_more_than_a_day() -> None:
    plan = form_of(last_day="2026-11-27", ends="10:00").plan

    assert plan.ends_at == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"day": "2026-11-20"}, "day", "That is past"),
        ({"day": "9999-12-31"}, "day", "more than three years"),
        ({"day": "donderdag"}, "day", "Enter a valid date"),
        ({"ends": "12:00"}, "ends", "before it begins"),
        ({"last_day": "2026-11-25"}, "last_day", "before the first day"),
        ({"day": "2027-03-28", "starts": "02:15"}, "starts", "skips 02:15"),
        ({"day": "2027-10-31", "starts": "02:15", "ends": "04:00"}, "starts", "comes twice"),
        ({"sign_up_until": "2026-11-27"}, "sign_up_until", "after it begins"),
        ({"place_count": "0"}, "place_count", "greater than or equal to 1"),
        ({"link": "javascript:alert(1)"}, "link", "whole address"),
        ({"time_zone": "Mars/Phobos"}, "time_zone", "valid choice"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(typed: dict[str, str], field: str, words: str) -> None:
    form = form_of(**typed)

    with override("en"):
        assert words in form.errors[field][0]


def test_what_runs_over_the_night_in_which_the_clock_changes_lasts_as_long_as_it_lasts() -> None:
    plan = form_of(day="2027-03-27", starts="22:00", last_day="2027-03-28", ends="06:00").plan

    assert (plan.ends_at - plan.starts_at).total_seconds() == 7 * 3600


def test_it_is_read_out_by_the_clock_there_and_by_that_of_the_organisation() -> None:
    event = GroupEvent(
        starts_at=datetime(2026, 11, 26, 16, 15, tzinfo=UTC),
        ends_at=datetime(2026, 11, 26, 17, 0, tzinfo=UTC),
        time_zone="America/Kralendijk",
    )
    here = GroupEvent(starts_at=event.starts_at, ends_at=event.ends_at, time_zone="Europe/Amsterdam")

    with override("en"):
        assert in_words(event) == "Thursday 26 November 2026, 12:15 to 13:00"
        assert elsewhere_in_words(event) == "17:15 to 18:00"
        assert elsewhere_in_words(here) == ""


def test_the_working_day_before_skips_the_weekend_and_holidays() -> None:
    boxing_day_and_weekend = datetime(2026, 12, 28, tzinfo=UTC).date()

    assert f"{working_day_before(boxing_day_and_weekend)}" == "2026-12-24"
