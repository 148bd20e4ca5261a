"""How soon a group usually answers, and how often within its promise: of the group, never of a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.promises import HOURS_A_DAY
from groups.models import Group, Question
from groups.newest import newest_of_each

PERIOD = timedelta(days=90)
# Of fewer questions a figure says nothing, and would tell of one.
FEWEST = 10
# As many of the latest say how soon a busy group answers; what is read does not grow with its questions.
MOST_WEIGHED = 200
MINUTES_AN_HOUR = 60


@dataclass(frozen=True)
class UsualAnswer:
    """The latest answers of one group, of the last ninety days.

    Half of them came within `hours` working hours. Of the `count` questions that were answered, or that
    waited longer than was promised, `in_time_count` were answered within the promise.
    """

    hours: int
    in_time_count: int
    count: int

    @property
    def words(self) -> str:
        """The usual time in words: “usually within 4 working hours”."""
        days = ceil(self.hours / HOURS_A_DAY)
        if days > 2:
            return ngettext(
                "usually within %(days)d working day", "usually within %(days)d working days", days
            ) % {"days": days}
        return ngettext(
            "usually within %(hours)d working hour", "usually within %(hours)d working hours", self.hours
        ) % {"hours": self.hours}

    @property
    def share_words(self) -> str:
        """How often the promise was kept, in words."""
        return _("%(number)d of %(total)d in time") % {"number": self.in_time_count, "total": self.count}


def usual_answers(groups: Iterable[Group], now: datetime) -> dict[int, UsualAnswer]:
    """Return {group: its usual answer} of those with at least ten such questions; one query."""
    ended = Q(answered_at__isnull=False) | Q(due_at__lt=now)
    lately = Question.objects.filter(ended, asked_at__gt=now - PERIOD, stands=True)
    weighed = Group.objects.filter(pk__in=[group.pk for group in groups])
    rows = (
        newest_of_each(lately, weighed, "group", MOST_WEIGHED)
        .order_by()
        .values("group_id", "was_in_time", hour=F("answer_minutes") / MINUTES_AN_HOUR)
        .annotate(number=Count("pk"))
    )
    by_group = defaultdict(list)
    for row in rows:
        by_group[row["group_id"]].append((row["hour"], row["was_in_time"], row["number"]))
    found = {group_id: _usual(tally) for group_id, tally in by_group.items()}
    return {group_id: usual for group_id, usual in found.items() if usual is not None}


def _usual(tally: list[tuple[int | None, bool | None, int]]) -> UsualAnswer | None:
    count = sum(number for _hour, _in_time, number in tally)
    answered = sorted((hour, number) for hour, _in_time, number in tally if hour is not None)
    if count < FEWEST or not answered:
        return None
    half, so_far, median = sum(number for _hour, number in answered) / 2, 0, 0
    for hour, number in answered:
        so_far, median = so_far + number, hour
        if so_far >= half:
            break
    # The hour that had begun counts.
    return UsualAnswer(median + 1, sum(number for _hour, in_time, number in tally if in_time), count)
