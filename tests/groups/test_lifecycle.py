"""A group is founded, keeps its members by rule, and ends when nobody hosts it."""

from datetime import timedelta
from typing import Any

import pytest

from access.models import User
from directory.models import Person, Unit
from following.follows import follows_it
from groups.models import Group, Membership, MembershipRule
from groups.reminders import look_after
from groups.services.founding import NewGroup, found_group
from groups.services.letting_in import invite, let_in, refuse
from groups.services.membership import ask_to_join, decline_invitation, join, leave
from groups.services.refusals import NoGroup
from groups.services.rules import add_rule, end_rule, keep_members
from groups.services.states import SEEKS_FOR, archive, decide_end
from groups.source import GROUP
from notices.models import Notice
from notices.telling import told
from tests.factories.dialogue import colleague
from tests.factories.directory import UnitFactory
from tests.factories.groups import NOW, GroupFactory, member_of
from tests.factories.notices import pass_all_on

pytestmark = pytest.mark.django_db


def new_group(**given: Any) -> NewGroup:  # Any: the fields of the group
    said = {"name": "Wijk en water", "kind": "practice", "purpose": "Samen droge voeten.", "access": "open"}
    return NewGroup(**{**said, "review_on": NOW.date() + timedelta(days=180), **given})


def works_for(unit: Unit, name: str) -> User:
    """Return the account of somebody who works for a unit."""
    user = colleague(name)
    Person.objects.filter(user=user).update(unit=unit)
    return user


def heard_by(user: User) -> list[str]:
    """Return the sentences that `user` reads, the oldest first."""
    pass_all_on()
    reader = User.objects.get(pk=user.pk)
    return [line.sentence for line in told(Notice.objects.filter(receiver=user).order_by("pk"), reader)]


def test_a_second_click_founds_no_second_group() -> None:
    founder = colleague("Mila")

    first, twin = (found_group(founder=founder, new=new_group(), now=NOW) for _click in range(2))
    other = found_group(founder=founder, new=new_group(purpose="Iets anders."), now=NOW)

    assert (twin, other.slug) == (first, "wijk-en-water-2")


def test_who_founds_a_group_hosts_it_and_whom_they_name_does_once_they_accept() -> None:
    founder, named = colleague("Mila Okafor"), colleague("Hugo Brandsma")

    group = found_group(founder=founder, new=new_group(), co_host=named.person, now=NOW)
    assert [row.person.user for row in group.memberships.hosts()] == [founder]
    join(user=named, group=group, now=NOW)

    group.refresh_from_db()
    assert {row.person.user for row in group.memberships.hosts()} == {founder, named}
    assert (group.slug, group.member_count, group.co_host_due_on) == ("wijk-en-water", 2, None)
    assert heard_by(named) == ["Mila Okafor nodigt je uit voor de groep Wijk en water"]


def test_the_address_of_a_secret_group_tells_nothing() -> None:
    secret = found_group(founder=colleague("Mila"), new=new_group(access="secret"), now=NOW)
    open_one = found_group(founder=colleague("Bram"), new=new_group(), now=NOW)

    assert "wijk" not in secret.slug
    assert open_one.slug == "wijk-en-water"


def test_a_rule_brings_in_whom_it_means_and_lets_them_go_with_their_unit() -> None:
    unit, group = UnitFactory(), GroupFactory()
    host = member_of(group, "Mila", "host")
    inside, outside = works_for(unit, "Noor"), colleague("Bram")
    add_rule(host=host, group=group, unit=unit, now=NOW)
    keep_members(group.pk, now=NOW)
    keep_members(group.pk, now=NOW)
    group.refresh_from_db()
    assert (group.member_count, follows_it(inside, GROUP, group.pk)) == (2, True)
    assert not Membership.objects.of_user(outside).exists()

    Person.objects.filter(user=inside).update(unit=None)
    keep_members(group.pk, among=[inside.person.pk], now=NOW)

    group.refresh_from_db()
    assert (group.member_count, follows_it(inside, GROUP, group.pk)) == (1, False)


def test_who_left_by_themselves_is_not_brought_back_by_a_rule() -> None:
    unit, group = UnitFactory(), GroupFactory()
    host, inside = member_of(group, "Mila", "host"), works_for(unit, "Noor")
    add_rule(host=host, group=group, unit=unit, now=NOW)
    keep_members(group.pk, now=NOW)

    leave(user=inside, group=group, now=NOW)
    keep_members(group.pk, now=NOW)

    assert not Membership.objects.of_user(inside).exists()


def test_a_rule_that_ends_lets_go_of_whom_no_other_rule_keeps() -> None:
    unit, group = UnitFactory(), GroupFactory()
    host, inside = member_of(group, "Mila", "host"), works_for(unit, "Noor")
    rule = add_rule(host=host, group=group, unit=unit, now=NOW)
    keep_members(group.pk, now=NOW)

    end_rule(host=host, rule=rule, now=NOW)
    keep_members(group.pk, now=NOW)

    assert not MembershipRule.objects.exists()
    assert not Membership.objects.of_user(inside).exists()


def test_a_group_that_nobody_hosts_ends_after_thirty_days_where_it_was_decided() -> None:
    group, other = GroupFactory(name="Oud"), GroupFactory(name="Nieuw")
    host, member = member_of(group, "Mila", "host"), member_of(group, "Bram")
    decide_end(host=host, group=group, goes_on_in=other)
    leave(user=host, group=group, now=NOW)

    look_after(NOW + SEEKS_FOR - timedelta(hours=1))
    group.refresh_from_db()
    assert group.state == Group.State.ACTIVE
    look_after(NOW + SEEKS_FOR)

    group.refresh_from_db()
    assert (group.state, group.merged_into) == (Group.State.ARCHIVED, other)
    assert heard_by(member) == ["Oud zoekt een groepsbeheerder. Is dat iets voor jou?"]


def test_a_group_does_not_go_on_in_one_that_its_readers_may_not_know() -> None:
    group, secret = GroupFactory(), GroupFactory(access="secret")
    host = member_of(group, "Mila", "host")

    with pytest.raises(NoGroup):
        archive(host=host, group=group, goes_on_in=secret, now=NOW)


def test_hosts_are_told_of_a_review_and_a_co_host_that_is_due_once() -> None:
    group = GroupFactory(name="Wijk", review_on=NOW.date(), co_host_due_on=NOW.date())
    host = member_of(group, "Mila", "host")

    look_after(NOW)
    look_after(NOW + timedelta(hours=6))

    assert sorted(heard_by(host)) == [
        "Helpt Wijk nog? Kijk er samen naar",
        "Wie is samen met jou beheerder van Wijk? Vraag een collega",
    ]


def test_who_asks_is_told_and_hosts_are_while_there_is_something_to_decide() -> None:
    group = GroupFactory(name="Wijk", access="closed")
    host, liked, other = member_of(group, "Mila", "host"), colleague("Noor"), colleague("Bram")
    first = ask_to_join(user=liked, group=group, now=NOW)
    second = ask_to_join(user=other, group=group, now=NOW)
    assert heard_by(host) == ["Noor wil graag lid worden van Wijk", "Bram wil graag lid worden van Wijk"]

    let_in(host=host, membership=first, now=NOW)
    refuse(host=host, membership=second, reason="Alleen voor wijkbeheer.", now=NOW)

    assert heard_by(liked) == ["Mila heeft je toegelaten tot Wijk"]
    assert heard_by(other) == ["Mila heeft je niet toegelaten tot Wijk"]
    assert heard_by(host) == []


def test_an_invitation_to_a_secret_group_is_told_to_the_invited_alone_and_gone_when_declined() -> None:
    group = GroupFactory(name="Stil", access="secret")
    host, invited = member_of(group, "Mila", "host"), colleague("Noor")
    invite(host=host, group=group, people=[invited.person], now=NOW)
    assert heard_by(invited) == ["Mila nodigt je uit voor de groep Stil"]

    decline_invitation(user=invited, group=group, now=NOW)

    assert heard_by(invited) == []
