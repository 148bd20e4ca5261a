"""Blogs and podcasts as lists read them."""

from typing import Any

from django.db.models import Prefetch

from content.models import BrinkImage, VisiblePageQuerySet

COVER_RENDITION = "fill-304x304-c50|format-webp"


class BlogQuerySet(VisiblePageQuerySet):
    """Blogs: each with who keeps it."""

    def for_list(self) -> Any:
        return self.select_related("keeper", "unit", "locale").order_by("title", "pk")


class BlogPostQuerySet(VisiblePageQuerySet):
    """Posts of one blog or of many."""

    def newest_first(self) -> Any:
        return self.order_by("-published_on", "-pk")

    def for_list(self) -> Any:
        """Return what a row of a list shows; bodies stay in the database."""
        return self.select_related("author", "locale").defer("body")


class PodcastQuerySet(VisiblePageQuerySet):
    """Podcasts: each with its cover and hosts."""

    def for_list(self) -> Any:
        cover = BrinkImage.objects.prefetch_renditions(COVER_RENDITION)
        return (
            self.select_related("locale")
            .prefetch_related(Prefetch("cover", queryset=cover), "hosts__person")
            .order_by("title", "pk")
        )


class EpisodeQuerySet(VisiblePageQuerySet):
    """Episodes of one podcast or of many."""

    def newest_first(self) -> Any:
        return self.order_by("-published_on", "-number", "-pk")

    def for_list(self) -> Any:
        """Return what a row of a list shows; a transcript can be as long as a book."""
        return self.select_related("audio", "locale").defer("body", "transcript", "chapters")
