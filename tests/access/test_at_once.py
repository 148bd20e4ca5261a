"""Two who do the same at the same moment, on connections of their own."""

from datetime import UTC, datetime

import pytest

from access.invitations import UsedLink, accept, invite, link_of
from access.models import AuditEntry, Invitation, User
from content.models import SavedPage
from content.saving import save_page
from directory.invitations import invite_person
from tests.dialogue.test_many_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_of_four_who_use_one_link_one_comes_in() -> None:
    sam: User = UserFactory(username="sam", password=None)
    token = link_of(invite(actor=None, user=sam, now=NOW)).rstrip("/").rpartition("/")[2]
    passwords = [f"lindebloesem nummer {number}" for number in range(4)]

    faults = at_once([lambda p=p: accept(token=token, password=p, now=NOW) for p in passwords])  # type: ignore[misc]  # a work returns nothing

    sam.refresh_from_db()
    assert [type(fault) for fault in faults] == [UsedLink] * 3
    assert len([password for password in passwords if sam.check_password(password)]) == 1
    assert AuditEntry.objects.filter(action="invitation.accepted").count() == 1


def test_a_colleague_who_is_invited_four_times_at_once_gets_one_account_and_one_invitation() -> None:
    person = PersonFactory(email="yara@lindewaard.example", user=None)

    faults = at_once([lambda: invite_person(actor=None, person=person, now=NOW)] * 4)

    assert faults == []
    assert User.objects.filter(email="yara@lindewaard.example").count() == 1
    assert Invitation.objects.count() == 1


def test_a_page_that_is_saved_eight_times_at_once_is_saved_once() -> None:
    reader, page = UserFactory(), NewsPageFactory()

    faults = at_once([lambda: save_page(reader=reader, page_id=page.pk, now=NOW)] * 8)

    assert faults == []
    assert SavedPage.objects.count() == 1
