"""Several workers mail at once, and one is killed in the middle: nobody gets a mail twice."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import time

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from access.models import User
from notices.mailing import mail_due
from notices.models import Notice, Preference
from tests.background.conftest import Worker, kill, queue, start_worker, until
from tests.factories.dialogue import colleague, comment_on
from tests.factories.notices import tell_of
from tests.factories.pages import NewsPageFactory
from tests.laid_out import home_of
from tests.notices.post_office import PostOffice

__all__ = ["queue", "start_worker"]

Mail = Notice.Mail
RECEIVERS = 6


@pytest.fixture
def receivers(transactional_db: None) -> list[User]:
    """People to whom a mail is due, at any hour of any day."""
    home_of()
    found = []
    for number in range(RECEIVERS):
        keeper = colleague(f"Noor Wit {number}")
        Preference.objects.create(
            user=keeper, quiet_from=time(0), quiet_until=time(0), is_quiet_when_free=False
        )
        tell_of(comment_on(NewsPageFactory(keeper=keeper.person)))
        found.append(keeper)
    Notice.objects.filter(mail=Mail.WAITING).update(mail_due_at=timezone.now())
    return found


def test_workers_that_mail_at_the_same_moment_serve_each_person_once(
    office: PostOffice, receivers: list[User]
) -> None:
    def work() -> None:
        mail_due(timezone.now())
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Counter(mail["To"] for mail in office.received) == Counter(user.email for user in receivers)
    assert set(Notice.objects.values_list("mail", flat=True)) == {Mail.SENT}


def test_a_worker_that_is_killed_in_the_middle_of_a_mail_costs_that_one_alone(
    office: PostOffice, receivers: list[User], start_worker: Callable[..., Worker]
) -> None:
    address = f"smtp://{django_settings.EMAIL_HOST}:{django_settings.EMAIL_PORT}"
    office.hangs = True
    worker = start_worker(EMAIL_URL=address)
    until(lambda: Notice.objects.filter(mail=Mail.MARKED).exists())
    kill(worker)

    office.hangs = False
    start_worker(EMAIL_URL=address)
    until(lambda: Notice.objects.filter(mail=Mail.SENT).count() == RECEIVERS - 1)

    in_hand = Notice.objects.get(mail=Mail.MARKED)
    arrived = Counter(mail["To"] for mail in office.received)
    assert arrived == Counter(user.email for user in receivers if user.pk != in_hand.receiver_id)
