"""Everything that is read of comments and their reports."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce


class CommentQuerySet(QuerySet[Any]):  # Any: the comments package has no types
    """Comments; a thread's rows are stored in the order in which they are read."""

    def under(self, content_type_id: int, object_key: str) -> "CommentQuerySet":
        """Return the comments under one thing."""
        return self.filter(content_type_id=content_type_id, object_pk=object_key)

    def standing(self) -> "CommentQuerySet":
        """Return the comments whose text readers see."""
        return self.filter(withdrawn_at=None, hidden_at=None)

    def waiting(self) -> "CommentQuerySet":
        """Return the comments that wait for an answer, the longest waiting first."""
        waiting = self.standing().filter(waits_since__isnull=False)
        rows: CommentQuerySet = waiting.select_related(None).order_by("waits_since", "pk")
        return rows

    def concerning(self, *, viewer_id: int, moderates: bool) -> "CommentQuerySet":
        """Return the hidden comments of which the reader must know: their own, and all for moderators."""
        return self.filter(_concerning(viewer_id, moderates=moderates))

    def for_thread(self, *, viewer_id: int, moderates: bool) -> "CommentQuerySet":
        """Return the rows of conversations as they are read.

        Besides what stands and what concerns the reader, what is gone keeps its place while they see
        something below it. Ask only for conversations of which the reader sees something.
        """
        seen = Q(withdrawn_at=None, hidden_at=None) | _concerning(viewer_id, moderates=moderates)
        below = self.model.objects.filter(seen, parent_id=OuterRef("pk"))
        rows: CommentQuerySet = (
            self.filter(seen | Q(level=0) | Exists(below))
            .naming_whom_they_answer()
            .order_by("thread_id", "order", "pk")
        )
        return rows

    def naming_whom_they_answer(self) -> "CommentQuerySet":
        """Return them without what the package joins, each with the account of whom it answers by name, and
        by its place while that stands."""
        above = self.model.objects.standing().filter(pk=OuterRef("parent_id")).order_by()
        rows: CommentQuerySet = (
            self.select_related(None)
            .select_related("file")
            .annotate(answers_user_id=F("answers__user_id"), above_user_id=Subquery(above.values("user_id")))
        )
        return rows


def _concerning(viewer_id: int, *, moderates: bool) -> Q:
    hidden = Q(hidden_at__isnull=False, withdrawn_at=None)
    return hidden if moderates else hidden & Q(user_id=viewer_id)


class ConversationQuerySet(QuerySet[Any]):  # Any: as above
    """First comments, each with the sum of what follows from it."""

    def under(self, content_type_id: int, object_key: str) -> "ConversationQuerySet":
        """Return the conversations under one thing."""
        return self.filter(content_type_id=content_type_id, object_pk=object_key)

    def seen_by(self, concerning: CommentQuerySet, *, moderates: bool) -> "ConversationQuerySet":
        """Return those of which the reader sees something, each with its `seen_count`.

        `concerning` are the hidden comments of which they must know.
        """
        hidden: Any = F("hidden_count")  # Any: one of many kinds of expressions
        if not moderates:
            own = concerning.filter(thread_id=OuterRef("root_id")).order_by().values("thread_id")
            number = Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0)
            # Most conversations hide nothing, and then nobody looks whose it is.
            hidden = Case(When(hidden_count__gt=0, then=number), default=0)
        seen: ConversationQuerySet = self.annotate(seen_count=F("standing_count") + hidden).filter(
            Q(standing_count__gt=0) | Q(hidden_count__gt=0), seen_count__gt=0
        )
        return seen


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

    def for_moderators_of_all(self, now: datetime) -> "CaseQuerySet":
        """Return the cases without those that the moderators of their own place decide on first."""
        return self.exclude(first_turn_until__gt=now)


class DecisionQuerySet(QuerySet[Any]):  # Any: as above
    """What moderators decided."""

    def newest_first(self) -> "DecisionQuerySet":
        return self.order_by("-decided_at", "-pk")
