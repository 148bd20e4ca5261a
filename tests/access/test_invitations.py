"""Inviting someone to sign in."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from access.accounts import AddressTaken, open_account
from access.invitations import (
    LIFETIME,
    AlreadyComesIn,
    ClosedAccount,
    ExpiredLink,
    ForgedLink,
    NoAddress,
    NoLongerOpen,
    UsedLink,
    WithdrawnLink,
    accept,
    find_by_link,
    invite,
    link_of,
    mail_invitation,
    resend,
    withdraw,
)
from access.models import AuditEntry, Invitation, User
from directory.invitations import AccountOfAnother, HasLeft, NoMailAddress, invite_person
from home.models import HomePage
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "lindebloesem in juni"


@pytest.fixture
def administrator(home: HomePage) -> User:
    return UserFactory(username="ada", first_name="Ada", last_name="Baas", is_superuser=True)


def token_of(invitation: Invitation) -> str:
    return link_of(invitation).rstrip("/").rpartition("/")[2]


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/invitation/\S+)", str(message.body))
    assert found
    return found[1]


def send(
    actor: User | None, user: User, commits: DjangoCaptureOnCommitCallbacks, now: datetime = NOW
) -> Invitation:
    with commits(execute=True):
        return invite(actor=actor, user=user, now=now)


def test_who_is_invited_chooses_a_password_and_is_in(
    client: Client,
    administrator: User,
    invited: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    send(administrator, invited, django_capture_on_commit_callbacks, timezone.now())
    link = link_in(mail.outbox[0])
    assert "sam" in client.get(link, headers={"Accept-Language": "nl"}).text

    answer = client.post(link, {"new_password": PASSWORD}, follow=True)

    assert answer.request["PATH_INFO"] == "/"
    assert client.session["_auth_user_id"] == str(invited.pk)
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)
    written = AuditEntry.objects.filter(thing_id=str(invited.key)).order_by("pk")
    assert [entry.action for entry in written][:3] == [
        "invitation.sent",
        "invitation.accepted",
        "session.started",
    ]
    assert written[0].actor_key == administrator.key


def test_the_mail_names_who_invites_and_until_when(
    administrator: User, invited: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    send(administrator, invited, django_capture_on_commit_callbacks)

    body = str(mail.outbox[0].body)
    assert mail.outbox[0].to == ["sam@lindewaard.example"]
    assert "Ada Baas nodigt je uit op Brink" in body
    assert "tot 7 december 2026, 10.00" in body


def test_only_an_administrator_invites_resends_and_withdraws(administrator: User, invited: User) -> None:
    invitation = invite(actor=administrator, user=invited, now=NOW)
    editor = UserFactory()

    with pytest.raises(PermissionDenied):
        invite(actor=editor, user=invited, now=NOW)
    with pytest.raises(PermissionDenied):
        resend(actor=editor, invitation=invitation, now=NOW)
    with pytest.raises(PermissionDenied):
        withdraw(actor=editor, invitation=invitation, now=NOW)
    with pytest.raises(PermissionDenied):
        open_account(actor=editor, email="new@lindewaard.example", full_name="Nieuw", now=NOW)


def test_brink_itself_invites_after_an_import(invited: User) -> None:
    assert invite(actor=None, user=invited, now=NOW).invited_by is None


def test_whom_an_invitation_is_not_for_is_refused_with_what_to_do(administrator: User) -> None:
    cases = [
        (UserFactory(), AlreadyComesIn),
        (UserFactory(email="", password=None), NoAddress),
        (UserFactory(is_active=False, password=None), ClosedAccount),
    ]

    for user, refusal in cases:
        with pytest.raises(refusal):
            invite(actor=administrator, user=user, now=NOW)
    assert not Invitation.objects.exists()


def test_inviting_twice_sends_again_and_makes_the_first_link_void(administrator: User, invited: User) -> None:
    first = token_of(invite(actor=administrator, user=invited, now=NOW))

    second = invite(actor=administrator, user=invited, now=NOW + timedelta(days=1))

    assert Invitation.objects.count() == 1
    assert find_by_link(token_of(second), now=NOW) == second
    with pytest.raises(ExpiredLink):
        find_by_link(first, now=NOW)


@pytest.mark.any_database
def test_an_account_has_one_open_invitation_and_an_invitation_one_end(invited: User) -> None:
    fields = {"user": invited, "invited_at": NOW, "expires_at": NOW}
    Invitation.objects.create(**fields)

    with pytest.raises(IntegrityError, match=r"open_invitation|user_id"), transaction.atomic():
        Invitation.objects.create(**fields)
    with pytest.raises(IntegrityError, match="invitation_has_one_end"), transaction.atomic():
        Invitation.objects.create(**fields, accepted_at=NOW, withdrawn_at=NOW)


def test_a_link_works_until_it_runs_out_is_used_or_withdrawn(administrator: User, invited: User) -> None:
    invitation = invite(actor=administrator, user=invited, now=NOW)
    token = token_of(invitation)

    with pytest.raises(ExpiredLink):
        find_by_link(token, now=NOW + LIFETIME)
    withdraw(actor=administrator, invitation=invitation, now=NOW)
    with pytest.raises(WithdrawnLink):
        find_by_link(token, now=NOW)
    with pytest.raises(NoLongerOpen):
        resend(actor=administrator, invitation=invitation, now=NOW)

    anew = token_of(invite(actor=administrator, user=invited, now=NOW))
    accept(token=anew, password=PASSWORD, now=NOW)
    with pytest.raises(UsedLink):
        accept(token=anew, password=PASSWORD, now=NOW)


def test_a_closed_account_is_not_entered_by_its_invitation(administrator: User, invited: User) -> None:
    token = token_of(invite(actor=administrator, user=invited, now=NOW))
    invited.is_active = False
    invited.save()

    with pytest.raises(WithdrawnLink):
        accept(token=token, password=PASSWORD, now=NOW)


@pytest.mark.parametrize("change", [("1", "2"), ("-", ""), ("~", ":"), ("~", "~x"), ("-1", "-2")])
def test_a_link_that_was_changed_is_forged(
    administrator: User, invited: User, change: tuple[str, str]
) -> None:
    token = token_of(invite(actor=administrator, user=invited, now=NOW))

    with pytest.raises(ForgedLink):
        find_by_link(token.replace(*change), now=NOW)


def test_a_password_that_is_too_easy_leaves_the_invitation_open(administrator: User, invited: User) -> None:
    token = token_of(invite(actor=administrator, user=invited, now=NOW))

    with pytest.raises(ValidationError):
        accept(token=token, password="12345678", now=NOW)

    assert find_by_link(token, now=NOW).is_open
    invited.refresh_from_db()
    assert not invited.has_usable_password()


@pytest.mark.parametrize("password", ["", "short", "sam@lindewaard.example", "x" * 100_000])
def test_the_screen_tells_at_the_field_what_is_wrong_with_a_password(
    client: Client, administrator: User, invited: User, password: str
) -> None:
    address = f"/invitation/{token_of(invite(actor=administrator, user=invited, now=timezone.now()))}/"

    answer = client.post(address, {"new_password": password})

    assert answer.status_code == 422
    assert 'id="id_new_password_error"' in answer.text


def test_each_dead_link_gets_a_screen_that_says_what_to_do(
    client: Client, administrator: User, invited: User
) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    old = invite(actor=administrator, user=invited, now=NOW - LIFETIME - timedelta(days=400))
    expired = client.get(f"/invitation/{token_of(old)}/")
    withdraw(actor=administrator, invitation=old, now=NOW)
    withdrawn = client.get(f"/invitation/{token_of(old)}/")
    new = invite(actor=administrator, user=invited, now=timezone.now())
    accept(token=token_of(new), password=PASSWORD, now=timezone.now())
    used = client.post(f"/invitation/{token_of(new)}/", {"new_password": PASSWORD})
    forged = client.get("/invitation/1-1~forged/")

    told = [(answer.status_code, answer.text) for answer in (expired, withdrawn, used, forged)]
    words = ["veertien dagen", "Is dat een vergissing?", "Wachtwoord vergeten?", "Deze link is niet van ons"]
    assert [status for status, _text in told] == [410, 410, 410, 403]
    assert all(word in text for word, (_status, text) in zip(words, told, strict=True))
    assert all(text.count("<h1") == 1 for _status, text in told)
    assert "_auth_user_id" not in client.session


def test_looking_at_a_link_uses_nothing_up(client: Client, administrator: User, invited: User) -> None:
    address = f"/invitation/{token_of(invite(actor=administrator, user=invited, now=timezone.now()))}/"

    for _ in range(3):
        assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200


def test_a_mail_goes_out_once_however_often_its_task_runs(administrator: User, invited: User) -> None:
    invitation = invite(actor=administrator, user=invited, now=NOW)

    for _ in range(2):
        mail_invitation.call(invitation.pk, 1)

    assert len(mail.outbox) == 1


def test_a_mail_that_waited_too_long_is_not_sent(administrator: User, invited: User) -> None:
    invitation = invite(actor=administrator, user=invited, now=NOW)
    resend(actor=administrator, invitation=invitation, now=NOW)
    mail_invitation.call(invitation.pk, 1)
    withdraw(actor=administrator, invitation=invitation, now=NOW)
    mail_invitation.call(invitation.pk, 2)
    mail_invitation.call(99_999, 1)

    assert mail.outbox == []


def test_a_colleague_without_an_account_gets_one_with_the_invitation(administrator: User) -> None:
    person = PersonFactory(name="Yara Bos", email="y.bos@lindewaard.example", user=None)

    invitation = invite_person(actor=administrator, person=person, now=NOW)

    person.refresh_from_db()
    assert person.user == invitation.user
    assert invitation.user.username == "y-bos"
    assert invitation.user.get_full_name() == "Yara Bos"
    assert not invitation.user.has_usable_password()


def test_a_colleague_who_cannot_be_invited_is_refused_and_gets_no_account(administrator: User) -> None:
    UserFactory(username="other", email="taken@lindewaard.example")
    cases = [
        (PersonFactory(email="", user=None), NoMailAddress),
        (PersonFactory(email="gone@lindewaard.example", user=None, left_on=NOW.date()), HasLeft),
        (PersonFactory(email="Taken@lindewaard.example", user=None), AccountOfAnother),
    ]
    before = User.objects.count()

    for person, refusal in cases:
        with pytest.raises(refusal):
            invite_person(actor=administrator, person=person, now=NOW)

    assert User.objects.count() == before


def test_accounts_with_the_same_beginning_get_names_of_their_own(administrator: User) -> None:
    names = [
        open_account(actor=administrator, email=email, full_name="", now=NOW).username
        for email in ("jan.jansen@a.example", "jan.jansen@b.example", "Jan-Jansen@c.example", "…@d.example")
    ]

    assert names == ["jan-jansen", "jan-jansen2", "jan-jansen3", "colleague"]
    with pytest.raises(AddressTaken):
        open_account(actor=administrator, email="JAN.JANSEN@a.example", full_name="", now=NOW)
