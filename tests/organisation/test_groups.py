"""Groups that were written in bulk are as joining, posting and answering would have left them."""

from typing import Any

import pytest
from django.conf import settings

from dialogue.models import BrinkComment, Conversation
from dialogue.services import post_comment, say_helped
from following.models import Follow, Thing
from groups.models import Group, Membership, Post, Question
from groups.services.posting import NewPost, post_in_group
from groups.services.scopes import scopes_for
from groups.standing import standing_of
from groups.streams import stand_post
from groups.words import take_apart
from home.models import HomePage
from search.kinds import KINDS
from search.models import Entry
from search.services import findable, remember
from tests.organisation.conftest import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("db")]

# Columns that say which row it is, or what it belongs to.
OF_THE_ROW = {
    *("id", "comment_ptr", "xtdcomment_ptr", "object_pk", "thread_id", "parent_id", "root", "comment"),
    *("opening", "answers", "post", "submission_key"),
}


def columns(row: Any) -> dict[str, Any]:  # Any: rows of every kind
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in OF_THE_ROW
    }


def test_groups_are_seen_by_who_may_see_them_and_count_their_members(organisation: HomePage) -> None:
    groups = list(Group.objects.filter(is_of_hosts=False).order_by("pk"))

    assert [group.access for group in groups] == ["open", "on_request", "open", "closed", "secret"]
    for group in groups:
        assert (group.scope, group.front_scope) == scopes_for(group.access, group.pk)
        assert group.member_count == Membership.objects.members().filter(group=group).count() > 0
        host = group.memberships.hosts().first().person.user
        assert standing_of(group, host).is_host
        assert group.last_posted_at == group.posts.newest_first().first().posted_at
        assert Follow.objects.filter(source__kind="group", source__object_id=group.pk).count() == (
            group.member_count
        )
    assert groups[0].member_count == 120
    hosts = set(Membership.objects.hosts().filter(group__in=groups).values_list("person", flat=True))
    of_hosts = Membership.objects.members().filter(group__is_of_hosts=True)
    assert set(of_hosts.values_list("person", flat=True)) == hosts


def test_posts_are_of_every_kind_and_by_members(organisation: HomePage) -> None:
    posts = Post.objects.all()

    assert set(posts.values_list("kind", flat=True)) == set(Post.Kind.values)
    for group in Group.objects.all():
        inside = Membership.objects.members().filter(group=group)
        authors = set(group.posts.values_list("author", flat=True))
        assert authors <= set(inside.values_list("person__user", flat=True))


def test_a_post_with_its_talk_is_as_posting_it_would_have_been(organisation: HomePage) -> None:
    questions = Post.objects.filter(kind="question").select_related("group", "opening", "question")
    states = [questions.filter(question__state=state).first() for state in ("open", "answered", "helped")]
    other = Post.objects.exclude(kind="question").filter(comment_count__gt=0).first()

    for made in filter(None, [*states, other]):
        twin = say_again(made)
        assert columns(twin) == columns(made)
        assert columns(twin.words) == columns(made.words)
        assert talk_of(twin) == talk_of(made)
        if made.kind == "question":
            assert columns(twin.question) == columns(made.question)
    assert any(states)


def test_posts_stand_in_streams_where_posting_would_have_put_them(organisation: HomePage) -> None:
    for post in Post.objects.order_by("-pk")[:2]:
        thing = Thing.objects.get(kind="post", object_id=post.pk)
        made = (columns(thing), set(thing.items.values_list("source", "scope")))

        stand_post(post)

        thing = Thing.objects.get(kind="post", object_id=post.pk)
        assert (columns(thing), set(thing.items.values_list("source", "scope"))) == made
    said = BrinkComment.objects.exclude(answers=None).latest("pk")
    assert Thing.objects.filter(kind="comment", object_id=said.pk).exists()


def say_again(made: Post) -> Post:
    """Return a post like `made`, with the same said under it, by the services."""
    words = take_apart(made, made.words)
    new = NewPost(Post.Kind(made.kind), words.title, words.text, made.language)
    assert made.author is not None
    post = post_in_group(author=made.author, group=made.group, new=new, now=made.posted_at)
    asked_of = made.kind == "question"
    for comment in BrinkComment.objects.filter(answers=made.opening_id).order_by("pk"):
        answer = post_comment(author=comment.user, target=post, text=comment.comment, now=comment.submit_date)
        if asked_of and comment.helped_at is not None:
            say_helped(asker=made.author, answer=answer, now=comment.helped_at)
    found: Post = Post.objects.select_related("opening").get(pk=post.pk)
    return found


def talk_of(post: Post) -> list[tuple[dict[str, Any], dict[str, Any]]]:  # Any: as above
    said = BrinkComment.objects.filter(answers=post.opening_id, site_id=settings.SITE_ID).order_by("pk")
    return [(columns(comment), columns(Conversation.objects.get(root=comment))) for comment in said]


def test_every_question_is_in_the_list_with_its_clock(organisation: HomePage) -> None:
    questions = Question.objects.filter(group__isnull=False)

    assert questions.count() == Post.objects.filter(kind="question").count()
    assert questions.filter(due_at=None).count() == 0
    assert set(questions.values_list("state", flat=True)) <= {"open", "answered", "helped"}


@pytest.mark.parametrize("name", ["group", "post", "question"])
def test_what_is_found_of_them_is_as_reading_it_anew_would_write_it(
    organisation: HomePage, name: str
) -> None:
    things = findable(KINDS[name])
    keys = list(things.order_by("-pk").values_list("pk", flat=True)[:3])
    made = [found_of(name, key) for key in keys]

    remember(things.filter(pk__in=keys), now=NOW)

    assert [found_of(name, key) for key in keys] == made
    assert Entry.objects.filter(kind=name).count() == things.count()


def found_of(name: str, key: int) -> dict[str, Any]:  # Any: as above
    entry = Entry.objects.get(kind=name, object_id=key)
    passages = list(entry.passages.values_list("position", "anchor", "heading", "text", "language"))
    return {**columns(entry), "version": None, "passages": passages}
