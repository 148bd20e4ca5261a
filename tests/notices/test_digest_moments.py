"""When a digest comes: on the day and time that were chosen, as far as the person works then."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from notices.digests.moments import HORIZON, after_this_one, digest_put_off, next_digest_at
from notices.hours import WHOLE_DAY, Hours
from notices.models import Preference

HERE = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 11, 23)
DAILY, WEEKLY, NEVER = Preference.Rhythm.DAILY, Preference.Rhythm.WEEKLY, Preference.Rhythm.NEVER


def on(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), HERE)


def later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def hours_between(
    first: date, last: date, weekdays: Iterable[int], free: frozenset[date] = frozenset()
) -> Hours:
    week = dict.fromkeys(weekdays, WHOLE_DAY)
    return Hours(first, last, week, free, time(17, 30), time(8), is_quiet_when_free=True)


def working(
    *weekdays: int, free: frozenset[date] = frozenset(), first: date = MONDAY - timedelta(days=7)
) -> Hours:
    return hours_between(first, MONDAY + HORIZON, weekdays, free)


OFFICE_WEEK = working(1, 2, 3, 4, 5)


def test_a_weekly_digest_comes_on_the_chosen_day_and_then_a_week_later() -> None:
    weekly = Preference()

    assert next_digest_at(weekly, OFFICE_WEEK, on(MONDAY)) == on(later(4))
    assert next_digest_at(weekly, OFFICE_WEEK, on(later(4), 8, 59)) == on(later(4))
    assert after_this_one(weekly, OFFICE_WEEK, on(later(4))) == on(later(11))


def test_who_does_not_work_that_day_gets_it_on_the_workday_before() -> None:
    weekly = Preference()
    three_days = working(1, 2, 3)

    assert next_digest_at(weekly, three_days, on(MONDAY)) == on(later(2))
    assert after_this_one(weekly, three_days, on(later(2))) == on(later(9))
    assert next_digest_at(weekly, working(1, 2, 3, 4, 5, free=frozenset({later(4)})), on(MONDAY)) == on(
        later(3)
    )
    assert next_digest_at(Preference(digest_weekday=1), working(2, 3), on(MONDAY)) == on(later(2))


def test_a_week_without_a_workday_has_no_digest() -> None:
    leave = frozenset(later(number) for number in range(7))

    assert next_digest_at(Preference(), working(1, 2, 3, 4, 5, free=leave), on(MONDAY)) == on(later(11))


def test_a_daily_digest_comes_on_each_workday_and_never_on_a_closing_day() -> None:
    daily = Preference(digest_rhythm=DAILY, digest_at=time(16))
    hours = working(1, 2, 4, free=frozenset({later(1)}))

    assert next_digest_at(daily, hours, on(MONDAY, 15)) == on(MONDAY, 16)
    assert after_this_one(daily, hours, on(MONDAY, 16)) == on(later(3), 16)


def test_no_digest_is_no_moment() -> None:
    assert next_digest_at(Preference(digest_rhythm=NEVER), OFFICE_WEEK, on(MONDAY)) is None
    assert after_this_one(Preference(digest_rhythm=NEVER), OFFICE_WEEK, on(MONDAY)) is None


def test_what_turned_out_to_be_a_day_off_puts_it_off_to_the_next_workday() -> None:
    ill = working(1, 2, 3, 4, 5, free=frozenset({later(4)}))

    put_off = digest_put_off(Preference(), ill, on(later(4)))

    assert put_off == on(later(7))
    assert after_this_one(Preference(), ill, put_off) == on(later(11))


def test_who_is_away_for_long_is_looked_at_again() -> None:
    away = working(free=frozenset())

    assert next_digest_at(Preference(), away, on(MONDAY)) == on(away.last)


def test_the_clock_changes_and_the_digest_keeps_its_time() -> None:
    # In the night of 25 October 2026 the clock goes back, in that of 28 March 2027 forward.
    weekend = Preference(digest_rhythm=DAILY, digest_at=time(2, 30))
    autumn, spring = date(2026, 10, 25), date(2027, 3, 28)
    seven = range(1, 8)

    def moment(day: date) -> datetime | None:
        hours = hours_between(day - timedelta(days=1), day + HORIZON, seven)
        return next_digest_at(weekend, hours, on(day - timedelta(days=1), 12))

    assert moment(autumn) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment(spring) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    before, after = date(2026, 10, 23), date(2026, 10, 30)
    assert next_digest_at(Preference(), hours_between(before, after, seven), on(before)) == on(after)


@settings(max_examples=150, deadline=None)
@given(
    rhythm=st.sampled_from([DAILY, WEEKLY]),
    weekday=st.integers(1, 7),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None)),
    week=st.sets(st.integers(1, 7), min_size=1),
    free=st.frozensets(st.integers(0, 30).map(later)),
    now=st.integers(0, 5 * 24 * 60).map(lambda minutes: on(MONDAY, 0) + timedelta(minutes=minutes)),
)
def test_it_is_always_later_and_always_on_a_workday(
    rhythm: str, weekday: int, at: time, week: set[int], free: frozenset[date], now: datetime
) -> None:
    preference = Preference(digest_rhythm=rhythm, digest_weekday=weekday, digest_at=at)
    hours = working(*week, free=free)

    moment = next_digest_at(preference, hours, now)

    assert moment is not None
    day = moment.astimezone(HERE).date()
    assert moment > now
    assert not hours.is_free(day) or day == hours.last
