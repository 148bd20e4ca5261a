"""Hearing nothing more of a conversation, of something that is followed or of a kind of event, and again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from access.models import User
from dialogue.models import BrinkComment
from following.models import Source
from notices.models import Event, Mute, Notice


class NothingToMute(LookupError):
    """There is no such conversation, source or kind."""


@dataclass(frozen=True)
class Muting:
    """What can be muted: one of the three, as a mute keeps it."""

    thread: int | None = None
    source: int | None = None
    kind: str = ""

    @property
    def name(self) -> str:
        """Which of the three it is."""
        return "thread" if self.thread else "source" if self.source else "kind"

    def as_columns(self) -> dict[str, Any]:  # Any: of each column its own
        """Return it as the columns of a mute."""
        return {"thread_id": self.thread, "source_id": self.source, "kind": self.kind}


@dataclass(frozen=True)
class Muted:
    """The conversations, sources and kinds of notices that a person muted."""

    threads: frozenset[int] = frozenset()
    sources: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()

    @property
    def notices(self) -> Q:
        """The condition on notices that are about any of it."""
        # Under what words open, each first comment begins a thread of its own and answers them.
        answers = BrinkComment.objects.filter(answers__in=self.threads).order_by()
        return (
            Q(event__comment__thread_id__in=self.threads)
            | Q(event__comment__thread_id__in=answers.values("thread_id"))
            | Q(source__in=self.sources)
            | Q(event__kind__in=self.kinds)
        )

    def silences(self, notice: Notice) -> bool:
        """Tell whether `notice` is about any of it, as the condition says it."""
        event = notice.event
        is_of_thread = bool(self.threads) and event.comment is not None
        return (
            (is_of_thread and event.comment is not None and conversation_of(event.comment) in self.threads)
            or notice.source_id in self.sources
            or event.kind in self.kinds
        )

    def holds(self, muting: Muting) -> bool:
        """Tell whether this very thing is muted."""
        return muting.thread in self.threads or muting.source in self.sources or muting.kind in self.kinds


def conversation_of(comment: BrinkComment) -> int:
    """Return the first comment of a conversation, by which it is muted; under a post all talk is one."""
    return conversations_of([comment])[comment.pk]


def conversations_of(comments: Iterable[BrinkComment]) -> dict[int, int]:
    """Return {comment: the first of its conversation, or the words that open all of it} in one query."""
    comments = list(comments)
    roots = {comment.thread_id for comment in comments if not comment.is_first}
    rows = BrinkComment.objects.filter(pk__in=roots).order_by() if roots else BrinkComment.objects.none()
    # The first of a thread answers nothing but what opens the thing.
    openings = dict(rows.values_list("pk", "answers_id"))
    return {
        comment.pk: (comment.answers_id if comment.is_first else openings.get(comment.thread_id))
        or comment.thread_id
        for comment in comments
    }


@transaction.atomic
def mute(
    *, owner: User, thread: int | None = None, source: int | None = None, kind: str = "", now: datetime
) -> Mute:
    """Let `owner` hear nothing more of this one thing; muting again changes nothing.

    `thread` is the key of any comment of a conversation. Raises NothingToMute.
    """
    wanted = _existing(thread, source, kind)
    made, _is_new = Mute.objects.get_or_create(owner=owner, **wanted.as_columns(), defaults={"muted_at": now})
    return made


@transaction.atomic
def unmute(*, owner: User, thread: int | None = None, source: int | None = None, kind: str = "") -> None:
    """Let `owner` hear of this one thing again; what is not muted stays as it is."""
    Mute.objects.filter(owner=owner, **Muting(thread, source, kind).as_columns()).delete()


def muted_of(owner_id: int) -> Muted:
    """Return all that an account muted, in one query."""
    rows = list(Mute.objects.filter(owner=owner_id).values_list("thread_id", "source_id", "kind"))
    return Muted(
        threads=frozenset(thread for thread, _source, _kind in rows if thread is not None),
        sources=frozenset(source for _thread, source, _kind in rows if source is not None),
        kinds=frozenset(kind for _thread, _source, kind in rows if kind),
    )


def _existing(thread: int | None, source: int | None, kind: str) -> Muting:
    if thread is not None:
        said = BrinkComment.objects.filter(pk=thread).first()
        thread = conversation_of(said) if said is not None else None
    elif source is not None:
        source = Source.objects.filter(pk=source).values_list("pk", flat=True).first()
    elif kind not in Event.Kind.values:
        kind = ""
    if thread is None and source is None and not kind:
        raise NothingToMute
    return Muting(thread, source, kind)
