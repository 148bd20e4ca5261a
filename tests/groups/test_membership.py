"""People come into a group, are let in, go, and are removed; the count and what they follow go with them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import AuditEntry, User
from dialogue.asked import asked_of
from dialogue.targets import target_of
from directory.leaving import leave_together
from directory.models import Person
from following.follows import NothingToFollow, follow, follows_it
from groups.models import Group, Membership
from groups.services.hosting import give_role, step_down, step_forward
from groups.services.letting_in import bring_back, invite, let_in, refuse, remove
from groups.services.membership import ask_to_join, decline_invitation, join, leave, take_request_back
from groups.services.refusals import BelongsHere, NoGroup, NotAHost, NothingToDecide, NotNow, NotOpen
from groups.source import GROUP
from home.models import HomePage
from tests.factories.dialogue import colleague
from tests.factories.groups import NOW, GroupFactory, member_of, post_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

State = Membership.State
Role = Membership.Role


def anew(user: User) -> User:
    """Return the account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def state_of(group: Group, user: User) -> str:
    return Membership.objects.get(group=group, person__user=user).state


def test_who_joins_twice_is_in_once_is_counted_and_follows() -> None:
    group, newcomer = GroupFactory(), colleague("Noor")

    join(user=newcomer, group=group, now=NOW)
    join(user=newcomer, group=group, now=NOW)

    group.refresh_from_db()
    assert group.member_count == 1
    assert follows_it(newcomer, GROUP, group.pk)


def test_who_leaves_is_counted_and_follows_no_longer() -> None:
    group, newcomer = GroupFactory(), colleague("Noor")
    join(user=newcomer, group=group, now=NOW)

    leave(user=newcomer, group=group, now=NOW)

    group.refresh_from_db()
    assert (group.member_count, state_of(group, newcomer)) == (0, State.LEFT)
    assert not follows_it(newcomer, GROUP, group.pk)


def test_a_follower_is_no_member_and_is_not_counted() -> None:
    group, reader = GroupFactory(), colleague("Noor")

    follow(follower=reader, kind=GROUP, object_id=group.pk, now=NOW)

    group.refresh_from_db()
    assert (group.member_count, Membership.objects.count()) == (0, 0)


@pytest.mark.parametrize("access", ["closed", "secret"])
def test_what_cannot_be_read_cannot_be_followed(access: str) -> None:
    group = GroupFactory(access=access)

    with pytest.raises(NothingToFollow):
        follow(follower=colleague("Noor"), kind=GROUP, object_id=group.pk, now=NOW)


@pytest.mark.parametrize("access", ["on_request", "closed"])
def test_a_host_decides_who_comes_into_a_group_on_request(access: str) -> None:
    group = GroupFactory(access=access)
    host, asker, other = member_of(group, "Mila", "host"), colleague("Noor"), colleague("Bram")
    with pytest.raises(NotOpen):
        join(user=asker, group=group, now=NOW)
    request = ask_to_join(user=asker, group=group, words=" Ik schrijf brieven. ", now=NOW)
    refused = ask_to_join(user=other, group=group, now=NOW)
    assert request.words == "Ik schrijf brieven."

    let_in(host=host, membership=request, now=NOW)
    refuse(host=host, membership=refused, reason="Voor wie brieven schrijft.", now=NOW)

    group.refresh_from_db()
    assert (group.member_count, state_of(group, asker), state_of(group, other)) == (2, "member", "declined")
    with pytest.raises(NothingToDecide):
        refuse(host=host, membership=request, reason="Te laat.", now=NOW)


def test_nobody_but_a_host_decides() -> None:
    group = GroupFactory(access="on_request")
    request = ask_to_join(user=colleague("Noor"), group=group, now=NOW)

    for nobody in (colleague("Bram"), member_of(group, "Ilse")):
        with pytest.raises(NotAHost):
            let_in(host=nobody, membership=request, now=NOW)


def test_a_request_that_is_taken_back_leaves_nothing() -> None:
    group, asker = GroupFactory(access="closed"), colleague("Noor")
    ask_to_join(user=asker, group=group, now=NOW)

    take_request_back(user=asker, group=group)

    assert not Membership.objects.exists()


def test_a_secret_group_is_entered_by_invitation_alone() -> None:
    group = GroupFactory(access="secret")
    host, invited, outsider = member_of(group, "Mila", "host"), colleague("Noor"), colleague("Bram")
    for act in (join, ask_to_join):
        with pytest.raises(NoGroup):
            act(user=outsider, group=group, now=NOW)

    invite(host=host, group=group, people=[invited.person], words="Doe je mee?", now=NOW)
    join(user=anew(invited), group=group, now=NOW)

    assert Group.objects.visible_to(anew(invited)).get() == group
    assert not Group.objects.visible_to(outsider).exists()


def test_who_declined_an_invitation_to_a_secret_group_knows_of_it_no_more() -> None:
    group = GroupFactory(access="secret")
    invited = colleague("Noor")
    invite(host=member_of(group, "Mila", "host"), group=group, people=[invited.person], now=NOW)

    decline_invitation(user=invited, group=group, now=NOW)

    with pytest.raises(NoGroup):
        join(user=invited, group=group, now=NOW)


def test_who_asked_and_is_invited_is_in() -> None:
    group, asker = GroupFactory(access="closed"), colleague("Noor")
    ask_to_join(user=asker, group=group, now=NOW)

    invite(host=member_of(group, "Mila", "host"), group=group, people=[asker.person], now=NOW)

    assert state_of(group, asker) == State.MEMBER


def test_who_was_removed_comes_back_when_a_host_says_so() -> None:
    group = GroupFactory()
    host, member = member_of(group, "Mila", "host"), member_of(group, "Bram")
    row = Membership.objects.get(group=group, person__user=member)
    removed = remove(host=host, membership=row, reason="Schold een collega uit.", now=NOW)
    with pytest.raises(NotOpen):
        join(user=member, group=group, now=NOW)
    with pytest.raises(NotOpen):
        ask_to_join(user=member, group=group, now=NOW)

    bring_back(host=host, membership=removed, now=NOW)

    assert state_of(group, member) == State.MEMBER
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["member.removed", "member.brought_back"]


def test_a_frozen_group_lets_nobody_in_and_anybody_out() -> None:
    group = GroupFactory()
    member = member_of(group, "Bram")
    group.state = Group.State.FROZEN
    group.save()

    with pytest.raises(NotNow):
        join(user=colleague("Noor"), group=group, now=NOW)
    leave(user=member, group=group, now=NOW)

    assert state_of(group, member) == State.LEFT


def test_a_group_that_loses_its_last_host_looks_for_one_until_somebody_steps_forward() -> None:
    group = GroupFactory()
    host, member = member_of(group, "Mila", "host"), member_of(group, "Bram")

    leave(user=host, group=group, now=NOW)
    group.refresh_from_db()
    assert group.seeks_host_since == NOW
    step_forward(user=member, group=group, now=NOW + timedelta(days=2))

    group.refresh_from_db()
    assert group.seeks_host_since is None
    assert Membership.objects.hosts().get(group=group).person.user == member
    with pytest.raises(NothingToDecide):
        step_forward(user=member_of(group, "Ilse"), group=group, now=NOW + timedelta(days=2))


def test_a_host_who_stops_working_here_hosts_no_more() -> None:
    group = GroupFactory()
    host = member_of(group, "Mila", "host")

    leave_together(departures=[(host.person, NOW.date())], now=NOW)

    group.refresh_from_db()
    assert (group.member_count, group.seeks_host_since) == (0, NOW)


def test_every_host_is_in_the_group_of_hosts_while_they_host() -> None:
    group = GroupFactory()
    first, second = member_of(group, "Mila", "host"), member_of(group, "Bram")
    row = Membership.objects.get(group=group, person__user=second)

    give_role(host=first, membership=row, role=Role.CO_HOST, now=NOW)

    hosts = Group.objects.get(is_of_hosts=True)
    assert list(Membership.objects.of_user(second).filter(group=hosts)) != []
    with pytest.raises(BelongsHere):
        leave(user=anew(second), group=hosts, now=NOW)
    step_down(host=anew(second), group=group, now=NOW)
    assert state_of(hosts, second) == State.LEFT
    assert Person.objects.get(user=second).memberships.get(group=group).role == Role.MEMBER


def test_who_is_only_invited_does_not_read_that_they_left(client: Client, home: HomePage) -> None:
    group, invited = GroupFactory(name="Fietsers"), colleague("Ivo")
    invite(host=member_of(group, "Hans", "host"), group=group, people=[invited.person], now=NOW)
    client.force_login(invited)

    said = client.post(reverse("groups:membership", args=[group.slug]), {"act": "leave"}, follow=True)

    assert [str(message) for message in said.context["messages"]] == ["Je bent geen lid van Fietsers."]
    assert state_of(group, invited) == "invited"


@pytest.mark.parametrize("is_removed", [False, True])
def test_who_was_removed_is_not_offered_to_ask_there(is_removed: bool) -> None:
    group = GroupFactory()
    author = member_of(group, "Ans")
    opening = post_in(group, author=author, kind="question").words
    opening.is_question = False
    if is_removed:
        row = Membership.objects.get(group=group, person__user=author)
        remove(host=member_of(group, "Hans", "host"), membership=row, reason="Genoeg", now=NOW)

    asked = asked_of([opening], target_of(opening.content_object), author, timezone.now())

    assert any(act.address.endswith("/ask/") for act in asked[opening.pk].acts) is not is_removed
