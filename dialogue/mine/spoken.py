"""The sections that comments themselves fill: answers to me, who named me, and what I asked."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.models import User
from dialogue.mine.registry import FIRST, MIDDLE, Row, Section, register_section
from dialogue.models import BrinkComment, Mention
from dialogue.targets import visible_to


def answers_to(user: User) -> "QuerySet[BrinkComment]":
    """Return what others answered to comments of `user`, the newest first."""
    own = BrinkComment.objects.filter(user=user).order_by()
    # Two ways that each have an index, which one condition with “or” would leave unused.
    by_place = BrinkComment.objects.filter(parent_id__in=own.values("pk"), answers=None).order_by()
    by_name = BrinkComment.objects.filter(answers__in=own.values("pk")).order_by()
    found: QuerySet[BrinkComment] = (
        BrinkComment.objects.standing()
        .filter(visible_to(user), pk__in=by_place.values("pk").union(by_name.values("pk")))
        .exclude(user=user)
        .select_related(None)
        .order_by("-submit_date", "-pk")
    )
    return found


def mentions_of(user: User) -> "QuerySet[Mention]":
    """Return where others named `user` and they could read it, the newest first."""
    return (
        Mention.objects.filter(
            visible_to(user, prefix="comment__"),
            person__user=user,
            is_reached=True,
            comment__withdrawn_at=None,
            comment__hidden_at=None,
        )
        .exclude(comment__user=user)
        .select_related("comment")
        .order_by("-made_at", "-pk")
    )


def questions_of(user: User) -> "QuerySet[BrinkComment]":
    """Return what `user` said that asks or asked for an answer, the newest first."""
    found: QuerySet[BrinkComment] = (
        BrinkComment.objects.standing()
        .filter(visible_to(user), user=user)
        .exclude(answer_state=BrinkComment.AnswerState.NONE)
        .select_related(None)
        .order_by("-submit_date", "-pk")
    )
    return found


def rows_of_comments(comments: Sequence[BrinkComment], user: User) -> list[Row]:
    """Return a line for each comment of somebody else."""
    return [row_of(comment, user) for comment in comments]


def row_of(comment: BrinkComment, user: User, **more: Any) -> Row:  # Any: fields of a row
    """Return the line that leads to the place of `comment`, with its author unless that is `user`."""
    return Row(
        content_type_id=comment.content_type_id,
        object_pk=comment.object_pk,
        url=reverse("dialogue:comment-detail", args=[comment.pk]),
        happened_at=comment.submit_date,
        text=comment.comment,
        user_id=comment.user_id,
        has_author=comment.user_id != user.pk,
        **more,
    )


def _rows_of_mentions(mentions: Sequence[Mention], user: User) -> list[Row]:
    return [row_of(mention.comment, user) for mention in mentions]


def _rows_of_questions(comments: Sequence[BrinkComment], user: User) -> list[Row]:
    waiting = BrinkComment.AnswerState.WAITING
    return [
        row_of(
            comment,
            user,
            note=comment.get_answer_state_display(),
            is_waiting=comment.answer_state == waiting,
        )
        for comment in comments
    ]


def register() -> None:
    """Give “Your conversations” what comments say."""
    register_section(
        Section(
            name="answers",
            title=_("Answers to you"),
            nothing=_("Nobody has answered you yet."),
            find=answers_to,
            rows=rows_of_comments,
            order=FIRST + 10,
        )
    )
    register_section(
        Section(
            name="mentions",
            title=_("You were named"),
            nothing=_("Nobody has named you yet."),
            find=mentions_of,
            rows=_rows_of_mentions,
            order=FIRST + 20,
        )
    )
    register_section(
        Section(
            name="questions",
            title=_("What you asked"),
            nothing=_("You have not asked anything yet."),
            find=questions_of,
            rows=_rows_of_questions,
            order=MIDDLE,
        )
    )
