"""Telling many: publishing costs what it costs with no follower, and each is told once, whoever dies."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import User
from content.models import ContentPage
from directory.models import Subject
from following.models import Follow
from following.sources import sources_for
from home.models import HomePage
from notices.followers import BATCH
from notices.models import Event, Notice, Preference
from tests.background.conftest import Worker, kill, queue, start_worker, until
from tests.factories.directory import SubjectFactory
from tests.factories.pages import NewsPageFactory
from tests.proofs import is_large

__all__ = ["queue", "start_worker"]

# One in so many wants mails of what they follow.
WANTS_MAIL = 10


def let_many_follow(subject: Subject, count: int) -> list[User]:
    """Return so many accounts that follow `subject`."""
    users = User.objects.bulk_create(
        [User(username=f"volger{number}", email=f"volger{number}@a.example") for number in range(count)],
        batch_size=BATCH,
    )
    [source] = sources_for([("subject", subject.pk)])
    now = timezone.now()
    Follow.objects.bulk_create(
        [Follow(follower=user, source=source, followed_at=now) for user in users], batch_size=BATCH
    )
    Preference.objects.bulk_create(
        [Preference(user=user, mail_level=Preference.Level.FOLLOWED) for user in users[::WANTS_MAIL]],
        batch_size=BATCH,
    )
    return users


def publish_about(subject: Subject) -> tuple[ContentPage, int]:
    """Return a news item that was published about `subject`, and how many queries that took."""
    page = NewsPageFactory(live=False, published_on=timezone.localdate())
    page.subjects.add(subject)
    revision = page.save_revision()
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        revision.publish()
    return page, len(queries)


def event_of(page: ContentPage) -> Event:
    return Event.objects.get(thing__kind="news", thing__object_id=page.pk)


def told_of(page: ContentPage) -> int:
    return Notice.objects.filter(event__page=page.pk).count()


def memory_of(worker: Worker, line: str) -> int:
    """Return a figure of the memory of a process in megabytes."""
    status = Path(f"/proc/{worker.pid}/status").read_text()
    found = re.search(rf"{line}:\s+(\d+) kB", status)
    assert found
    return int(found[1]) // 1024


@pytest.mark.proof("fanout")
@pytest.mark.django_db(transaction=True)
def test_each_follower_is_told_once_though_the_worker_is_killed(
    home: HomePage, start_worker: Callable[..., Worker]
) -> None:
    count = 50_000 if is_large("fanout") else BATCH + 500
    quiet, loud = SubjectFactory(), SubjectFactory()
    _warm, _queries = publish_about(quiet)
    _unheard, cost_of_none = publish_about(quiet)
    followers = let_many_follow(loud, count)

    page, cost_of_many = publish_about(loud)
    assert cost_of_many == cost_of_none
    with transaction.atomic():
        # Until this row is gone the worker waits in the batch that holds its twin, and dies there.
        Notice.objects.create(
            event=event_of(page), receiver=followers[-1], reason="follows", made_at=timezone.now()
        )
        doomed = start_worker()
        until(lambda: told_of(page) > BATCH, seconds=120)
        doomed.kill()
        doomed.wait()
        transaction.set_rollback(True)
    kill(doomed)
    assert event_of(page).passed_on_at is None
    assert BATCH <= told_of(page) < count
    worker = start_worker()
    until(lambda: event_of(page).passed_on_at, seconds=120)

    told = Notice.objects.filter(event__page=page.pk)
    assert told.count() == count
    assert told.filter(mail="").count() == count - len(followers[::WANTS_MAIL])
    _report(loud, worker, count, cost_of_many)


def _report(subject: Subject, worker: Worker, count: int, queries: int) -> None:
    """Print what telling all of them once more takes, with a worker that has nothing else to do."""
    if not is_large("fanout"):
        return
    idle = memory_of(worker, "VmRSS")
    begin = time.monotonic()
    page, _queries = publish_about(subject)
    until(lambda: event_of(page).passed_on_at, seconds=300)
    seconds = time.monotonic() - begin
    print(  # the figures that were asked for
        f"\n{count} followers: publishing {queries} queries, as with none; "
        f"{told_of(page)} notices in {seconds:.1f} s, "
        f"memory of the worker {idle} MB before, {memory_of(worker, 'VmHWM')} MB at most"
    )
