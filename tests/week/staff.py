"""The people of the simulated week, as an onlooker knows them without asking Brink."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from django.contrib.auth.models import Group

from directory.models import Absence, Person, Workday
from following.models import Follow
from notices.models import Preference

Source = tuple[str, int]

# One in so many.
NEVER_CHOSE, IN_THE_CIRCLE, MUTES, UNKNOWN_ADDRESS = 3, 8, 6, 50

QUIET = [
    (time(17, 30), time(8, 0)),
    (time(22, 0), time(7, 0)),
    (time(12, 0), time(13, 30)),
    (time(9, 0), time(9, 0)),
]
LEVELS = ["nothing", "me", "followed", "everything"]


class Choices(NamedTuple):
    """What a person chose about notices."""

    site_level: str = "followed"
    mail_level: str = "me"
    budget: int = 3
    quiet_from: time = time(17, 30)
    quiet_until: time = time(8, 0)
    is_quiet_when_free: bool = True
    digest_rhythm: str = "weekly"
    digest_weekday: int = 5
    digest_at: time = time(9, 0)


@dataclass
class Colleague:
    """Someone of the simulated week."""

    user_id: int
    person_id: int
    slug: str
    address: str
    choices: Choices
    follows: set[Source] = field(default_factory=set)
    workdays: set[int] = field(default_factory=set)
    days_off: set[date] = field(default_factory=set)
    is_in_the_circle: bool = False
    # The moment from which something holds no more, or holds.
    out_of_the_circle_at: datetime | None = None
    left_at: datetime | None = None
    muted: dict[Source, datetime] = field(default_factory=dict)

    def works_on(self, day: date) -> bool:
        return day.isoweekday() in self.workdays and day not in self.days_off

    def is_in_the_circle_at(self, moment: datetime) -> bool:
        return self.is_in_the_circle and not _is_past(self.out_of_the_circle_at, moment)

    def works_here_at(self, moment: datetime) -> bool:
        return not _is_past(self.left_at, moment)

    def wants(self, level: str, *, mail_arrives: bool = True) -> bool:
        """Tell whether either way brings what this level holds."""
        ways = [self.choices.site_level, *([self.choices.mail_level] if mail_arrives else [])]
        return max(map(LEVELS.index, ways)) >= LEVELS.index(level)


def _is_past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def hire(circle: Group, closed_on: date, random: Random) -> dict[int, Colleague]:
    """Return {account: colleague} for everyone of the organisation, who choose what reaches them."""
    staff = {
        person.user_id: Colleague(
            user_id=person.user_id,
            person_id=person.pk,
            slug=person.slug,
            address=person.email,
            choices=_choices(random),
            days_off={closed_on},
            is_in_the_circle=random.randrange(IN_THE_CIRCLE) == 0,
        )
        for person in Person.objects.exclude(user=None).order_by("pk")
        if person.user_id is not None
    }
    Preference.objects.bulk_create(
        Preference(user_id=one.user_id, **one.choices._asdict())
        for one in staff.values()
        if one.choices != Choices()
    )
    circle.user_set.add(*(one.user_id for one in staff.values() if one.is_in_the_circle))
    _learn_weeks(staff)
    for user_id, kind, object_id in Follow.objects.values_list(
        "follower", "source__kind", "source__object_id"
    ):
        staff[user_id].follows.add((kind, object_id))
    return staff


def _choices(random: Random) -> Choices:
    if random.randrange(NEVER_CHOSE) == 0:
        return Choices()
    quiet_from, quiet_until = random.choice(QUIET)
    return Choices(
        site_level=random.choice(LEVELS[1:]),
        # Of those who want everything by mail there are few.
        mail_level=random.choices(LEVELS, weights=[2, 4, 3, 1])[0],
        budget=random.choice([0, 1, 2, 3, 5, 10]),
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        is_quiet_when_free=random.random() < 0.8,
        digest_rhythm=random.choice(["daily", "weekly", "weekly", "never"]),
        digest_weekday=random.randint(1, 5),
        digest_at=time(random.choice([8, 9, 13]), random.choice([0, 30])),
    )


def _learn_weeks(staff: dict[int, Colleague]) -> None:
    for user_id, weekday in Workday.objects.values_list("person__user", "weekday"):
        staff[user_id].workdays.add(weekday)
    for user_id, first, last in Absence.objects.values_list("person__user", "starts_on", "ends_on"):
        staff[user_id].days_off |= set(_days(first, last or first + timedelta(days=60)))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
