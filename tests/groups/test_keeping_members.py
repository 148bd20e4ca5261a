"""What hosts decide about who is in already: to host it together, to be out, to be back."""

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from groups.models import Group, Membership
from notices.models import Event
from notices.passing import tell_all
from tests.factories.groups import GroupFactory, member_of

pytestmark = pytest.mark.django_db

Role = Membership.Role
State = Membership.State


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def row_in(group: Group, user: User) -> Membership:
    found: Membership = Membership.objects.get(group=group, person__user=user)
    return found


def address_of(group: Group, user: User) -> str:
    return reverse("groups:host-member", args=[group.slug, row_in(group, user).pk])


def test_a_host_makes_a_member_a_host_who_hears_of_it() -> None:
    group = GroupFactory()
    host, member = member_of(group, role="host"), member_of(group, "Bea Balie")

    signed_in(host).post(address_of(group, member), {"act": "host"})
    event = Event.objects.get(key__startswith=f"coming:{row_in(group, member).pk}:made_host")
    tell_all(event.pk, now=event.happened_at)

    assert row_in(group, member).role == Role.CO_HOST
    assert [notice.receiver for notice in event.notices.all()] == [member]

    signed_in(host).post(address_of(group, member), {"act": "member"})
    assert row_in(group, member).role == Role.MEMBER


def test_a_member_is_taken_out_with_a_reason_and_brought_back() -> None:
    group = GroupFactory()
    host, member = member_of(group, role="host"), member_of(group, "Bea Balie")
    client, address = signed_in(host), address_of(group, member)

    without_a_reason = client.post(address, {"act": "remove", "reason": " "})
    assert without_a_reason.status_code == 422
    assert row_in(group, member).state == State.MEMBER

    client.post(address, {"act": "remove", "reason": "Dit is een groep voor het team."})
    assert row_in(group, member).state == State.REMOVED
    assert "Bea Balie" in client.get(reverse("groups:members", args=[group.slug])).content.decode()
    assert "Dit is een groep voor het team." in client.get(address).content.decode()

    client.post(address, {"act": "back"})
    assert row_in(group, member).state == State.MEMBER


def test_nobody_but_a_host_meets_a_member_so() -> None:
    group = GroupFactory()
    host, member = member_of(group, role="host"), member_of(group)
    elsewhere = member_of(GroupFactory(), role="host")
    address = address_of(group, member)

    answers = [signed_in(user).post(address, {"act": "host"}).status_code for user in (member, elsewhere)]

    assert answers == [404, 404]
    assert signed_in(host).get(address_of(group, host)).status_code == 404
    assert address not in signed_in(member).get(reverse("groups:members", args=[group.slug])).content.decode()
