"""Whatever happens to a mail server, a worker or a person: a digest leaves once, and nothing is lost."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from access.models import User
from directory.models import Absence, ClosingDay
from notices.digests import handing_out, sending
from notices.digests.contents import Contents, digest_of
from notices.digests.handing_out import LEASE, hand_out_digests, take_due
from notices.digests.sending import TRIED_AGAIN_AFTER, send_digests
from notices.models import Event, Mute, Notice, Preference
from tests.factories.accounts import UserFactory
from tests.factories.digests import (
    FRIDAY,
    NEXT_FRIDAY,
    appear,
    next_of,
    notice,
    states_of,
)
from tests.factories.directory import PersonFactory
from tests.notices.post_office import PostOffice, free_port, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("leaflets")]

SOON = FRIDAY + TRIED_AGAIN_AFTER
MONDAY = FRIDAY + timedelta(days=3)
Mail = Notice.Mail


def somebody(name: str = "noor") -> User:
    """Someone to whom Friday's digest has something to tell."""
    user: User = UserFactory(email=f"{name}@lindewaard.example", language="nl")
    Preference.objects.create(user=user, next_digest_at=FRIDAY)
    notice(user, mail=Mail.LEFT)
    return user


@pytest.fixture
def noor(home: object) -> User:
    return somebody()


def is_told(user: User) -> bool:
    return Notice.objects.filter(receiver=user).exclude(digest=None).exists()


def test_it_arrives_as_text_and_as_a_page_with_a_link_that_stops_it(
    office: PostOffice, noor: User, client: Client
) -> None:
    send_digests([noor.pk], now=FRIDAY)

    [mail] = office.received
    stop = str(mail["List-Unsubscribe"]).strip(" <>")
    assert stop in words_of(mail)
    assert stop in words_of(mail, "html")
    answer = client.post(urlsplit(stop).path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Preference.objects.get(user=noor).digest_rhythm == Preference.Rhythm.NEVER


def test_what_is_told_can_be_muted_from_the_mail(office: PostOffice, noor: User, client: Client) -> None:
    notice(noor, kind=Event.Kind.PUBLISHED, thing=appear(1), reason="everything", mail=Mail.LEFT)
    send_digests([noor.pk], now=FRIDAY)

    [mail] = office.received
    [line] = [line for line in words_of(mail).splitlines() if line.startswith("Demp")]
    client.post(urlsplit(line.split(": ")[-1]).path)

    assert Mute.objects.get(owner=noor).kind == Event.Kind.PUBLISHED


def test_while_the_mail_server_is_away_nothing_is_marked(
    office: PostOffice, settings: Settings, noor: User
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    send_digests([noor.pk], now=FRIDAY)
    assert (states_of(noor), next_of(noor), is_told(noor)) == ([], SOON, False)

    settings.EMAIL_PORT = port
    send_digests([noor.pk], now=SOON)

    assert (states_of(noor), next_of(noor), is_told(noor)) == (["sent"], NEXT_FRIDAY, True)
    assert len(office.received) == 1


def test_a_server_that_is_still_away_in_the_evening_is_tried_on_the_next_workday(
    settings: Settings, office: PostOffice, noor: User
) -> None:
    settings.EMAIL_PORT = free_port()

    send_digests([noor.pk], now=FRIDAY + timedelta(hours=8, minutes=25))

    assert next_of(noor) == MONDAY


def test_what_a_silent_server_swallowed_stands_in_the_next_digest(office: PostOffice, noor: User) -> None:
    other = somebody("mila")
    office.hangs = True
    send_digests([noor.pk, other.pk], now=FRIDAY)
    assert (states_of(noor), is_told(noor)) == (["lost"], False)
    assert (states_of(other), next_of(other)) == ([], SOON)

    office.hangs = False
    send_digests([other.pk], now=SOON)
    send_digests([noor.pk], now=NEXT_FRIDAY)

    assert [mail["To"] for mail in office.received] == [other.email, noor.email]
    assert is_told(noor)


def test_a_server_that_asks_for_patience_gets_it(office: PostOffice, noor: User) -> None:
    office.answers[noor.email] = "451 Try later"
    send_digests([noor.pk], now=FRIDAY)
    assert (states_of(noor), next_of(noor), is_told(noor)) == ([], SOON, False)

    office.answers.clear()
    send_digests([noor.pk], now=SOON)

    assert states_of(noor) == ["sent"]
    assert len(office.received) == 1


def test_an_address_that_nobody_has_gets_no_more_digests(office: PostOffice, noor: User) -> None:
    office.answers[noor.email] = "550 Nobody"
    send_digests([noor.pk], now=FRIDAY)
    office.answers.clear()

    send_digests([noor.pk], now=NEXT_FRIDAY)

    assert office.received == []
    assert states_of(noor) == ["lost"]
    assert Preference.objects.get(user=noor).refused_address == noor.email


def test_a_worker_that_dies_in_the_middle_sends_nothing_twice_and_holds_up_nobody(
    office: PostOffice, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = somebody("mila")
    with monkeypatch.context() as patch:
        patch.setattr(sending, "send_marked", lambda *args, **kwargs: exit())
        with pytest.raises(SystemExit):
            send_digests([noor.pk, other.pk], now=FRIDAY)

    send_digests([noor.pk, other.pk], now=SOON)
    assert [mail["To"] for mail in office.received] == [other.email]

    send_digests([noor.pk], now=NEXT_FRIDAY)
    assert [mail["To"] for mail in office.received] == [other.email, noor.email]
    assert states_of(noor) == ["lost", "sent"]


def test_a_digest_that_cannot_be_made_is_tried_again_and_holds_up_nobody(
    office: PostOffice, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = somebody("mila")
    taken = take_due(FRIDAY)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "digest_of", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send_digests(taken, now=FRIDAY)

    assert (states_of(noor), next_of(noor)) == ([], FRIDAY + LEASE)
    assert (states_of(other), next_of(other)) == ([], SOON)


def test_the_second_of_two_workers_sends_nothing(
    office: PostOffice, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made_while_another_sends(receiver: User, *, since: datetime, until: datetime) -> Contents:
        monkeypatch.undo()
        send_digests([noor.pk], now=FRIDAY)
        return digest_of(receiver, since=since, until=until)

    monkeypatch.setattr(sending, "digest_of", made_while_another_sends)

    send_digests([noor.pk], now=FRIDAY)

    assert len(office.received) == 1
    assert states_of(noor) == ["sent"]


@pytest.mark.parametrize(
    "change",
    [
        lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
        lambda user: User.objects.filter(pk=user.pk).update(email=""),
        lambda user: Preference.objects.filter(pk=user.pk).update(digest_rhythm=Preference.Rhythm.NEVER),
    ],
    ids=["left", "no-address", "stopped"],
)
def test_who_may_be_mailed_no_longer_is_not(
    office: PostOffice, noor: User, change: Callable[[User], object]
) -> None:
    change(noor)

    send_digests([noor.pk], now=FRIDAY)

    assert office.received == []
    assert states_of(noor) == []
    assert next_of(noor) != FRIDAY


def test_a_day_off_that_nobody_foresaw_puts_it_off(office: PostOffice, noor: User) -> None:
    ill = PersonFactory(user=noor)
    Absence.objects.create(person=ill, starts_on=date(2026, 11, 27), ends_on=date(2026, 11, 27))

    send_digests([noor.pk], now=FRIDAY)

    assert (office.received, states_of(noor), next_of(noor)) == ([], [], MONDAY)


def test_nobody_gets_a_digest_on_a_closing_day(office: PostOffice, noor: User) -> None:
    ClosingDay.objects.create(on=date(2026, 11, 27), name="Brugdag")

    send_digests([noor.pk], now=FRIDAY)

    assert (office.received, next_of(noor)) == ([], MONDAY)


def test_due_people_are_handed_out_once_in_batches() -> None:
    for number in range(5):
        somebody(f"colleague{number}")
    late = somebody("late")
    Preference.objects.filter(user=late).update(next_digest_at=FRIDAY - timedelta(minutes=1))
    Preference.objects.filter(user=somebody("later")).update(next_digest_at=SOON)

    first, second, third = (take_due(FRIDAY, size=4) for _turn in range(3))

    assert first[0] == late.pk
    assert (len(first), len(second), len(third)) == (4, 2, 0)
    assert len(take_due(FRIDAY + LEASE)) == 7


def test_a_worker_gets_each_batch_as_a_task(
    office: PostOffice, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_out, "BATCH", 1)
    monkeypatch.setattr(timezone, "now", lambda: FRIDAY)
    somebody("mila")

    assert hand_out_digests(FRIDAY) == 2
    assert len(office.received) == 2
