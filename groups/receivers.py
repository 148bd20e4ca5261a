"""What groups keep in step with what is said: whether a post stands, its talk, and how far its answer is."""

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page

from content.scopes import register_carrier
from dialogue import signals as dialogue_signals
from dialogue.models import BrinkComment
from dialogue.services.waits import register_asked_people
from directory.models import Person
from directory.signals import person_erased, person_left, person_rejoined
from following.appearing import disappear
from following.models import Source
from groups.models import Group, Post, Question
from groups.services import keeping
from groups.services.replies import asked_people, forget_replies, note_replies
from groups.signals import post_changed, scope_changed
from groups.streams import POST, give_scope, stand_post

register_asked_people(asked_people)


# Any, below: what a signal brings along.
@receiver(dialogue_signals.comments_changed)
def keep_posts(comment_ids: Collection[int], **kwargs: Any) -> None:
    """Keep what lists show of the posts that these comments open or stand under."""
    if kwargs.get("are_new"):
        note_replies(comment_ids)
    else:
        forget_replies(comment_ids)
    keeping.keep_questions(comment_ids)
    type_id = ContentType.objects.get_for_model(Post).pk
    changed = BrinkComment.objects.filter(pk__in=comment_ids, content_type=type_id).order_by()
    for key in sorted({int(key) for key in changed.values_list("object_pk", flat=True)}):
        keeping.keep_post(key)


@receiver(dialogue_signals.words_changed)
def keep_words(comment: BrinkComment, **kwargs: Any) -> None:
    if comment.is_opening:
        keeping.keep_post(int(comment.object_pk))


@receiver([person_left, person_rejoined, person_erased])
def keep_names_in_titles(
    people: Collection[Person] = (), person: Person | None = None, **kwargs: Any
) -> None:
    """A title is a copy of words that name colleagues by key: who left or is erased is named in none."""
    for named in (*people, *([person] if person is not None else [])):
        naming = Post.objects.exclude(title="").filter(opening__comment__contains=f"@{{{named.pk}}}")
        for key in naming.values_list("pk", flat=True):
            keeping.keep_post(key)


@receiver(dialogue_signals.waiting_changed)
def keep_answers(comment_ids: Collection[int], **kwargs: Any) -> None:
    keeping.keep_questions(comment_ids)


@register_carrier
def carry_scopes(scope_id: int, pages: "QuerySet[Page]") -> None:
    """Let questions under a page be seen by whoever sees the page."""
    Question.objects.filter(~Q(scope=scope_id), page__in=pages).update(scope_id=scope_id)


@receiver(post_changed)
def follow_post(post: Post, **kwargs: Any) -> None:
    """Keep what stands in streams in step with the post."""
    stand_post(post)


@receiver(scope_changed)
def carry_scope_of_group(group: Group, **kwargs: Any) -> None:
    """Let what is told of a group be seen by whoever reads there now."""
    give_scope(Post.objects.filter(group=group), group.scope_id)


@receiver(post_delete, sender=Post)
def forget_post(instance: Post, **kwargs: Any) -> None:
    """Nobody can follow what is gone, nor meet it in a stream."""
    disappear(POST, [instance.pk])
    Source.objects.filter(kind=POST, object_id=instance.pk).delete()
