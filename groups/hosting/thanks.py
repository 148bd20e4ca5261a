"""Whom hosts can thank: colleagues whose answer helped lately, and whom no host has thanked yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q

from access.models import User
from dialogue.authors import Author, authors_for
from dialogue.models import BrinkComment
from groups.models import Group, Membership, Post, Question

LATELY = timedelta(days=30)
# Of so many questions the answers are looked at, so that the cost stays the same in a large group.
LOOKED_AT = 60
SHOWN = 3


@dataclass(frozen=True)
class ToThank:
    """An answer that helped, with who gave it and what was asked."""

    answer: BrinkComment
    author: Author
    post: Post


def to_thank(group_id: int, host: User, now: datetime) -> list[ToThank]:
    """Return a few answers that helped lately, one for each colleague, the newest first."""
    helped = Question.objects.standing().filter(
        group=group_id, state=Question.State.HELPED, asked_at__gt=now - 2 * LATELY
    )
    posts = {
        question.post_id: question.post
        for question in helped.select_related("post__opening").order_by("-asked_at", "-pk")[:LOOKED_AT]
        if question.post is not None
    }
    answers = _answers_under(list(posts.values()), group_id, host, now)
    authors = authors_for([answer.user_id for answer in answers], host)
    return [
        ToThank(answer, author, posts[int(answer.object_pk)])
        for answer in answers
        if (author := authors[answer.user_id]).person is not None
    ][:SHOWN]


def is_to_thank(answer: BrinkComment, group: Group) -> bool:
    """Whether `answer` helped, under a post of `group`."""
    is_of_post = answer.content_type_id == ContentType.objects.get_for_model(Post).pk
    if answer.helped_at is None or not is_of_post:
        return False
    return bool(Post.objects.standing().filter(pk=int(answer.object_pk), group=group).exists())


def _answers_under(posts: list[Post], group_id: int, host: User, now: datetime) -> list[BrinkComment]:
    """Return the answers that helped, one for each author, for which no host has said thanks."""
    if not posts:
        return []
    hosts = Membership.objects.hosts().filter(group=group_id).order_by()
    thanked = BrinkComment.objects.filter(
        Q(parent_id=OuterRef("pk")) | Q(answers_id=OuterRef("pk")),
        user__in=hosts.values("person__user"),
        withdrawn_at=None,
    ).exclude(pk=OuterRef("pk"))
    rows = (
        BrinkComment.objects.standing()
        .select_related(None)
        .filter(
            content_type=posts[0].words.content_type_id,
            object_pk__in=[str(post.pk) for post in posts],
            helped_at__gt=now - LATELY,
            user__is_active=True,
        )
        .exclude(user=host)
        .exclude(user=F("answers__user"))
        .exclude(Exists(thanked.order_by()))
        .order_by("-helped_at", "-pk")
    )
    first_of_each: dict[int | None, BrinkComment] = {}
    for answer in rows[:LOOKED_AT]:
        first_of_each.setdefault(answer.user_id, answer)
    return list(first_of_each.values())
