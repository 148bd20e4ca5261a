"""The room behind a group: what it asks of its hosts, and what becomes of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from dialogue.models import BrinkComment
from dialogue.services import say_helped
from groups.hosting.appearance import AppearanceForm
from groups.hosting.health import figures_of, reckon_health
from groups.hosting.newcomers import to_welcome, without_reply
from groups.hosting.room import room_of
from groups.hosting.telling import tell_hosts
from groups.hosting.tips import dismiss_tip
from groups.models import FirstPost, Group, GroupHealth, Membership
from groups.services.greeting import say_thanks, welcome
from groups.services.membership import ask_to_join
from groups.services.naming import free_slug
from home.models import HomePage
from notices.models import Event
from notices.passing import tell_all
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import PersonFactory
from tests.factories.groups import NOW, GroupFactory, ask_in, let_in, member_of, post_in, stranger

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ROOM = ("groups:host", "groups:host-welcome", "groups:host-appearance", "groups:host-access")
SOON = NOW + timedelta(hours=1)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hosted(**kwargs: Any) -> tuple[Group, User]:  # Any: fields of a group
    group = GroupFactory(**kwargs)
    host = member_of(group, "Hilde Host", role="host")
    return group, host


@pytest.mark.parametrize("name", ROOM)
def test_the_room_is_there_for_hosts_alone(name: str) -> None:
    group, host = hosted()
    member = member_of(group)
    address = reverse(name, args=[group.slug])

    assert signed_in(member).get(address).status_code == 404
    assert signed_in(stranger()).get(address).status_code == 404
    assert signed_in(host).get(address).status_code in (200, 302)


def test_first_words_of_a_newcomer_wait_for_a_reply_by_somebody_else() -> None:
    group, host = hosted()
    newcomer = member_of(group)
    first = post_in(group, author=newcomer)
    post_in(group, author=newcomer)
    post_in(group, author=host)

    assert [one.post_id for one in without_reply(group.pk, SOON)] == [first.pk]

    comment_on(first, "Iemand?", author=newcomer)
    assert without_reply(group.pk, SOON).count() == 1

    comment_on(first, "Welkom.", author=host)
    assert without_reply(group.pk, SOON).count() == 0
    assert FirstPost.objects.get(post=first).replied_at is not None


def test_a_question_of_a_newcomer_has_a_clock_of_its_own() -> None:
    group, host = hosted()

    asked = ask_in(group, author=member_of(group))

    room = room_of(group, host, SOON)
    assert [one.post.pk for one in room.questions] == [asked.pk]
    assert room.first_posts == []


def test_a_host_welcomes_newcomers_by_name_once() -> None:
    group, host = hosted()
    newcomer = member_of(group, "Nina Nieuw")
    [row] = to_welcome(group.pk, SOON)

    post = welcome(
        host=host, group=group, members=[row.pk], text="Waar werk je aan?", language="nl", now=SOON
    )

    assert newcomer.person.pk in [mention.person_id for mention in post.words.mentions.all()]
    assert not to_welcome(group.pk, SOON).exists()


def test_who_helped_is_thanked_once_under_the_answer() -> None:
    group, host = hosted()
    question = ask_in(group, author=member_of(group))
    assert question.author is not None
    answer = comment_on(question, "Bel de balie.", author=member_of(group, "Bea Balie"))
    say_helped(asker=question.author, answer=answer, now=SOON)
    answer = BrinkComment.objects.get(pk=answer.pk)

    [one] = room_of(group, host, SOON).thanks
    assert one.author.name == "Bea Balie"

    say_thanks(host=host, group=group, answer=answer, text="Dank je.", now=SOON)
    assert room_of(group, host, SOON).thanks == []


def test_a_host_decides_on_a_request_in_the_room() -> None:
    group, host = hosted(access="on_request")
    asking = colleague("Rik Request")
    row = ask_to_join(user=asking, group=group, words="Ik doe graag mee.", now=NOW)
    address = reverse("groups:host-request", args=[group.slug, row.pk])

    without_a_reason = signed_in(host).post(address, {"act": "refuse"})
    assert without_a_reason.status_code == 422

    signed_in(host).post(address)
    row.refresh_from_db()
    assert row.state == Membership.State.MEMBER
    # Whoever decides second reads that it is done.
    assert signed_in(host).post(address).status_code == 302


def test_a_tip_that_was_read_is_not_shown_again() -> None:
    group, host = hosted()
    tip = room_of(group, host, SOON).tip
    assert tip is not None

    dismiss_tip(host=host, name=tip.name, now=SOON)

    following_tip = room_of(group, host, SOON).tip
    assert following_tip is None or following_tip.name != tip.name


def test_health_says_nothing_about_a_few() -> None:
    group, host = hosted()
    for _number in range(10):
        post_in(group, author=host)

    health = reckon_health(group, SOON)

    assert health.replied_share == 0
    assert health.in_time_share is None
    # One host: a figure would be about a person.
    assert figures_of(group, health) == []

    group.member_count = 10
    assert [figure.words for figure in figures_of(group, health)] == ["0%"]
    assert GroupHealth.objects.count() == 1


@pytest.mark.parametrize("nameless", ["", "!?"])
def test_hosts_write_what_their_group_is_and_keep_its_address(nameless: str) -> None:
    group, host = hosted()
    address = reverse("groups:host-appearance", args=[group.slug])
    page = signed_in(host).get(address)
    filled = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}

    faulty = signed_in(host).post(address, {**filled, "name": nameless, "rhythm": "Elke dinsdag"})
    assert faulty.status_code == 422
    assert "Elke dinsdag" in faulty.content.decode()

    signed_in(host).post(address, {**filled, "name": "Nieuwe naam"})
    changed = Group.objects.get(pk=group.pk)
    assert (changed.name, changed.slug) == ("Nieuwe naam", group.slug)


def test_closing_a_group_asks_for_a_yes_and_takes_what_was_written_along() -> None:
    group, host = hosted()
    post, outsider = post_in(group), stranger()
    address = reverse("groups:host-access", args=[group.slug])

    assert signed_in(host).post(address, {"access": "closed"}).status_code == 422

    signed_in(host).post(address, {"access": "closed", "is_sure": "on"})
    assert signed_in(outsider).get(post.get_absolute_url()).status_code == 404


def test_the_room_costs_as_much_with_three_as_with_six(
    employee: User, queries_of: Callable[[str], int]
) -> None:
    group, _host = hosted(access="on_request")
    person = PersonFactory(user=employee)
    let_in(group, person, "host")
    address = reverse("groups:host", args=[group.slug])

    def add_three(turn: str) -> None:
        for number in range(3):
            post_in(group, author=member_of(group))
            ask_in(group, author=member_of(group))
            ask_to_join(user=colleague(f"Vraagt {turn} {number}"), group=group, now=NOW)

    add_three("eerst")
    few = queries_of(address)
    add_three("later")

    assert queries_of(address) == few


def test_hosts_alone_are_told_once_that_nobody_replied_to_a_newcomer() -> None:
    group, host = hosted()
    member_of(group)
    post_in(group, author=member_of(group))
    next_week = NOW + timedelta(days=7)

    assert tell_hosts(SOON) == 0
    assert tell_hosts(next_week) == 1
    assert tell_hosts(next_week) == 0

    event = Event.objects.get(key__startswith="newcomer:")
    tell_all(event.pk, now=next_week)
    assert [notice.receiver for notice in event.notices.all()] == [host]


@pytest.mark.parametrize(
    ("act", "state", "hosts"),
    [("freeze", "frozen", 1), ("archive", "archived", 1), ("step_down", "active", 0)],
)
def test_a_host_lets_a_group_rest_ends_it_or_steps_down(act: str, state: str, hosts: int) -> None:
    group, host = hosted()
    other = GroupFactory(name="Brieven")
    address = reverse("groups:host-ending", args=[group.slug])

    unknown = signed_in(host).post(address, {"act": act, "goes_on_in": "Bestaat niet"})
    assert unknown.status_code == 422

    signed_in(host).post(address, {"act": act, "goes_on_in": "brieven"})
    group.refresh_from_db()
    assert group.state == state
    assert group.merged_into == (other if act == "archive" else None)
    assert Membership.objects.hosts().filter(group=group).count() == hosts
    assert (group.seeks_host_since is None) == (hosts == 1)


def test_hosts_are_asked_whether_the_group_still_helps_and_say_so() -> None:
    group, host = hosted(review_on=NOW.date())
    client = signed_in(host)
    assert client.get(reverse("groups:host", args=[group.slug])).context["room"].is_to_be_reviewed

    client.post(reverse("groups:host-reviewed", args=[group.slug]))

    group.refresh_from_db()
    assert group.review_on > NOW.date() + timedelta(days=360)


def test_a_group_that_becomes_secret_leaves_its_name_in_no_address() -> None:
    group, host = hosted(name="Stille kring", slug="stille-kring")
    client = signed_in(host)

    for access in ("secret", "open"):
        group.refresh_from_db()
        address = reverse("groups:host-access", args=[group.slug])
        room = client.post(address, {"access": access, "is_sure": "on"})["Location"]
        assert client.get(room).status_code == 200
        assert (free_slug("Stille kring") == "stille-kring") is (access == "secret")

    group.refresh_from_db()
    assert group.slug == "stille-kring"


def test_hosts_look_again_on_a_day_that_is_near_enough() -> None:
    group, _host = hosted()
    form = AppearanceForm({"review_on": "9999-12-31"}, group=group)

    assert "review_on" in form.errors


def test_who_loses_the_role_between_two_clicks_meets_no_error(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = GroupFactory()
    host = member_of(group, role="host")
    client.force_login(host)
    # The screen still found the host; the service that holds the row does not any more.
    monkeypatch.setattr("groups.hosting.keeping_views.hosted_or_404", lambda request, slug: group)
    Membership.objects.update(role="member")

    assert client.post(f"/groups/{group.slug}/host/reviewed/").status_code == 404
