"""Invitations in the Wagtail admin."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from access.invitations import invite
from access.models import Invitation, Role, User
from access.roles import give_role
from home.models import HomePage
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory

pytestmark = pytest.mark.django_db

INDEX = "/admin/access/invitation/"


@pytest.fixture
def administrator(client: Client, home: HomePage, admin_user: User) -> Client:
    admin_user.language = "nl"
    admin_user.save()
    client.force_login(admin_user)
    return client


def test_who_is_no_administrator_finds_no_way_to_invite(
    client: Client, home: HomePage, invited: User
) -> None:
    invitation = invite(actor=None, user=invited, now=timezone.now())
    editor = UserFactory()
    give_role(editor, Role.EDITOR)
    client.force_login(editor)

    for address in (
        INDEX,
        f"{INDEX}create/",
        f"{INDEX}again/{invitation.pk}/",
        f"{INDEX}withdraw/{invitation.pk}/",
        f"/admin/invitations/account/{invited.pk}/",
        f"/admin/invitations/colleague/{PersonFactory().pk}/",
    ):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 403), address
            assert answer.headers.get("Location", "/admin/") == "/admin/"
    invitation.refresh_from_db()
    assert invitation.is_open
    assert invitation.sending_number == 1


def test_the_list_shows_who_has_not_come_in_yet(administrator: Client, invited: User) -> None:
    invite(actor=None, user=invited, now=timezone.now())
    done = invite(actor=None, user=UserFactory(username="klaar", password=None), now=timezone.now())
    done.accepted_at = timezone.now()
    done.save()

    screen = administrator.get(INDEX).text

    assert "sam" in screen
    assert "klaar" not in screen
    assert "Trek in" in screen


def test_an_account_without_a_password_is_invited_from_the_list_of_users(
    administrator: Client, invited: User
) -> None:
    address = f"/admin/invitations/account/{invited.pk}/"
    assert address in administrator.get("/admin/users/").text

    with_question = administrator.get(address).text
    administrator.post(address)

    assert "gaat naar sam@lindewaard.example" in with_question
    assert Invitation.objects.get().user == invited


def test_a_colleague_is_invited_from_the_list_of_people(administrator: Client) -> None:
    person = PersonFactory(name="Yara Bos", email="yara@lindewaard.example", user=None)
    address = f"/admin/invitations/colleague/{person.pk}/"
    assert address in administrator.get("/admin/snippets/directory/person/").text

    administrator.post(address)

    assert Invitation.objects.get().user.email == "yara@lindewaard.example"


def test_a_refusal_is_told_on_the_screen(administrator: Client) -> None:
    person = PersonFactory(email="", user=None)

    answer = administrator.post(f"/admin/invitations/colleague/{person.pk}/")

    assert answer.status_code == 422
    assert "Deze collega heeft geen e-mailadres." in answer.text


def test_someone_who_is_not_listed_is_invited_by_address(administrator: Client) -> None:
    answer = administrator.post(
        f"{INDEX}create/", {"name": "Inge Inhuur", "email": "inge@bureau.example"}, follow=True
    )

    assert "De uitnodiging is onderweg." in answer.text
    assert Invitation.objects.get().user.get_full_name() == "Inge Inhuur"


@pytest.mark.parametrize("email", ["", "no address", "SAM@lindewaard.example"])
def test_an_address_that_cannot_be_is_told_and_what_was_typed_stays(
    administrator: Client, invited: User, email: str
) -> None:
    answer = administrator.post(f"{INDEX}create/", {"name": "Inge Inhuur", "email": email})

    assert answer.status_code == 422
    assert 'value="Inge Inhuur"' in answer.text
    assert not Invitation.objects.exists()


def test_an_invitation_is_sent_again_and_withdrawn(
    administrator: Client, invited: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    invitation = invite(actor=None, user=invited, now=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        administrator.post(f"{INDEX}again/{invitation.pk}/")
    assert len(mail.outbox) == 1
    administrator.post(f"{INDEX}withdraw/{invitation.pk}/")

    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    assert administrator.post(f"{INDEX}withdraw/{invitation.pk}/").status_code == 404


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999999999", "-1", "²"])
def test_an_invitation_that_is_not_there_is_not_found(administrator: Client, number: str) -> None:
    assert administrator.get(f"{INDEX}again/{number}/").status_code == 404
