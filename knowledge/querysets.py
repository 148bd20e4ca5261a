"""Knowledge as lists read it."""

from typing import Any

from content.models import VisiblePageQuerySet


class KnowledgeQuerySet(VisiblePageQuerySet):
    """Pages of knowledge, as lists read them."""

    def by_title(self) -> Any:
        return self.order_by("title", "pk")

    def lately_checked(self) -> Any:
        return self.exclude(checked_on=None).order_by("-checked_on", "pk")

    def for_list(self) -> Any:
        """Return what a row of a list shows; bodies stay in the database."""
        return self.select_related("keeper", "locale").defer("body")
