"""In which order conversations are read, and how a part of a thread says where the next one begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db.models import Q

from dialogue.models import Conversation
from dialogue.numbers import LARGEST
from dialogue.querysets import ConversationQuerySet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_START = re.compile(r"(w?)(\d{1,10})(?:-(\d{1,16}))?(?:~(\d{1,10})-(\d{1,16}))?", re.ASCII)


class Order(StrEnum):
    """How readers ask for the conversations under a thing."""

    OLDEST = "oldest"
    NEWEST = "newest"
    # Those that wait for an answer first, the longest waiting on top; then the others, newest first.
    WAITING = "waiting"


def order_in(text: str | None) -> Order | None:
    """Return the order that `text` names, or None."""
    return next((order for order in Order if order == text), None)


@dataclass(frozen=True)
class Start:
    """The conversation with which a part begins, and the moment that gives it its place.

    The moment goes along, so that a part begins where it did also once somebody speaks there.
    """

    root_id: int
    moment: datetime | None = None
    is_waiting: bool = False
    # Where those that do not wait begin, as it was when those that wait were first read.
    others: "Start | None" = None

    def __str__(self) -> str:
        """Return the text for an address; `start_in` reads it."""
        moment = "" if self.moment is None else f"-{(self.moment - EPOCH) // timedelta(microseconds=1)}"
        others = "" if self.others is None else f"~{self.others}"
        return f"{'w' if self.is_waiting else ''}{self.root_id}{moment}{others}"


# Behind every conversation there is.
NOWHERE = Start(0, EPOCH)


def start_in(text: str | None) -> Start | None:
    """Return the start that `text` writes, or None where no part can begin."""
    found = _START.fullmatch(text or "")
    if found is None:
        return None
    waits, root_id, moment, others_root_id, others_moment = found.groups()
    if max(int(root_id), int(others_root_id or 0)) > LARGEST or (waits and moment is None):
        return None
    others = Start(int(others_root_id), _moment(others_moment)) if others_root_id else None
    return Start(int(root_id), _moment(moment) if moment else None, bool(waits), others)


@dataclass(frozen=True)
class Part:
    """Conversations in an order, from somewhere on."""

    order: Order
    conversations: list[Conversation]
    others: Start | None = None

    def start_at(self, conversation: Conversation) -> Start:
        """Return the start of the part that begins with `conversation`."""
        return start_of(conversation, self.order, self.others)


def start_of(conversation: Conversation, order: Order, others: Start | None = None) -> Start:
    """Return the start of a part in `order` that begins with `conversation`."""
    if order is Order.OLDEST:
        return Start(conversation.root_id)
    if order is Order.WAITING and conversation.waits_since is not None:
        return Start(conversation.root_id, conversation.waits_since, is_waiting=True, others=others)
    return Start(conversation.root_id, conversation.last_spoken_at)


def read_part(conversations: ConversationQuerySet, order: Order, start: Start | None, most: int) -> Part:
    """Return at most so many of `conversations`, from `start` on: one query, or two for those that wait."""
    if order is Order.OLDEST:
        from_there = conversations.filter(root_id__gte=start.root_id) if start else conversations
        return Part(order, list(from_there.order_by("root_id")[:most]))
    if order is Order.NEWEST:
        return Part(order, list(_newest(conversations, start)[:most]))
    waiting: list[Conversation] = []
    others_start = start
    if start is None or start.is_waiting:
        waiting = list(_longest_waiting(conversations, start)[:most])
        others_start = start.others if start else None
    others: list[Conversation] = list(_newest(conversations.filter(waits_since=None), others_start)[:most])
    return Part(order, [*waiting, *others][:most], others_start or _first(others))


def _first(others: Sequence[Conversation]) -> Start:
    return Start(others[0].root_id, others[0].last_spoken_at) if others else NOWHERE


def _newest(conversations: ConversationQuerySet, start: Start | None) -> ConversationQuerySet:
    if start is not None and start.moment is not None:
        # The first condition alone is a range of the index.
        conversations = conversations.filter(last_spoken_at__lte=start.moment).filter(
            Q(last_spoken_at__lt=start.moment) | Q(root_id__lte=start.root_id)
        )
    return conversations.order_by("-last_spoken_at", "-root_id")


def _longest_waiting(conversations: ConversationQuerySet, start: Start | None) -> ConversationQuerySet:
    conversations = conversations.filter(waits_since__isnull=False)
    if start is not None:
        conversations = conversations.filter(waits_since__gte=start.moment).filter(
            Q(waits_since__gt=start.moment) | Q(root_id__gte=start.root_id)
        )
    return conversations.order_by("waits_since", "root_id")


def _moment(microseconds: str) -> datetime:
    return EPOCH + timedelta(microseconds=int(microseconds))
