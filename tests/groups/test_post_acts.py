"""A post is edited, moved, pinned and decided on by who may, and by nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from groups.models import HelpedToo, Post, Question
from groups.services.ideas import NoReason, decide_on_idea
from groups.services.moving import NotForItsAuthor, OpensToMore, move_post
from groups.services.pinning import TooManyPinned, pin_post
from groups.services.posting import edit_post
from groups.services.refusals import NoGroup, NotAHost, NotAMember
from groups.services.scopes import give_access
from home.models import HomePage
from tests.conftest import QueryCounter
from tests.factories.dialogue import comment_on
from tests.factories.groups import NOW, GroupFactory, ask_in, let_in, member_of, post_in, stranger

pytestmark = pytest.mark.django_db


def test_a_moved_question_keeps_its_address_and_gets_the_promise_of_its_new_group() -> None:
    here, there = GroupFactory(), GroupFactory(promised_hours=4)
    post, mover = ask_in(here), stranger()
    address, later = post.get_absolute_url(), NOW + timedelta(hours=2)

    moved = move_post(mover=mover, post=post, to_group=there, now=later)

    question = Question.objects.get()
    assert (moved.group, moved.get_absolute_url()) == (there, address)
    assert (question.group, question.promised_hours, question.waits_since) == (there, 4, later)
    assert [move.from_group for move in moved.moves.all()] == [here]


def test_what_was_written_for_few_comes_before_more_by_its_author_alone() -> None:
    closed, open_group = GroupFactory(access="closed"), GroupFactory()
    author = member_of(closed)
    let_in(open_group, author.person)
    host = member_of(closed, role="host")
    let_in(open_group, host.person)
    post = post_in(closed, author=author)

    with pytest.raises(OpensToMore):
        move_post(mover=host, post=post, to_group=open_group, now=NOW)
    comment_on(post, "Onder ons.", author=host)
    with pytest.raises(OpensToMore):
        move_post(mover=author, post=Post.objects.get(), to_group=open_group, now=NOW)


def test_nobody_takes_a_question_to_where_its_asker_does_not_find_it() -> None:
    here, closed, secret = GroupFactory(), GroupFactory(access="closed"), GroupFactory(access="secret")
    passer_by, host, asker = member_of(secret), member_of(here, role="host"), member_of(here)
    let_in(closed, host.person)
    host, post = User.objects.get(pk=host.pk), ask_in(here, author=asker)

    for mover, to_group in ((passer_by, secret), (host, closed)):
        with pytest.raises(NotForItsAuthor):
            move_post(mover=mover, post=post, to_group=to_group, now=NOW)
    let_in(closed, asker.person)

    assert move_post(mover=host, post=post, to_group=closed, now=NOW).group == closed


def test_who_may_not_write_in_both_groups_moves_nothing() -> None:
    here, there, secret = GroupFactory(), GroupFactory(), GroupFactory(access="secret")
    post = post_in(here)
    assert post.author is not None

    with pytest.raises(NotAMember):
        move_post(mover=post.author, post=post, to_group=there, now=NOW)
    with pytest.raises(NoGroup):
        move_post(mover=post.author, post=post, to_group=secret, now=NOW)


def test_an_author_gives_other_words_while_a_host_moves_the_post() -> None:
    here, there = GroupFactory(), GroupFactory()
    host = member_of(here, role="host")
    let_in(there, host.person)
    seen_by_author = post_in(here)
    assert seen_by_author.author is not None

    move_post(mover=host, post=seen_by_author, to_group=there, now=NOW)
    edit_post(editor=seen_by_author.author, post=seen_by_author, title="Beter", text="Zo.", now=NOW)

    post = Post.objects.get()
    assert (post.group, post.title) == (there, "Beter")


def test_words_of_an_edit_are_not_lost_when_the_group_closes_meanwhile(
    client: Client, home: HomePage
) -> None:
    post = post_in(GroupFactory(), author=stranger(), kind="question")
    assert post.author is not None
    client.force_login(post.author)
    url = reverse("groups:post-edit", args=[post.pk])
    give_access(post.group, "secret")

    answer = client.post(url, {"title": "Beter gevraagd", "text": "Met meer uitleg."})

    assert answer.status_code == 404
    assert "Met meer uitleg." in answer.text
    assert post.group.name not in answer.text


def test_an_answer_helps_somebody_once_however_often_they_click(client: Client, home: HomePage) -> None:
    post, reader = ask_in(GroupFactory()), stranger()
    answer = comment_on(post, "Zo.", author=stranger())
    client.force_login(reader)
    helped, back = (reverse(f"groups:answer-{name}", args=[answer.pk]) for name in ("helped", "helped-not"))

    assert client.post(reverse("groups:answer-helped", args=[post.opening_id])).status_code == 404
    for _click in range(2):
        client.post(helped)
    assert HelpedToo.objects.get().reader == reader
    for _click in range(2):
        client.post(back)

    assert not HelpedToo.objects.exists()


def test_the_words_of_a_poll_are_answered_below_it_and_asked_of_nobody(
    client: Client, home: HomePage
) -> None:
    post = post_in(GroupFactory(), kind="poll")
    assert post.author is not None
    reply, ask, unask = (
        reverse(f"dialogue:comment-{act}", args=[post.opening_id]) for act in ("reply", "ask", "unask")
    )
    client.force_login(post.author)

    client.post(reply, {"text": "Ik weet het nog niet."})
    for url in (ask, unask):
        client.post(url)

    assert "Ik weet het nog niet." in client.get(post.get_absolute_url()).text
    assert not Question.objects.exists()
    assert Post.objects.get().kind == "poll"


def test_hosts_pin_three_posts_and_no_more() -> None:
    group = GroupFactory()
    host, member = member_of(group, role="co_host"), member_of(group)
    posts = [post_in(group, author=member) for _number in range(4)]

    with pytest.raises(NotAHost):
        pin_post(host=member, post=posts[0], now=NOW)
    for post in posts[:3]:
        pin_post(host=host, post=post, now=NOW)
    with pytest.raises(TooManyPinned):
        pin_post(host=host, post=posts[3], now=NOW)


def test_an_idea_is_declined_by_a_host_with_a_reason() -> None:
    group = GroupFactory()
    host = member_of(group, role="host")
    post = post_in(group, kind="idea")
    assert post.author is not None

    with pytest.raises(NoReason):
        decide_on_idea(host=host, post=post, state=post.idea.State.DECLINED, now=NOW)
    with pytest.raises(NotAHost):
        decide_on_idea(host=post.author, post=post, state=post.idea.State.OPEN, now=NOW)
    idea = decide_on_idea(host=host, post=post, state=post.idea.State.DECLINED, reason="Te duur.", now=NOW)

    assert (idea.state, idea.reason, idea.decided_by) == ("declined", "Te duur.", host)


def test_each_act_on_a_post_is_a_screen_for_who_may_and_is_not_there_for_others(
    client: Client, home: HomePage
) -> None:
    group = GroupFactory()
    host = member_of(group, role="host")
    post = post_in(group, kind="idea", author=member_of(group))
    assert post.author is not None
    acts = {
        "edit": post.author,
        "withdraw": post.author,
        "report": host,
        "hide": host,
        "idea": host,
        "move": host,
    }

    for act, user in acts.items():
        url = reverse(f"groups:post-{act}", args=[post.pk])
        client.force_login(user)
        assert client.get(url).status_code == 200, act
        client.force_login(stranger())
        if act not in ("report",):
            assert client.get(url).status_code == 404, act


def test_an_author_takes_a_post_back_and_the_talk_stays(client: Client, home: HomePage) -> None:
    post = post_in(GroupFactory(), "Weg ermee")
    assert post.author is not None
    comment_on(post, "Jammer.")
    client.force_login(post.author)

    client.post(reverse("groups:post-withdraw", args=[post.pk]), {})

    shown = client.get(post.get_absolute_url()).text
    assert "Weg ermee" not in shown
    assert "Jammer." in shown


def test_the_stream_of_a_group_is_narrowed_down_and_read_part_by_part(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("groups.stream.SHOWN", 3)
    group = GroupFactory()
    author = member_of(group)
    posts = [post_in(group, f"Bericht {n}", author=author, now=NOW + timedelta(minutes=n)) for n in range(4)]
    ask_in(group, "Nog open?", author=author, now=NOW - timedelta(days=1))
    client.force_login(stranger())

    first = client.get(group.get_absolute_url())
    open_only = client.get(f"{group.get_absolute_url()}?only=open").text
    older = client.get(first.text.split('rel="next" href="')[1].split("#")[0].replace("&amp;", "&")).text

    assert posts[3].title in first.text
    assert "Bericht 0<" not in first.text
    assert "Bericht 0<" in older
    assert "Nog open?" in older
    assert "Nog open?" in open_only
    assert "Bericht" not in open_only


def test_a_post_and_its_stream_cost_as_much_for_three_as_for_six(
    home: HomePage, queries_of: QueryCounter
) -> None:
    group = GroupFactory()
    post, author = post_in(group), member_of(group)
    costs = []

    for _turn in range(2):
        for _one in range(3):
            comment_on(post_in(group, kind="idea", author=author), "Mooi.")
            comment_on(post, "Ja.")
        costs.append([queries_of(url) for url in (group.get_absolute_url(), post.get_absolute_url())])

    assert costs[0] == costs[1]
