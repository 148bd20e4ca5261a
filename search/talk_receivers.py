"""What can be found of groups follows what is written there, in the same transaction."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from dialogue import signals as dialogue_signals
from dialogue.models import BrinkComment
from groups import signals as groups_signals
from groups.models import Group, Post, Question
from search import services
from search.models import Entry
from search.talk import GROUP, POST, QUESTION, groups_to_find, posts_to_find, questions_to_find
from search.tasks_of_keepers import answer_by_publishing


# Any, below: what a signal brings along.
@receiver(post_save, sender=Group)
def follow_group(instance: Group, raw: bool, **kwargs: Any) -> None:
    if not raw:
        services.remember(groups_to_find().filter(pk=instance.pk), now=timezone.now())


@receiver(m2m_changed, sender=Group.subjects.through)
def follow_subjects_of_group(instance: Any, action: str, **kwargs: Any) -> None:
    if isinstance(instance, Group) and action.startswith("post_"):
        services.remember(groups_to_find().filter(pk=instance.pk), now=timezone.now())


@receiver(groups_signals.post_changed)
def follow_post(post: Post, **kwargs: Any) -> None:
    _follow_posts([post.pk])


@receiver(groups_signals.question_changed)
def follow_question(question: Question, **kwargs: Any) -> None:
    # What it repeats is found by its words too.
    _follow_questions(filter(None, [question.pk, question.duplicate_of_id]))


@receiver(dialogue_signals.words_changed)
def follow_words(comment: BrinkComment, **kwargs: Any) -> None:
    """What is said under a post is found with it; of its own words groups tell once they are kept."""
    if comment.is_opening:
        return
    if comment.content_type_id == ContentType.objects.get_for_model(Post).pk:
        _follow_posts([int(comment.object_pk)])


@receiver(groups_signals.scope_changed)
def carry_scope(group: Group, **kwargs: Any) -> None:
    """Let all that was ever written in a group be found by those who may see it now, in a few queries."""
    now = timezone.now()
    entries = Entry.objects.findable()
    written = entries.filter(kind=POST, object_id__in=group.posts.values("pk"))
    asked = entries.filter(kind=QUESTION, object_id__in=group.questions.values("pk"))
    for those in (written, asked):
        services.touch(those.exclude(scope=group.scope_id), now=now, scope=group.scope_id)
    # Elsewhere nothing is found any more by the words of a question that repeats it here.
    _follow_questions(
        Question.objects.filter(duplicates__group=group).exclude(group=group).values_list("pk", flat=True)
    )


@receiver(page_unpublished)
@receiver(page_published)
def follow_questions_of_page(instance: Any, **kwargs: Any) -> None:
    """Questions under a page come and go with it."""
    _follow_questions(Question.objects.filter(page=instance.pk).values_list("pk", flat=True))


@receiver(page_published)
def answer_what_came_back(instance: Any, **kwargs: Any) -> None:
    """A page that was extended answers the questions that asked for it."""
    answer_by_publishing(instance, now=timezone.now())


@receiver(post_delete, sender=Group)
def forget_group(instance: Group, **kwargs: Any) -> None:
    services.forget([GROUP], [instance.pk], now=timezone.now())


@receiver(post_delete, sender=Post)
def forget_post(instance: Post, **kwargs: Any) -> None:
    services.forget([POST], [instance.pk], now=timezone.now())


@receiver(post_delete, sender=Question)
def forget_question(instance: Question, **kwargs: Any) -> None:
    services.forget([QUESTION], [instance.pk], now=timezone.now())


def _follow_posts(ids: Iterable[int]) -> None:
    ids = list(ids)
    # Questions first, as everywhere: of two writers at once none waits for the other.
    asked = Question.objects.filter(post__in=ids).values_list("pk", flat=True)
    _follow_questions(asked)
    services.keep(POST, posts_to_find().filter(pk__in=ids), ids, now=timezone.now())


def _follow_questions(ids: Iterable[int]) -> None:
    ids = list(ids)
    services.keep(QUESTION, questions_to_find().filter(pk__in=ids), ids, now=timezone.now())
