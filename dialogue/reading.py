"""A thread as one reader meets it: a part of its conversations, each unfolded as far as is shown.

What is fetched follows from what is shown, however long the thread is; only the heading adds up the
summaries of all conversations under the thing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, Sum
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from access.models import User
from dialogue.asked import Asked, asked_of
from dialogue.authors import Author, authors_for
from dialogue.markup import Named
from dialogue.mentions import named_in
from dialogue.models import BrinkComment, Conversation
from dialogue.ordering import Order, Start, read_part, start_of
from dialogue.querysets import CommentQuerySet, ConversationQuerySet
from dialogue.reactions import NO_TALLIES, Tally, tallies_under
from dialogue.targets import Target, hides_from, moderates

# Comments shown before the rest waits for a click.
COMMENTS_SHOWN = 50
# Replies shown under a first comment before the rest folds away, and replies that one click adds.
REPLIES_SHOWN = 20
REPLIES_ADDED = 50
# Where a link leads deep into a long conversation: replies shown before the place.
REPLIES_BEFORE = 5


@dataclass(frozen=True)
class Rest:
    """Replies behind a comment that are not shown: how many, where that is known."""

    count: int = 0
    # The comment before which they stand, where one is shown further on.
    before: int | None = None


@dataclass(frozen=True)
class Line:
    """One comment at its place, with what the reader may do with it."""

    comment: BrinkComment
    author: Author
    answers: Author | None
    # Whose comment it stands below, for who does not see that it is set in.
    above: Author | None
    is_keeper: bool
    is_own: bool
    is_pinned: bool
    may_answer: bool
    may_moderate: bool
    may_pin: bool
    asked: Asked
    tallies: tuple[Tally, ...]
    rest: Rest | None
    # The colleagues who are named in this part, by key.
    named: dict[int, Named]

    @property
    def is_marked(self) -> bool:
        """Whether it lies on another paper: an answer by whose page it is, or by who leads."""
        return (self.is_keeper and self.comment.level > 0) or self.author.is_leader or self.asked.leads

    @property
    def depth(self) -> str:
        """The class that sets the comment in: nothing, d2 or d3."""
        return f"d{self.comment.level + 1}" if self.comment.level else ""


@dataclass(frozen=True)
class Thread:
    """The comments under one thing, or a part of them."""

    target: Target
    lines: list[Line]
    order: Order
    # The orders to choose from; none where there is nothing to put in order.
    orders: list[Order]
    comment_count: int
    closed_reason: str | None
    starts_later: bool
    next_start: Start | None
    pinned: Line | None
    is_answered_by_reader: bool

    def shows(self, comment: BrinkComment) -> bool:
        """Whether `comment` has a line in this part."""
        return any(line.comment.pk == comment.pk for line in self.lines)


def read_thread(
    target: Target,
    viewer: User,
    *,
    order: Order | None = None,
    start: Start | None = None,
    at: BrinkComment | None = None,
) -> Thread:
    """Return the comments under `target`, whole conversations at a time and about fifty.

    Without `order`, who answers for the thing gets what waits for an answer first, and everyone else
    the oldest. `start` says where to begin; with `at` it is the conversation of that comment, unfolded
    around it. Ask first whether `viewer` may see the target.
    """
    found = _conversations(target, viewer)
    totals = Conversation.objects.under(target.content_type.pk, target.key).aggregate(
        comment_count=Sum("standing_count"), number=Count("pk"), waiting_count=Count("waits_since")
    )
    is_answered_by_reader = target.is_answered_by(viewer)
    if order is Order.WAITING and not target.shows_what_waits_to(viewer):
        order = None
    if order is None:
        order = Order.WAITING if is_answered_by_reader and totals["waiting_count"] else Order.OLDEST
    if at is not None:
        conversation = found.filter(root_id=at.thread_id).first()
        start = start_of(conversation, order) if conversation is not None else None
    part = read_part(found, order, start, COMMENTS_SHOWN + 1)
    if start is not None and not part.conversations:
        return read_thread(target, viewer, order=order)
    threads, next_conversation = _unfolded(part.conversations, viewer, at)
    pinned = _pinned(target)
    shown = [comment for rows, _rests in threads for comment in rows]
    rests = {pk: rest for _rows, rests in threads for pk, rest in rests.items()}
    lines = _lines([*pinned, *shown], rests, target, viewer, pinned)
    orders = [Order.OLDEST, Order.NEWEST] if totals["number"] > 1 else []
    is_told = orders and target.shows_what_waits_to(viewer)
    if is_told and (totals["waiting_count"] or order is Order.WAITING):
        orders.insert(0, Order.WAITING)
    return Thread(
        target=target,
        lines=lines[len(pinned) :],
        order=order,
        orders=orders,
        comment_count=totals["comment_count"] or 0,
        closed_reason=target.closed_to(viewer),
        starts_later=start is not None,
        next_start=part.start_at(next_conversation) if next_conversation else None,
        pinned=lines[0] if pinned else None,
        is_answered_by_reader=is_answered_by_reader,
    )


def read_replies(
    target: Target, viewer: User, *, after: BrinkComment, before: BrinkComment | None = None
) -> list[Line]:
    """Return the next fifty comments of one conversation, behind `after` and up to `before` if given."""
    rows = _rows(viewer).filter(thread_id=after.thread_id, order__gt=after.order)
    if before is not None:
        rows = rows.filter(order__lt=before.order)
    comments = list(rows[: REPLIES_ADDED + 1])
    shown = comments[:REPLIES_ADDED]
    rests = {shown[-1].pk: Rest(before=before.pk if before else None)} if len(comments) > len(shown) else {}
    return _lines(shown, rests, target, viewer, _pinned(target))


def read_around(comment: BrinkComment, target: Target, viewer: User, *, order: Order | None = None) -> Thread:
    """Return the first part if it shows `comment`, or the part that begins with its conversation.

    A comment without a place is in neither; then it is the first part.
    """
    first = read_thread(target, viewer, order=order)
    if first.shows(comment):
        return first
    part = read_thread(target, viewer, order=order, at=comment)
    return part if part.shows(comment) else first


def _conversations(target: Target, viewer: User) -> ConversationQuerySet:
    concerning = BrinkComment.objects.concerning(viewer_id=viewer.pk, moderates=moderates(viewer))
    conversations = Conversation.objects.under(target.content_type.pk, target.key)
    seen: ConversationQuerySet = conversations.seen_by(concerning, moderates=moderates(viewer))
    return seen


def _rows(viewer: User) -> CommentQuerySet:
    rows: CommentQuerySet = BrinkComment.objects.for_thread(viewer_id=viewer.pk, moderates=moderates(viewer))
    return rows


def _pinned(target: Target) -> list[BrinkComment]:
    """Return the pinned comment while it stands, or nothing."""
    pinned = BrinkComment.objects.standing().filter(
        pin__content_type=target.content_type, pin__object_pk=target.key
    )
    return list(pinned.naming_whom_they_answer())


Unfolded = tuple[list[BrinkComment], dict[int, Rest]]


def _unfolded(
    conversations: Sequence[Conversation], viewer: User, at: BrinkComment | None
) -> tuple[list[Unfolded], Conversation | None]:
    """Return the rows of as many conversations as fit, each with what is folded away behind which
    comment, and the first conversation that does not fit."""
    asked = _fitting(conversations)
    every = _rows(viewer)
    heads: dict[int, list[BrinkComment]] = {one.root_id: [] for one in asked}
    for comment in every.filter(pk__in=_keys(heads, 1, REPLIES_SHOWN + 1)):
        heads[comment.thread_id].append(comment)
    threads: list[Unfolded] = []
    shown_count = 0
    for conversation in asked:
        comments = heads[conversation.root_id]
        rests: dict[int, Rest] = {}
        if at is not None and at.thread_id == conversation.root_id and at.order > REPLIES_SHOWN + 1:
            comments, rests = _around(at, comments, every)
        if not rests:
            count = conversation.seen_count - sum(_is_seen(comment, viewer) for comment in comments)
            rests = {comments[-1].pk: Rest(count=count)} if comments and count > 0 else {}
        if threads and shown_count + len(comments) > COMMENTS_SHOWN:
            return threads, conversation
        threads.append((comments, rests))
        shown_count += len(comments)
    return threads, conversations[len(asked)] if len(asked) < len(conversations) else None


def _fitting(conversations: Sequence[Conversation]) -> list[Conversation]:
    """Return as many as can fit in a part: at least one, if there is any."""
    asked: list[Conversation] = []
    expected = 0
    for conversation in conversations:
        expected += min(conversation.seen_count, REPLIES_SHOWN + 1)
        if asked and expected > COMMENTS_SHOWN:
            break
        asked.append(conversation)
    return asked


def _around(at: BrinkComment, head: list[BrinkComment], every: CommentQuerySet) -> Unfolded:
    """Return the conversation unfolded to `at` and on, and what folds away where it is shown with gaps."""
    until = at.order + REPLIES_ADDED - REPLIES_BEFORE
    if at.order <= REPLIES_SHOWN + REPLIES_ADDED + 1:
        return [*head, *every.filter(pk__in=_keys([at.thread_id], REPLIES_SHOWN + 2, until))], {}
    since = at.order - REPLIES_BEFORE
    above = every.filter(pk=at.parent_id, level__gt=0, order__lt=since)
    comments = [*head[:1], *above, *every.filter(pk__in=_keys([at.thread_id], since, until))]
    rests = {
        one.pk: Rest(before=following.pk)
        for one, following in pairwise(comments)
        if one.order < since and following.order > one.order + 1
    }
    if comments[-1].order < comments[0].nested_count + 1:
        rests[comments[-1].pk] = Rest()
    return comments, rests


def _keys(thread_ids: Iterable[int], since: int, until: int) -> list[int]:
    """Return the keys of the rows at these places of conversations.

    Asked apart: with keys at hand no database goes through all comments that there are.
    """
    places = XtdComment.norel_objects.filter(
        thread_id__in=list(thread_ids), order__gte=since, order__lte=until
    )
    return list(places.order_by().values_list("pk", flat=True))


def _is_seen(comment: BrinkComment, viewer: User) -> bool:
    """Whether the reader sees more than a place: the text, or that it is hidden and why."""
    return comment.withdrawn_at is None and not hides_from(comment, viewer)


def _lines(
    comments: Iterable[BrinkComment],
    rests: Mapping[int, Rest],
    target: Target,
    viewer: User,
    pinned: Sequence[BrinkComment],
) -> list[Line]:
    comments = list(comments)
    authors = authors_for(
        [
            user_id
            for comment in comments
            for user_id in (comment.user_id, comment.answers_user_id, comment.above_user_id)
        ],
        viewer,
    )
    named = named_in([comment.comment for comment in comments], viewer)
    asked = asked_of(comments, target, viewer, timezone.now())
    keeper = target.keeper
    is_open = target.closed_to(viewer) is None
    may_moderate = target.is_moderated_by(viewer)
    may_pin = target.is_answered_by(viewer)
    tallies = tallies_under([comment.pk for comment in comments if comment.stands], viewer)
    return [
        Line(
            comment=comment,
            author=authors.get(comment.user_id, authors[None]),
            answers=authors.get(comment.answers_user_id, authors[None]) if comment.answers_id else None,
            above=authors.get(comment.above_user_id) if comment.level and comment.above_user_id else None,
            is_keeper=keeper is not None
            and comment.user_id is not None
            and keeper.user_id == comment.user_id,
            is_own=comment.user_id == viewer.pk,
            is_pinned=comment in pinned,
            may_answer=is_open and comment.stands,
            may_moderate=may_moderate,
            may_pin=may_pin and comment.stands,
            named=named,
            asked=asked.get(comment.pk, Asked()),
            tallies=tallies.get(comment.pk, NO_TALLIES),
            rest=rests.get(comment.pk),
        )
        for comment in comments
    ]
