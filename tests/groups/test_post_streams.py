"""Posts and the talk under them come to who follows them, and to nobody who may not read the group."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from access.models import User
from dialogue.services import withdraw_comment
from dialogue.targets import target_of
from following.models import StreamItem, Thing
from following.rebuilding import rebuild_stream
from following.stream import stream_of
from groups.models import Idea, Post
from groups.services.ideas import decide_on_idea
from groups.services.moving import move_post
from groups.services.scopes import give_access
from home.models import HomePage
from notices.models import Notice
from notices.muting import mute
from notices.reading import count_new
from notices.telling import told
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import SubjectFactory
from tests.factories.following import let_follow
from tests.factories.groups import NOW, GroupFactory, ask_in, let_in, member_of, post_in, stranger
from tests.factories.notices import pass_all_on, tell_of, tell_of_thing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def titles_for(user: User) -> list[str]:
    # Read anew, so that what they may see is looked up again.
    lines = stream_of(User.objects.get(pk=user.pk), language="nl", size=20).lines
    return [f"{line.kind}: {line.card.title}" for line in lines]


def sentences_for(user: User) -> list[str]:
    notices = Notice.objects.filter(receiver=user).order_by("pk")
    return [line.sentence for line in told(notices, User.objects.get(pk=user.pk))]


def tell_of_post(post: Post) -> None:
    tell_of_thing(Thing.objects.get(kind="post", object_id=post.pk))


def test_a_post_comes_once_to_who_follows_its_group_its_author_or_its_subject() -> None:
    group, follower, subject = GroupFactory(name="Brieven"), stranger(), SubjectFactory()
    author = member_of(group, "Noor Wit")
    for source in (("group", group.pk), ("person", author.person.pk), ("subject", subject.pk)):
        let_follow(follower, *source)

    post = post_in(group, "Hoe zeg je nee?", kind="lesson", author=author, subjects=[subject])
    tell_of_post(post)

    assert titles_for(follower) == ["post: Hoe zeg je nee?"]
    assert sentences_for(follower) == ["Noor Wit shared a lesson in Brieven: Hoe zeg je nee?"]
    assert sentences_for(author) == []


def test_who_asked_and_who_follows_a_post_are_told_of_what_is_said_under_it() -> None:
    follower, helper = stranger(), colleague("Joris Hoek")
    post = ask_in(GroupFactory(), "Drie offertes?")
    assert post.author is not None
    let_follow(follower, "post", post.pk)

    answer = comment_on(post, "Nee, één is genoeg.", author=helper)
    tell_of(answer)
    tell_of_thing(Thing.objects.get(kind="comment", object_id=answer.pk))

    assert sentences_for(post.author) == ["Joris Hoek answered your question under Drie offertes?"]
    assert sentences_for(follower) == ["Joris Hoek wrote under Drie offertes?"]
    assert titles_for(follower) == ["comment: Drie offertes?", "post: Drie offertes?"]


def test_talk_under_a_post_is_muted_as_one_conversation() -> None:
    post = ask_in(GroupFactory())
    assert post.author is not None
    first = comment_on(post, "Bel de balie.")
    mute(owner=post.author, thread=comment_on(post, "Of mail.", parent=first).pk, now=NOW)

    for answer in (comment_on(post, "Anders."), comment_on(post, "Ja.", parent=first)):
        tell_of(answer)

    assert sentences_for(post.author) == []


def test_a_group_that_closes_takes_its_posts_out_of_streams_and_notices() -> None:
    group, follower = GroupFactory(), stranger()
    post = post_in(group, author=member_of(group))
    let_follow(follower, "group", group.pk)
    let_follow(follower, "post", post.pk)
    answer = comment_on(post, "Onder ons.")
    tell_of_post(post)
    tell_of_thing(Thing.objects.get(kind="comment", object_id=answer.pk))
    assert len(titles_for(follower)) == 2
    assert len(sentences_for(follower)) == 2

    give_access(group, "closed")

    assert titles_for(follower) == []
    assert sentences_for(follower) == []
    assert count_new(User.objects.get(pk=follower.pk), NOW) == 0


def test_what_moves_to_a_closed_group_is_gone_for_who_may_not_read_there() -> None:
    here, closed, follower = GroupFactory(), GroupFactory(access="closed"), stranger()
    author = member_of(here)
    let_in(closed, author.person)
    post = post_in(here, author=author)
    let_follow(follower, "post", post.pk)
    comment_on(post, "Ja.")
    assert len(titles_for(follower)) == 2

    move_post(mover=User.objects.get(pk=author.pk), post=post, to_group=closed, now=NOW)

    assert titles_for(follower) == []
    sources = StreamItem.objects.filter(thing__kind="post", source__kind="group")
    assert list(sources.values_list("source__object_id", flat=True)) == [closed.pk]


def test_a_post_that_is_taken_back_stands_in_no_stream_and_is_counted_nowhere() -> None:
    group, follower = GroupFactory(), stranger()
    let_follow(follower, "group", group.pk)
    post = post_in(group)
    assert post.author is not None
    tell_of_post(post)

    withdraw_comment(author=post.author, comment=post.words, now=NOW)

    assert titles_for(follower) == []
    assert count_new(User.objects.get(pk=follower.pk), NOW) == 0


def test_nobody_hears_of_a_secret_group_by_name_or_by_a_mention() -> None:
    group, outsider = GroupFactory(access="secret"), colleague("Bram Kuiper")
    post = post_in(group, "Reorganisatie", "Zeg het @bram-kuiper niet.")

    comment_on(post, "@bram-kuiper weet niets.", author=post.author)
    pass_all_on()

    assert sentences_for(outsider) == []
    assert not target_of(post).is_visible_to(outsider)


def test_who_follows_a_post_presses_the_button_on_its_screen(client: Client, home: HomePage) -> None:
    post, reader = post_in(GroupFactory()), stranger()
    client.force_login(reader)

    client.post(reverse("following:follow", args=["post", post.pk]), {"act": "follow"})

    assert reader.pk in StreamItem.objects.filter(
        thing__kind="post", thing__object_id=post.pk, source__kind="post"
    ).values_list("source__follows__follower", flat=True)


def test_an_author_hears_what_others_do_with_their_post() -> None:
    here, there = GroupFactory(), GroupFactory()
    host = member_of(here, "Hugo Brandsma", role="host")
    let_in(there, host.person)
    idea, question = post_in(here, "Een spreekuur", kind="idea"), ask_in(here, "Wie weet dit?")
    assert idea.author is not None
    assert question.author is not None

    decide_on_idea(host=host, post=idea, state=Idea.State.DECLINED, reason="Te duur.", now=NOW)
    move_post(mover=User.objects.get(pk=host.pk), post=question, to_group=there, now=NOW)
    pass_all_on()

    assert sentences_for(idea.author) == ["Hugo Brandsma decided on your idea: Een spreekuur"]
    assert sentences_for(question.author) == [
        "Hugo Brandsma moved your post to a group where it fits better: Wie weet dit?"
    ]


def test_streams_that_are_filled_anew_hold_the_same_posts() -> None:
    subject = SubjectFactory()
    post_in(GroupFactory(), subjects=[subject])
    before = set(StreamItem.objects.values_list("source", "thing__object_id", "scope"))
    StreamItem.objects.all().delete()

    rebuilt = rebuild_stream(now=NOW)

    assert rebuilt.others == 1
    assert set(StreamItem.objects.values_list("source", "thing__object_id", "scope")) == before
