"""The stream of a group: what was posted, the newest first, as a whole or narrowed down."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.models import User
from following.newest import Position
from groups.listing import PostLine, lines_of
from groups.models import Group, Post, Question

SHOWN = 20
MOST_PINNED = 3
# The number on a chip says no more than this.
MOST_COUNTED = 99

Kind = Post.Kind


class Only(StrEnum):
    """What of a stream is shown; the values stand in addresses."""

    EVERYTHING = ""
    OPEN_QUESTIONS = "open"
    QUESTIONS = "questions"
    LESSONS = "lessons"
    WORK = "work"
    EVENTS = "events"
    IDEAS = "ideas"
    FILES = "files"


WORDS: dict[Only, str | Promise] = {
    Only.EVERYTHING: _("Everything"),
    Only.OPEN_QUESTIONS: _("Open questions"),
    Only.QUESTIONS: _("Questions"),
    Only.LESSONS: _("Lessons"),
    Only.WORK: _("Work in progress"),
    Only.EVENTS: pgettext_lazy("kind of post", "Events"),
    Only.IDEAS: _("Ideas"),
    Only.FILES: _("Files"),
}
CONDITIONS: dict[Only, Callable[[], Q]] = {
    # What is pinned stands above the stream.
    Only.EVERYTHING: lambda: Q(pinned_at=None),
    Only.OPEN_QUESTIONS: lambda: Q(kind=Kind.QUESTION, question__state=Question.State.OPEN),
    Only.QUESTIONS: lambda: Q(kind=Kind.QUESTION),
    Only.LESSONS: lambda: Q(kind=Kind.LESSON),
    Only.WORK: lambda: Q(kind=Kind.WORK),
    Only.EVENTS: lambda: Q(kind=Kind.EVENT),
    Only.IDEAS: lambda: Q(kind=Kind.IDEA),
    Only.FILES: lambda: Q(has_file=True),
}


@dataclass(frozen=True)
class Way:
    """One way to narrow the stream down."""

    only: Only
    is_current: bool
    count: int | None = None

    @property
    def words(self) -> str | Promise:
        return WORDS[self.only]


@dataclass(frozen=True)
class Stream:
    """A part of the stream of a group, and where the next part begins if there is more."""

    group: Group
    lines: list[PostLine]
    ways: list[Way]
    only: Only
    starts_later: bool
    next_cursor: Position | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever posted, so that there is nothing to narrow down either."""
        return not self.lines and self.group.last_posted_at is None


def only_in(text: str | None) -> Only:
    """Return what `text` of an address asks for; everything where it asks for nothing that there is."""
    return Only(text) if text in list(Only) else Only.EVERYTHING


def read_stream(
    group: Group, viewer: User, *, only: Only = Only.EVERYTHING, before: Position | None = None
) -> Stream:
    """Return what was posted in a group that `viewer` may read: a fixed number of queries and rows."""
    posts = _posts_of(group, viewer)
    if only is Only.OPEN_QUESTIONS:
        # The few that are open are found by themselves, however many posts there are.
        posts = posts.filter(pk__in=_open_in(group, viewer).values("post")[: 10 * SHOWN])
    else:
        posts = posts.filter(CONDITIONS[only]())
    if before is not None:
        moment = before.published_at
        posts = posts.filter(Q(posted_at__lt=moment) | Q(posted_at=moment, pk__lt=before.thing_id))
    found = list(posts.newest_first()[: SHOWN + 1])
    shown = found[:SHOWN]
    return Stream(
        group=group,
        lines=lines_of(shown, viewer),
        ways=_ways(group, viewer, only),
        only=only,
        starts_later=before is not None,
        next_cursor=Position(shown[-1].posted_at, shown[-1].pk) if len(found) > SHOWN else None,
    )


def pinned_in(group: Group, viewer: User) -> list[PostLine]:
    """Return what the hosts pinned, the last one first: at most three."""
    pinned = _posts_of(group, viewer).filter(pinned_at__isnull=False).order_by("-pinned_at", "-pk")
    return lines_of(pinned[:MOST_PINNED], viewer)


def _posts_of(group: Group, viewer: User) -> Any:  # Any: the model is named there
    posts = Post.objects.visible_to(viewer).standing().filter(group=group)
    return posts.select_related("group", "opening")


def _open_in(group: Group, viewer: User) -> Any:  # Any: as above
    questions = Question.objects.visible_to(viewer).standing().filter(group=group, state=Question.State.OPEN)
    return questions.order_by("-asked_at", "-pk")


def _ways(group: Group, viewer: User, only: Only) -> list[Way]:
    open_count = len(_open_in(group, viewer).values_list("pk")[:MOST_COUNTED])
    return [
        Way(one, is_current=one is only, count=open_count if one is Only.OPEN_QUESTIONS else None)
        for one in Only
    ]
