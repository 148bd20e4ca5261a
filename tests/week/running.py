"""Lets a week go by, hour after hour, in a synthetic organisation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection

from background import due
from directory.models import ClosingDay
from home.models import HomePage
from home.organisation.making import make_organisation
from home.organisation.plan import Plan, Size
from notices.models import Event
from tests.week.clock import Clock
from tests.week.post_office import PostOffice, WorkerKilled, open_office
from tests.week.script import Happening, Script
from tests.week.staff import UNKNOWN_ADDRESS, Colleague, hire
from tests.week.worker import Worker

# A Thursday: on the Sunday the clock goes back, and on the Tuesday the organisation is closed.
FIRST_DAY, CLOSED_ON, DAYS = date(2026, 10, 22), date(2026, 10, 27), 7
AWAY_ON, AWAY_AT = date(2026, 10, 26), time(10, 30)
ROOMS = ("following", "notices")


@dataclass(frozen=True)
class Scale:
    """How much happens in the week."""

    people: int
    news: int
    posts: int
    comments: int
    announcements: int
    mutes: int
    visits: int
    leavers: int
    # From one turn of the clock to the next.
    step: timedelta


@dataclass
class Week:
    """What is left of it to look at."""

    staff: dict[int, Colleague]
    happened: list[Happening]
    office: PostOffice
    worker: Worker
    end: datetime


class Killer:
    """Kills the worker in the middle of telling people, once it is told to."""

    def __init__(self) -> None:
        self.is_armed = False

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with connection.execute_wrapper(self._strike):
            yield

    def _strike(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:  # Any: handed on as it is
        done = execute(sql, *rest)
        if self.is_armed and sql.startswith('INSERT INTO "notices_notice"'):
            self.is_armed = False
            raise WorkerKilled
        return done


def live_through(scale: Scale, home: HomePage, monkeypatch: pytest.MonkeyPatch, seed: int = 11) -> Week:
    """Let the week go by and return what is left of it."""
    random = Random(seed)
    begin = _local(FIRST_DAY, time(0))
    clock = Clock(monkeypatch, begin)
    # What was made before the week begins is news to nobody: also not to whoever looks back on its first day.
    make_organisation(Plan(Size(scale.people), seed, begin - timedelta(days=1)), home, lambda stage: None)
    Event.objects.all().delete()
    ClosingDay.objects.create(on=CLOSED_ON, name="Brugdag")
    circle = Group.objects.create(name="Kring")
    staff = hire(circle, CLOSED_ON, random)
    script = Script(home, staff, circle, random)
    office, worker, killer = open_office(), Worker(), Killer()
    office.away = (_local(AWAY_ON, AWAY_AT), _local(AWAY_ON, AWAY_AT) + timedelta(hours=1))
    office.drops_each = max(20, scale.people // 50)
    addresses = [one.address for one in staff.values()]
    office.unknown = set(random.sample(addresses, k=max(2, len(addresses) // UNKNOWN_ADDRESS)))
    # The other rooms have nothing to do that anybody is told of.
    jobs = {name: job for name, job in due._jobs.items() if job.run.__module__.startswith(ROOMS)}
    monkeypatch.setattr(due, "_jobs", jobs)
    end = _local(FIRST_DAY + timedelta(days=DAYS), time(0))
    with killer.at_work():
        for moment, happen in _agenda(scale, script, random, begin, end, office, killer, worker):
            clock.now = moment
            happen(moment)
            worker.work(moment)
    return Week(staff, script.happened, office, worker, end)


def _agenda(
    scale: Scale,
    script: Script,
    random: Random,
    begin: datetime,
    end: datetime,
    office: PostOffice,
    killer: Killer,
    worker: Worker,
) -> list[tuple[datetime, Callable[[datetime], None]]]:
    """Return what happens when, in the order of the clock."""

    def kill_at_mail(now: datetime) -> None:
        office.kills_next = True

    def kill_at_telling(now: datetime) -> None:
        killer.is_armed = True

    counts: list[tuple[Callable[[datetime], None], int]] = [
        (script.publish_news, scale.news),
        (script.publish_post, scale.posts),
        (script.comment, scale.comments),
        (script.announce, scale.announcements),
        (script.mute_something, scale.mutes),
        (script.visit, scale.visits),
        (script.leave, scale.leavers),
        (script.leave_the_circle, scale.leavers),
        (kill_at_mail, 3),
        (kill_at_telling, 3),
    ]
    planned = [(_moment(random), happen) for happen, count in counts for _number in range(count)]
    turns = [(begin + scale.step * number, worker.turn) for number in range(int((end - begin) / scale.step))]
    return sorted([*planned, *turns], key=lambda each: each[0])


def _moment(random: Random) -> datetime:
    """Return a moment of the week: most by day, some in an evening or early, few in the weekend."""
    days = [FIRST_DAY + timedelta(days=number) for number in range(DAYS)]
    day = random.choices(days, weights=[1 if day.isoweekday() > 5 else 6 for day in days])[0]
    hour = random.randint(8, 17) if random.random() < 0.85 else random.randint(0, 23)
    return _local(day, time(hour, random.randint(0, 59)))


def _local(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
