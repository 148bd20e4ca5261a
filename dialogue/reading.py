"""A thread as one reader meets it: in tree order by one query, with its authors by a second."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from access.models import User
from dialogue.authors import Author, authors_for
from dialogue.models import BrinkComment
from dialogue.querysets import REPLIES_SHOWN, CommentQuerySet
from dialogue.reactions import NO_TALLIES, Tally, tallies_under
from dialogue.targets import Target, moderates

# Comments shown before the rest waits for a click, and replies that one click adds.
COMMENTS_SHOWN = 50
REPLIES_ADDED = 50


@dataclass(frozen=True)
class Line:
    """One comment at its place, with what the reader may do with it."""

    comment: BrinkComment
    author: Author
    answers: Author | None
    is_keeper: bool
    is_own: bool
    may_answer: bool
    may_moderate: bool
    tallies: tuple[Tally, ...]
    # How many rows of this thread wait behind this one; nothing unless it is the last that is shown.
    waiting_count: int

    @property
    def is_marked(self) -> bool:
        """Whether it is said in words why this person's comment matters here."""
        return self.is_keeper or self.author.is_leader

    @property
    def depth(self) -> str:
        """The class that sets the comment in: nothing, d2 or d3."""
        return f"d{self.comment.level + 1}" if self.comment.level else ""


@dataclass(frozen=True)
class Thread:
    """The comments under one thing, or a part of them."""

    target: Target
    lines: list[Line]
    comment_count: int
    closed_reason: str | None
    starts_later: bool
    next_thread: int | None

    def shows(self, comment: BrinkComment) -> bool:
        """Whether `comment` has a line in this part."""
        return any(line.comment.pk == comment.pk for line in self.lines)


def read_thread(
    target: Target, viewer: User, *, start: int | None = None, upto: BrinkComment | None = None
) -> Thread:
    """Return the comments under `target`, whole threads at a time and at most fifty.

    `start` is the thread to begin with. `upto` is a comment to which its thread unfolds, however many
    answers that shows. Ask first whether `viewer` may see the target.
    """
    rows = _rows(target, viewer)
    shown = Q(place__lte=REPLIES_SHOWN + 1)
    if upto is not None:
        shown |= Q(thread_id=upto.thread_id, order__lte=upto.order)
    if start is not None:
        rows = rows.filter(thread_id__gte=start)
    # An unfolded thread may be longer than a screenful by itself.
    most = max(COMMENTS_SHOWN, upto.order if upto is not None else 0)
    comments = list(rows.filter(shown)[: most + 1])
    if start is not None and not comments:
        return read_thread(target, viewer)
    kept, next_thread = _whole_threads(comments, most)
    return Thread(
        target=target,
        lines=_lines(kept, target, viewer),
        comment_count=comments[0].standing_count or 0 if comments else 0,
        closed_reason=target.closed_reason,
        starts_later=start is not None,
        next_thread=next_thread,
    )


def read_replies(target: Target, viewer: User, *, after: BrinkComment) -> Thread:
    """Return the next fifty comments of one thread, behind the comment `after`."""
    rows = _rows(target, viewer).filter(thread_id=after.thread_id, order__gt=after.order)
    comments = list(rows[:REPLIES_ADDED])
    return Thread(
        target=target,
        lines=_lines(comments, target, viewer),
        comment_count=comments[0].standing_count or 0 if comments else 0,
        closed_reason=target.closed_reason,
        starts_later=True,
        next_thread=None,
    )


def read_around(comment: BrinkComment, target: Target, viewer: User) -> Thread:
    """Return the first part if it shows `comment`, or the part that begins with its thread and unfolds it.

    A comment without a place is in neither; then it is the first part.
    """
    first = read_thread(target, viewer)
    if first.shows(comment):
        return first
    part = read_thread(target, viewer, start=comment.thread_id, upto=comment)
    return part if part.shows(comment) else first


def _rows(target: Target, viewer: User) -> CommentQuerySet:
    comments: CommentQuerySet = BrinkComment.objects.under(target.content_type.pk, target.key)
    return comments.for_thread(viewer_id=viewer.pk, moderates=moderates(viewer))


def _whole_threads(comments: list[BrinkComment], most: int) -> tuple[list[BrinkComment], int | None]:
    """Return as many whole threads as fit in `most` rows, and the first thread that does not."""
    if len(comments) <= most:
        return comments, None
    cut = comments[-1].thread_id
    kept = [comment for comment in comments if comment.thread_id != cut]
    return kept, cut


def _lines(comments: list[BrinkComment], target: Target, viewer: User) -> list[Line]:
    authors = authors_for(
        [*(comment.user_id for comment in comments), *(comment.answers_user_id for comment in comments)],
        viewer,
    )
    keeper = target.keeper
    is_open = target.closed_reason is None
    may_moderate = moderates(viewer)
    tallies = tallies_under([comment.pk for comment in comments if comment.stands], viewer)
    lines = []
    for _thread, rows in groupby(comments, key=lambda comment: comment.thread_id):
        thread = list(rows)
        for comment in thread:
            lines.append(
                Line(
                    comment=comment,
                    author=authors.get(comment.user_id, authors[None]),
                    answers=authors.get(comment.answers_user_id, authors[None])
                    if comment.answers_id
                    else None,
                    is_keeper=keeper is not None
                    and comment.user_id is not None
                    and keeper.user_id == comment.user_id,
                    is_own=comment.user_id == viewer.pk,
                    may_answer=is_open and comment.stands,
                    may_moderate=may_moderate,
                    tallies=tallies.get(comment.pk, NO_TALLIES),
                    waiting_count=comment.thread_size - comment.place if comment is thread[-1] else 0,
                )
            )
    return lines
