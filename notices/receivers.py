"""What people are given notice of: events that dialogue and following tell of."""

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from wagtail.models import Page

from content.scopes import register_carrier
from dialogue import signals as dialogue_signals
from dialogue.models import BrinkComment, CommentReport, Decision
from dialogue.targets import Target
from following.models import Thing
from following.signals import thing_appeared
from notices import happening
from notices.models import Event


# Any, below: what a signal brings along.
@receiver(dialogue_signals.comment_posted)
def hear_comment(comment: BrinkComment, target: Target, **kwargs: Any) -> None:
    happening.note_posted(comment, target)


@receiver(dialogue_signals.question_asked)
def hear_question(comment: BrinkComment, target: Target, **kwargs: Any) -> None:
    happening.note_question(comment, target)


@receiver(dialogue_signals.people_mentioned)
def hear_mentions(comment: BrinkComment, target: Target, **kwargs: Any) -> None:
    happening.note_mentions(comment, target)


@receiver(dialogue_signals.answer_helped)
def hear_help(comment: BrinkComment, target: Target, **kwargs: Any) -> None:
    happening.note_help(comment, target)


@receiver(dialogue_signals.question_asked_again)
def hear_asked_again(comment: BrinkComment, target: Target, **kwargs: Any) -> None:
    happening.note_asked_again(comment, target)


@receiver(dialogue_signals.comment_decided)
def hear_decision(decision: Decision, **kwargs: Any) -> None:
    happening.note_decision(decision)


@receiver(dialogue_signals.report_settled)
def hear_report(report: CommentReport, **kwargs: Any) -> None:
    happening.note_report(report)


@receiver(thing_appeared)
def hear_thing(thing: Thing, **kwargs: Any) -> None:
    happening.note_thing(thing)


@register_carrier
def carry_scopes(scope_id: int, pages: "QuerySet[Page]") -> None:
    """Let what happened under a page be seen by whoever sees the page."""
    Event.objects.filter(page__in=pages).exclude(scope=scope_id).update(scope_id=scope_id)
