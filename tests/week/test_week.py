"""A week of an organisation, with a clock of its own: who is told of what, when and why."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import Settings

from home.models import HomePage
from tests.proofs import is_large
from tests.week.onlooker import Onlooker, all_told, table
from tests.week.running import Scale, Week, live_through
from tests.week.script import SECRET

LARGE = Scale(
    people=5_000,
    news=6,
    posts=4,
    comments=200,
    announcements=1,
    mutes=400,
    visits=1_500,
    leavers=25,
    step=timedelta(minutes=30),
)
SMALL = Scale(
    people=40,
    news=5,
    posts=4,
    comments=24,
    announcements=3,
    mutes=6,
    visits=12,
    leavers=1,
    step=timedelta(hours=2),
)


@pytest.fixture
def queue(settings: Settings) -> None:
    """The queue of the product, and a post office instead of a mail server."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    settings.EMAIL_BACKEND = "tests.week.post_office.Backend"


@pytest.mark.proof("week")
@pytest.mark.django_db(transaction=True)
def test_everyone_is_told_what_they_chose_and_nothing_else(
    home: HomePage, queue: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    week = live_through(LARGE if is_large("week") else SMALL, home, monkeypatch)

    onlooker = Onlooker(week.staff, week.happened, week.office, week.end, all_told())
    faults = onlooker.faults()
    with capsys.disabled():
        print(
            "\n" + figures_of(week, onlooker) + "\n" + table((what, len(of)) for what, of in faults.items())
        )
    assert {what: of[:5] for what, of in faults.items() if of} == {}
    assert onlooker.mails
    assert onlooker.digests
    assert unnoticed(onlooker) == []
    # Nothing of what went wrong was left out.
    assert (
        min(week.office.turned_away, len(week.office.refusals), week.worker.kills, week.worker.taken_up) > 0
    )


def figures_of(week: Week, onlooker: Onlooker) -> str:
    """Return the week in figures."""
    reasons = Counter(notice.reason for notice in onlooker.notices)
    mails = Counter(notice.mail or "not by mail" for notice in onlooker.notices)
    most = max(onlooker.per_day().values(), default=0)
    return table(
        [
            ("people", len(week.staff)),
            *Counter(happening.kind for happening in week.happened).items(),
            ("notices", len(onlooker.notices)),
            *((f"  because: {reason}", count) for reason, count in reasons.most_common()),
            *((f"  mail: {state}", count) for state, count in mails.most_common()),
            ("mails outside the digest", len(onlooker.mails)),
            ("most of these for one person on one day", most),
            ("digests", len(onlooker.digests)),
            ("mails that the server turned away", week.office.turned_away),
            ("addresses that it refused for good", len(week.office.refusals)),
            ("workers killed", week.worker.kills),
            ("tasks taken up by another", week.worker.taken_up),
        ]
    )


def unnoticed(onlooker: Onlooker) -> list[str]:
    """Return which faults the onlooker would not see if they were there."""
    mail = next(mail for mail in onlooker.mails if SECRET not in mail.text)
    letters, notices = onlooker.office.letters, onlooker.notices
    followed = [notice for notice in notices if notice.reason == "follows" and notice.kind == "published"]
    told, several = followed[0], {notice.pk for notice in followed[:50]}
    rest = [notice for notice in notices if notice is not told]
    outsider = next(one for one in onlooker.staff.values() if not one.is_in_the_circle)
    by_night = [replace(each, arrived_at=each.arrived_at.replace(hour=1)) for each in letters]
    planted = {
        "too_often": onlooker.seeing(letters=[*letters, *[mail] * 20]),
        "in_quiet": onlooker.seeing(letters=by_night),
        "without_reason": onlooker.seeing(notices=[*rest, replace(told, reason="named")]),
        # Several: of some it is in doubt whether they had to be told, as they chose anew at that time.
        "not_told": onlooker.seeing(notices=[each for each in notices if each.pk not in several]),
        "twice": onlooker.seeing(letters=[*letters, mail]),
        "unlike_stored": onlooker.seeing(letters=[each for each in letters if each is not mail]),
        "lost": onlooker.seeing(notices=[*rest, replace(told, mail="marked")]),
        "leaked": onlooker.seeing(letters=[*letters, replace(mail, to=outsider.address, text=SECRET)]),
    }
    return [name for name, other in planted.items() if not any(getattr(other, name)())]
