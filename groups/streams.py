"""Posts in the streams of what people follow: under group, author, subjects and themselves."""

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from access.scopes import Viewer
from content.scopes import hold_scopes
from dialogue.authors import authors_for
from dialogue.mentions import named_in
from dialogue.models import BrinkComment
from dialogue.numbers import number_in
from dialogue.wording import as_excerpt
from directory.models import Person
from directory.visibility import as_seen_by
from following.appearing import Appearance, appear_all, disappear
from following.models import StreamItem, Thing
from following.sources import Place
from following.talking import COMMENT, Ground
from following.things import Card
from groups.guides import GUIDES
from groups.models import Group, Post
from groups.source import GROUP
from groups.talking import name_of
from notices.models import Event

POST = "post"
WORDS_SHOWN = 40


class PostKind:
    """Posts that stand, in groups that the reader may read."""

    name = POST
    label: str | Promise = gettext_lazy("Post in a group")
    plural: str | Promise = gettext_lazy("Posts in groups")

    def cards(self, ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
        standing = Post.objects.visible_to(viewer).standing().filter(pk__in=ids)
        posts: list[Post] = list(standing.select_related("group", "opening"))
        authors = authors_for([post.author_id for post in posts], viewer)
        people = {one.person.pk: one.person for one in authors.values() if one.person is not None}
        shown = {person.pk: person for person in as_seen_by(people.values(), viewer)}
        named = named_in([post.words.comment for post in posts], viewer)
        found = {}
        for post in posts:
            author = authors.get(post.author_id, authors[None])
            person = shown.get(author.person.pk) if author.person is not None else None
            words = as_excerpt(post.words.comment, named)
            text = words.partition("\n")[2] if post.title else words
            doing = gettext(DOING[post.kind]) % {"name": post.group.name}
            found[post.pk] = Card(
                title=name_of(post),
                address=post.get_absolute_url(),
                language=post.language if post.title else "",
                label=GUIDES[post.kind].name,
                doing=doing if person is not None else f"{author.name} {doing}",
                person=person,
                text=Truncator(text.strip()).words(WORDS_SHOWN),
                text_language=post.language,
                under=(POST, post.pk),
            )
        return found


# What an author did, after their name.
DOING: dict[str, str] = {
    Post.Kind.MESSAGE: gettext_noop("wrote in %(name)s"),
    Post.Kind.QUESTION: gettext_noop("asked a question in %(name)s"),
    Post.Kind.LESSON: gettext_noop("shared a lesson in %(name)s"),
    Post.Kind.WORK: gettext_noop("shows work in progress in %(name)s"),
    Post.Kind.IDEA: gettext_noop("has an idea in %(name)s"),
    Post.Kind.EVENT: gettext_noop("announces an event in %(name)s"),
    Post.Kind.POLL: gettext_noop("started a poll in %(name)s"),
}


class PostSource:
    """One post: what is said under it comes to whoever follows it."""

    name = POST
    label: str | Promise = gettext_lazy("post")
    plural: str | Promise = gettext_lazy("posts")

    def places(self, ids: Collection[int], viewer: Viewer) -> dict[int, Place]:
        posts = Post.objects.visible_to(viewer).filter(pk__in=ids).select_related("group")
        return {
            post.pk: Place(
                title=name_of(post),
                address=post.get_absolute_url(),
                language=post.language if post.title and post.stands else "",
                has_ended=post.group.state == Group.State.ARCHIVED,
            )
            for post in posts
        }


def grounds_of_posts(keys: Collection[str]) -> dict[str, Ground]:
    """Return on what talk under posts stands."""
    rows = Post.objects.filter(pk__in=[number_in(key) for key in keys])
    return {
        str(pk): Ground((POST, pk), scope_id, language)
        for pk, scope_id, language in rows.values_list("pk", "scope_id", "language")
    }


def stand_post(post: Post) -> None:
    """Let a post stand in streams as it is now, or take it away while its words do not stand.

    Call it in the transaction that changes the post.
    """
    if not post.stands:
        disappear(POST, [post.pk])
        return
    hold_scopes()
    before = Thing.objects.filter(kind=POST, object_id=post.pk)
    seen_before = before.values_list("scope_id", flat=True).first() or post.scope_id
    [thing] = appear_all([_appearance_of(post, are_news=True)], now=timezone.now())
    if thing.scope_id != seen_before:
        # A move takes along what is said under it.
        give_scope(Post.objects.filter(pk=post.pk), thing.scope_id)


@transaction.atomic
def read_anew(after: int, count: int) -> list[int]:
    """Let the next posts beyond a key stand in streams as they are now; return the keys that were read."""
    posts = Post.objects.filter(pk__gt=after).order_by("pk")[:count]
    hold_scopes()
    read = list(posts.select_related("author__person").prefetch_related("subjects"))
    standing = [_appearance_of(post, are_news=False) for post in read if post.stands]
    appear_all(standing, now=timezone.now())
    disappear(POST, [post.pk for post in read if not post.stands])
    return [post.pk for post in read]


def _appearance_of(post: Post, *, are_news: bool) -> Appearance:
    person: Person | None = getattr(post.author, "person", None)
    return Appearance(
        kind=POST,
        object_id=post.pk,
        sources=[
            (GROUP, post.group_id),
            (POST, post.pk),
            *([("person", person.pk)] if person is not None else []),
            *(("subject", pk) for pk in sorted(subject.pk for subject in post.subjects.all())),
        ],
        scope_id=post.scope_id,
        published_at=post.posted_at,
        language=post.language,
        is_news=are_news,
    )


def words_of_post(post_id: int) -> BrinkComment | None:
    """Return the comment that holds the words of a post."""
    found: BrinkComment | None = BrinkComment.objects.filter(post=post_id).first()
    return found


def give_scope(posts: "QuerySet[Any]", scope_id: int) -> None:  # Any: a queryset of posts
    """Let what streams and notices tell of `posts` and of talk under them be seen by others than before."""
    told: list[tuple[str, QuerySet[Any]]] = [
        (POST, posts.order_by().values("pk")),
        (COMMENT, _comments_under(posts)),
    ]
    for kind, ids in told:
        things = Thing.objects.filter(kind=kind, object_id__in=ids).exclude(scope=scope_id)
        StreamItem.objects.filter(thing__in=things.values("pk")).update(scope_id=scope_id)
        things.update(scope_id=scope_id)
    type_id = ContentType.objects.get_for_model(Post).pk
    said = Event.objects.filter(comment__content_type=type_id, comment__object_pk__in=_as_text(posts))
    # Its author is told of the decision of a moderator wherever the post is.
    said.exclude(kind=Event.Kind.DECISION).exclude(scope=scope_id).update(scope_id=scope_id)


def _comments_under(posts: "QuerySet[Any]") -> "QuerySet[Any]":  # Any: as above
    type_id = ContentType.objects.get_for_model(Post).pk
    comments: QuerySet[Any] = BrinkComment.objects.filter(content_type=type_id, object_pk__in=_as_text(posts))
    return comments.order_by().values("pk")


def _as_text(posts: "QuerySet[Any]") -> "QuerySet[Any]":
    keys: QuerySet[Any] = posts.order_by().annotate(key=Cast("pk", CharField())).values("key")
    return keys
