"""What changed because readers asked for it, as one reader may see who asked and where."""

from dataclasses import dataclass
from typing import Any

from access.scopes import Viewer, visible_scope_ids
from dialogue.models import BrinkComment
from dialogue.targets import visible_to
from directory.models import Person


@dataclass(frozen=True)
class ShownChange:
    """A change. Its `asked_by` and `comment_id` are there for who may see them. Any: a BlogChange."""

    change: Any
    asked_by: Person | None
    comment_id: int | None


def changes_for(blog: Any, viewer: Viewer) -> list[ShownChange]:
    """Return the changes on `blog`, in their order, in two queries. Any: Wagtail's pages have no types."""
    changes = list(blog.changes.select_related("asked_by"))
    pointed_at = {change.comment_id for change in changes} - {None}
    comments: set[int] = set()
    if pointed_at:
        readable = BrinkComment.objects.standing().filter(visible_to(viewer), pk__in=pointed_at)
        comments = set(readable.order_by().values_list("pk", flat=True))
    scopes = visible_scope_ids(viewer)
    return [
        ShownChange(
            change=change,
            asked_by=change.asked_by if change.asked_by and change.asked_by.scope_id in scopes else None,
            comment_id=change.comment_id if change.comment_id in comments else None,
        )
        for change in changes
    ]
