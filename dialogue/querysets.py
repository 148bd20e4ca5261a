"""Everything that is read of comments and their reports."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

# Replies shown under the first comment of a thread before the rest folds away.
REPLIES_SHOWN = 20


class CommentQuerySet(QuerySet[Any]):  # Any: the comments package has no types
    """Comments; a thread's rows are stored in the order in which they are read."""

    def under(self, content_type_id: int, object_key: str) -> "CommentQuerySet":
        """Return the comments under one thing."""
        return self.filter(content_type_id=content_type_id, object_pk=object_key)

    def standing(self) -> "CommentQuerySet":
        """Return the comments whose text readers see."""
        return self.filter(withdrawn_at=None, hidden_at=None)

    def keeping_their_place(self, *, viewer_id: int, moderates: bool) -> "CommentQuerySet":
        """Return what stands, and what does not but still has a place in the thread.

        A comment that was answered keeps its place. A hidden one also does for its author, who must
        know, and for moderators, who may put it back.
        """
        answered = self.model.objects.standing().filter(
            Q(parent_id=OuterRef("pk")) | Q(thread_id=OuterRef("pk")), thread_id=OuterRef("thread_id")
        )
        concerned = Q(hidden_at__isnull=False, withdrawn_at=None)
        if not moderates:
            concerned &= Q(user_id=viewer_id)
        return self.filter(Q(withdrawn_at=None, hidden_at=None) | concerned | Exists(answered))

    def for_thread(self, *, viewer_id: int, moderates: bool) -> "CommentQuerySet":
        """Return the rows of a thread as they are read, each with what the fold and the heading need.

        `place` counts from 1 within a thread, `thread_size` is how many rows that thread has,
        `standing_count` how many comments there are under the thing.
        """
        standing = self.standing().order_by().values("object_pk").annotate(number=Count("pk"))
        rows: CommentQuerySet = (
            self.keeping_their_place(viewer_id=viewer_id, moderates=moderates)
            .select_related(None)
            .annotate(
                place=Window(RowNumber(), partition_by=F("thread_id"), order_by=F("order").asc()),
                thread_size=Window(Count("pk"), partition_by=F("thread_id")),
                standing_count=Subquery(standing.values("number")),
                answers_user_id=F("answers__user_id"),
            )
            .order_by("thread_id", "order", "pk")
        )
        return rows


class CommentReportQuerySet(QuerySet[Any]):  # Any: as above
    """Reports of comments."""

    def open(self) -> "CommentReportQuerySet":
        """Return the reports that wait for a moderator."""
        return self.filter(outcome="open")


class CaseQuerySet(QuerySet[Any]):  # Any: as above
    """What moderators have to do with."""

    def waiting(self) -> "CaseQuerySet":
        """Return the cases that wait for a moderator, the longest first."""
        return self.filter(waits_since__isnull=False).order_by("waits_since", "pk")


class DecisionQuerySet(QuerySet[Any]):  # Any: as above
    """What moderators decided."""

    def newest_first(self) -> "DecisionQuerySet":
        return self.order_by("-decided_at", "-pk")
