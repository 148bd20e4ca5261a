from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from access.audit import record
from access.models import AuditEntry, User
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.directory import LocationFactory

pytestmark = pytest.mark.django_db


def newest(action: str) -> AuditEntry:
    return AuditEntry.objects.filter(action=action).latest("pk")


def test_an_entry_keeps_keys_instead_of_names(employee: User) -> None:
    colleague, place, now = UserFactory(), LocationFactory(), timezone.now()

    about_person = record(actor=employee, action="person.met", thing=colleague, now=now)
    about_place = record(actor=None, action="place.made", thing=place, details={"floors": 3}, now=now)

    assert (about_person.actor_key, about_person.thing_id) == (employee.key, str(colleague.key))
    assert about_person.at == now
    assert (about_place.actor_key, about_place.thing_kind) == (None, "directory.location")
    assert (about_place.thing_id, about_place.details) == (str(place.pk), {"floors": 3})


@pytest.mark.any_database
@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEntry.objects.update(action="nothing happened"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: AuditEntry.objects.all()._raw_delete("default"),
        lambda: AuditEntry.objects.get().save(),
        lambda: connection.cursor().execute("DELETE FROM access_auditentry WHERE 1 = 1"),
        lambda: connection.cursor().execute("UPDATE access_auditentry SET details = '{}'"),
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(change: Any) -> None:
    record(actor=None, action="something.happened", now=timezone.now())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()

    assert AuditEntry.objects.get().action == "something.happened"


def test_erasing_a_person_leaves_the_entry(employee: User) -> None:
    record(actor=employee, action="something.happened", now=timezone.now())
    key = employee.key

    employee.delete()

    assert newest("something.happened").actor_key == key


def test_signing_in_and_out_is_kept(client: Client, employee: User) -> None:
    client.post("/login/", {"login": "employee", "password": "secret"})
    client.post("/logout/")

    for action in ("session.started", "session.ended"):
        assert newest(action).actor_key == employee.key


@pytest.mark.parametrize("typed", ["colleague", "Colleague@lindewaard.example"])
def test_a_refused_sign_in_keeps_whose_account_was_tried(client: Client, typed: str) -> None:
    colleague = UserFactory(username="colleague", email="colleague@lindewaard.example")

    client.post("/login/", {"login": typed, "password": "guess"})

    entry = newest("session.refused")
    assert entry.actor_key is None
    assert entry.thing_id == str(colleague.key)


def test_what_was_typed_is_not_kept(client: Client, db: None) -> None:
    client.post("/login/", {"login": "my-own-password", "password": "guess"})

    entry = newest("session.refused")
    assert entry.thing_id == ""
    assert "my-own-password" not in str(vars(entry))


def test_guessing_at_an_account_is_stopped(client: Client, db: None) -> None:
    UserFactory(username="colleague")
    for number in range(10):
        client.post("/login/", {"login": "colleague", "password": f"guess {number}"})

    response = client.post("/login/", {"login": "colleague", "password": PASSWORD})

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    assert AuditEntry.objects.filter(action="session.refused").count() == 10


def test_others_sign_in_while_somebody_guesses(client: Client, db: None) -> None:
    UserFactory(username="colleague")
    UserFactory(username="other")
    for number in range(11):
        client.post("/login/", {"login": "colleague", "password": f"guess {number}"})

    response = client.post("/login/", {"login": "other", "password": PASSWORD})

    assert response.status_code == 302
    assert "_auth_user_id" in client.session
