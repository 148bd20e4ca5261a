"""News as lists read it."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from content.models import BrinkImage, VisiblePageQuerySet

# What the components of a list draw; the queryset fetches exactly these.
THUMB_RENDITION = "fill-304x304-c50|format-webp"
LEAD_RENDITION = "fill-1240x605-c50|format-webp"
CARD_RENDITIONS = (THUMB_RENDITION, LEAD_RENDITION)


class NewsPageQuerySet(VisiblePageQuerySet):
    """News items, as lists read them."""

    def newest_first(self) -> Any:
        return self.order_by("-published_on", "-pk")

    def for_list(self) -> Any:
        """Return what a row of a list shows; bodies stay in the database, cards never show them."""
        return (
            self.select_related("author", "locale")
            .prefetch_related(
                "audiences",
                Prefetch("image", queryset=BrinkImage.objects.prefetch_renditions(*CARD_RENDITIONS)),
            )
            .defer("body")
        )


class EventPageQuerySet(VisiblePageQuerySet):
    """Events, as lists read them."""

    def upcoming(self, now: datetime) -> Any:
        """Return what is not over yet, the first one first."""
        return self.filter(over_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: datetime) -> Any:
        """Return what is over, the last one first."""
        return self.filter(over_at__lte=now).order_by("-starts_at", "-pk")

    def for_list(self) -> Any:
        """Return what a row of a list shows; bodies stay in the database."""
        return self.select_related("location", "locale").defer("body")
