"""What waits for the answer of somebody: on one thing, or on all that they answer for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.models import User
from access.scopes import Viewer
from dialogue.asked import names_of_others
from dialogue.authors import Author, authors_for
from dialogue.mentions import named_in
from dialogue.mine.registry import FIRST, Act, Row, Section, register_section
from dialogue.mine.spoken import row_of
from dialogue.models import BrinkComment
from dialogue.promises import Clock, clocks_for
from dialogue.targets import Place, Target, answered_by, places_of, visible_to
from dialogue.wording import as_excerpt
from directory.models import Person

# The most urgent ones; who answers these sees the next.
SHOWN = 3


@dataclass(frozen=True)
class OwedAnswer:
    """A comment that waits for the reader, with what is left of the promised time."""

    comment: BrinkComment
    text: str
    author: Author
    clock: Clock
    place: Place


@dataclass(frozen=True)
class Owed:
    """The to-do of who answers for a thing: the most urgent of it, and who else sees the list."""

    count: int
    answers: list[OwedAnswer]
    also_seen_by: str

    @property
    def more_count(self) -> int:
        """How many wait besides those that are shown."""
        return self.count - len(self.answers)


def waiting_for(user: User) -> "QuerySet[BrinkComment]":
    """Return the comments that wait for `user`, the longest waiting first."""
    person = getattr(user, "person", None)
    if person is None or person.left_on is not None:
        nothing: QuerySet[BrinkComment] = BrinkComment.objects.none()
        return nothing
    found: QuerySet[BrinkComment] = (
        BrinkComment.objects.waiting().filter(visible_to(user), answered_by(person)).exclude(user=user)
    )
    return found


def owed_under(target: Target, viewer: Viewer, now: datetime) -> Owed | None:
    """Return what waits for `viewer` under `target`; nothing for who does not answer for it.

    The number of queries is fixed, and so it is for what waits on several things together.
    """
    if not isinstance(viewer, User) or not target.is_answered_by(viewer):
        return None
    comments = BrinkComment.objects.under(target.content_type.pk, target.key)
    waiting = comments.waiting().exclude(user=viewer)
    return owed_among(waiting, viewer, days=target.reply_days, seen_by=target.answerers, now=now)


def owed_among(
    waiting: "QuerySet[BrinkComment]", viewer: User, *, days: int, seen_by: Iterable[Person], now: datetime
) -> Owed | None:
    """Return the first of `waiting`, as a list that only `seen_by` see; nothing when nothing waits."""
    comments = list(waiting[:SHOWN])
    if not comments:
        return None
    clocks = clocks_for(comments, days=days, now=now)
    authors = authors_for([comment.user_id for comment in comments], viewer)
    named = named_in([comment.comment for comment in comments], viewer)
    places = places_of((comment.content_type_id, comment.object_pk) for comment in comments)
    answers = [
        OwedAnswer(
            comment=comment,
            text=as_excerpt(comment.comment, named),
            author=authors.get(comment.user_id, authors[None]),
            clock=clocks[comment.pk],
            place=places.get((comment.content_type_id, comment.object_pk), Place("", "")),
        )
        for comment in comments
    ]
    return Owed(waiting.count(), answers, names_of_others(seen_by, viewer))


def register() -> None:
    """Give “Your conversations” what waits for its reader."""
    register_section(
        Section(
            name="waiting",
            title=_("What waits for your answer"),
            nothing=_("Nothing waits for your answer."),
            find=waiting_for,
            rows=_rows,
            order=FIRST,
        )
    )


def _rows(comments: Sequence[BrinkComment], user: User) -> list[Row]:
    return [
        row_of(
            comment,
            user,
            note=pgettext_lazy("comment", "Question") if comment.is_question else "",
            acts=(
                Act(
                    pgettext_lazy("comment", "Answer"),
                    reverse("dialogue:comment-reply", args=[comment.pk]),
                ),
                Act(_("Needs no answer"), reverse("dialogue:comment-aside", args=[comment.pk])),
            ),
        )
        for comment in comments
    ]
