"""Voting: what came of it shows once one voted, and who chose what never does."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from access.models import User
from groups.models import Poll, PollVote
from groups.polls.forms import PollForm
from groups.polls.reading import ShownPoll, shown
from groups.polls.refusals import ChooseOne, PollClosed
from groups.polls.services import NewPoll, close_poll, keep_poll, vote
from groups.services.refusals import NotAHost, NotAMember
from home.models import HomePage
from tests.factories.gatherings import options_of, poll_in
from tests.factories.groups import NOW, GroupFactory, member_of, stranger

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def seen_by(viewer: User, poll: Poll) -> ShownPoll:
    return shown([poll.post], viewer, NOW)[poll.pk]


def test_who_has_voted_sees_what_came_of_it_and_others_do_not() -> None:
    group = GroupFactory()
    poll, voter, waiting = poll_in(group), member_of(group), member_of(group)

    vote(voter=voter, poll=poll, options=[options_of(poll)[1].pk], now=NOW)

    assert seen_by(voter, poll).shows_result
    assert not seen_by(waiting, poll).shows_result
    assert [option.count for option in seen_by(voter, poll).options] == [0, 1]


def test_another_vote_takes_the_place_of_the_first() -> None:
    group = GroupFactory()
    poll, voter = poll_in(group), member_of(group)

    for option in options_of(poll):
        vote(voter=voter, poll=poll, options=[option.pk], now=NOW)

    assert PollVote.objects.get().option.words == "Donderdag"


def test_shares_are_told_from_five_voters_on() -> None:
    group = GroupFactory()
    poll = poll_in(group)
    voters = [member_of(group) for _number in range(5)]
    for voter in voters[:4]:
        vote(voter=voter, poll=poll, options=[options_of(poll)[0].pk], now=NOW)
    assert not seen_by(voters[0], poll).shows_shares

    vote(voter=voters[4], poll=poll, options=[options_of(poll)[1].pk], now=NOW)

    assert seen_by(voters[0], poll).shows_shares
    assert [option.percentage for option in seen_by(voters[0], poll).options] == [80, 20]


@pytest.mark.parametrize("wrong", ["none", "two", "unknown", "of_another_poll"])
def test_what_cannot_be_chosen_is_refused(wrong: str) -> None:
    group = GroupFactory()
    poll, voter = poll_in(group), member_of(group)
    chosen = {
        "none": [],
        "two": [option.pk for option in options_of(poll)],
        "unknown": [0],
        "of_another_poll": [options_of(poll_in(group))[0].pk],
    }[wrong]

    with pytest.raises(ChooseOne):
        vote(voter=voter, poll=poll, options=chosen, now=NOW)


def test_where_several_may_be_chosen_they_are() -> None:
    group = GroupFactory()
    poll = poll_in(group, allows_several=True)

    vote(voter=member_of(group), poll=poll, options=[option.pk for option in options_of(poll)], now=NOW)

    assert PollVote.objects.count() == 2


def test_members_vote_until_it_is_closed_by_who_may() -> None:
    group = GroupFactory()
    poll, member = poll_in(group), member_of(group)
    option = options_of(poll)[0].pk
    with pytest.raises(NotAMember):
        vote(voter=stranger(), poll=poll, options=[option], now=NOW)
    with pytest.raises(NotAHost):
        close_poll(actor=member, poll=poll, now=NOW)

    close_poll(actor=member_of(group, role="co_host"), poll=poll, now=NOW)

    with pytest.raises(PollClosed):
        vote(voter=member, poll=poll, options=[option], now=NOW + timedelta(seconds=1))


def test_once_somebody_voted_the_answers_stay() -> None:
    group = GroupFactory()
    poll = poll_in(group)
    vote(voter=member_of(group), poll=poll, options=[options_of(poll)[0].pk], now=NOW)

    keep_poll(post=poll.post, new=NewPoll(["Heel iets anders", "Nog iets"]))

    assert [option.words for option in options_of(poll)] == ["Dinsdag", "Donderdag"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("Ja", "at least two"),
        ("Ja\nJa ", "at least two"),
        ("\n".join("abcdefghijk"), "ten at most"),
        (f"Ja\n{'e' * 121}", "120"),
    ],
)
def test_a_poll_needs_answers_to_choose_from(lines: str, words: str) -> None:
    data = QueryDict(mutable=True)
    data.update({"poll-options": lines})
    with override("en"):
        assert words in PollForm(data, poll=None, now=NOW).errors["options"][0]


def test_an_outsider_finds_no_poll_of_a_closed_group(client: Client, home: HomePage) -> None:
    group = GroupFactory(access="closed")
    poll = poll_in(group)
    client.force_login(stranger())
    address = reverse("groups:poll-vote", args=[poll.pk])

    assert client.post(address, {"option": options_of(poll)[0].pk}).status_code == 404
    assert client.post(reverse("groups:poll-close", args=[poll.pk])).status_code == 404
    assert not PollVote.objects.exists()
