"""Mails go to a real mail server, whatever it does to them."""

from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from access.models import User
from notices.models import Preference
from notices.sending import MailServerAway, Outcome, is_refused, mail_server, send_marked
from tests.factories.accounts import UserFactory
from tests.notices.post_office import PostOffice, free_port, words_of

pytestmark = [pytest.mark.django_db]

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.fixture
def noor() -> User:
    user: User = UserFactory(email="noor@lindewaard.example")
    return user


def send(user: User, text: str = "Dag Noor") -> Outcome:
    with mail_server() as server:
        return send_marked(server, EmailMessage("Reactie", text, to=[user.email]), user=user, now=NOW)


def test_what_is_sent_arrives_once(office: PostOffice, noor: User) -> None:
    assert send(noor) is Outcome.SENT
    assert [words_of(mail).strip() for mail in office.received] == ["Dag Noor"]


def test_nothing_begins_while_nobody_listens(settings: Settings, office: PostOffice, noor: User) -> None:
    settings.EMAIL_PORT = free_port()

    with pytest.raises(MailServerAway):
        send(noor)


@pytest.mark.parametrize("fault", ["hangs", "hangs_up"])
def test_a_server_that_falls_silent_in_the_middle_may_have_the_mail(
    office: PostOffice, noor: User, fault: str
) -> None:
    setattr(office, fault, True)

    with mail_server() as server:
        outcome = send_marked(server, EmailMessage("Reactie", to=[noor.email]), user=noor, now=NOW)

    assert outcome is Outcome.LOST
    assert server.is_away


@pytest.mark.parametrize(
    ("to_address", "to_mail", "outcome"),
    [
        ("250 Known", "554 Not that", Outcome.LOST),
        ("250 Known", "451 Full, try later", Outcome.LATER),
        ("450 Who are you? Try later", "250 Kept", Outcome.LATER),
        ("421 Closing", "250 Kept", Outcome.LATER),
        ("550 Nobody here", "250 Kept", Outcome.REFUSED),
    ],
)
def test_a_mail_that_is_refused_is_offered_again_only_where_that_is_asked(
    office: PostOffice, noor: User, to_address: str, to_mail: str, outcome: Outcome
) -> None:
    office.answers[noor.email], office.answer_to_mail = to_address, to_mail

    assert send(noor) is outcome
    assert office.received == []


def test_an_address_that_is_refused_for_good_is_kept(office: PostOffice, noor: User) -> None:
    office.answers[noor.email] = "550 Nobody here"

    send(noor)

    preference = Preference.objects.get(user=noor)
    assert (preference.refused_address, preference.refused_at) == (noor.email, NOW)
    assert is_refused("Noor@Lindewaard.example", preference)
    assert not is_refused("new@lindewaard.example", preference)
    assert not is_refused("", Preference())


def test_one_address_that_is_refused_keeps_no_other_mail_back(office: PostOffice, noor: User) -> None:
    office.answers[noor.email] = "550 Nobody here"
    hugo = UserFactory()

    with mail_server() as server:
        outcomes = [
            send_marked(server, EmailMessage("Reactie", to=[user.email]), user=user, now=NOW)
            for user in (noor, hugo)
        ]

    assert outcomes == [Outcome.REFUSED, Outcome.SENT]
    assert len(office.for_address(hugo.email)) == 1
