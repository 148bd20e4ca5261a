"""A host reaches all members, once they have seen how many that are and what it costs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from groups.models import Group, Post
from notices.models import Announcement, Event, Notice
from notices.passing import tell_all
from tests.factories.groups import NOW, GroupFactory, member_of, stranger

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MESSAGE = {"title": "De zaal is vol", "text": "We zitten nu in de kantine.", "reason": "Je loopt anders mis."}


@pytest.fixture
def group() -> Group:
    return GroupFactory(access="closed")


@pytest.fixture
def host(group: Group) -> User:
    return member_of(group, "Hilde Host", role="host")


def write(host: User, group: Group, **more: str) -> str:
    client = Client()
    client.force_login(host)
    answer = client.post(reverse("groups:host-message", args=[group.slug]), {**MESSAGE, **more})
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_nothing_is_sent_before_the_host_has_seen_whom_it_reaches(group: Group, host: User) -> None:
    member_of(group)

    page = write(host, group, act="send")

    assert "This reaches 1 member" in page or "Dit bereikt 1 lid" in page
    assert not Post.objects.exists()


def test_all_members_and_nobody_else_read_it_with_the_reason(group: Group, host: User) -> None:
    member, outsider = member_of(group), stranger()
    outsider.is_superuser = True
    outsider.save()

    assert write(host, group, act="send", shown="1") == "302"

    event = Event.objects.get(kind=Event.Kind.ANNOUNCEMENT)
    tell_all(event.pk, now=NOW + timedelta(hours=1))
    [notice] = event.notices.all()
    assert (notice.receiver, notice.reason) == (member, Notice.Reason.MEMBER)
    client = Client()
    client.force_login(member)
    assert MESSAGE["reason"] in client.get(reverse("notices:mine")).content.decode()


def test_a_double_click_sends_one_message(group: Group, host: User) -> None:
    member_of(group)
    key = "0b0f5f5e-3a0f-4d0e-9b7a-2f3f0c1d2e3f"

    for _click in range(2):
        write(host, group, act="send", shown="1", submission_key=key)

    assert (Post.objects.count(), Announcement.objects.count()) == (1, 1)
