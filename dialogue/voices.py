"""Who talks under a page, for lists: some faces, and who answered or spoke last."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, IntegerField, Max, Sum, Value, When, Window
from django.db.models.functions import RowNumber
from wagtail.models import Page

from access.scopes import Viewer
from dialogue.authors import Author, authors_for
from dialogue.models import BrinkComment, Conversation
from dialogue.querysets import CommentQuerySet

FACES_SHOWN = 3


@dataclass(frozen=True)
class Voices:
    """The talk under one page."""

    comment_count: int
    authors: list[Author]
    latest: Author
    # The page's keeper, once they have answered someone.
    answerer: Author | None


class PageWithVoices(NamedTuple):
    """A page of a list and the talk under it, if there is any. Any: Wagtail's pages have no types."""

    page: Any
    voices: Voices | None


def with_voices(pages: Iterable[Any], user: Viewer) -> list[PageWithVoices]:
    """Return `pages` in their order, each with its talk; the number of queries is fixed."""
    pages = list(pages)
    voices = voices_of(pages, user)
    return [PageWithVoices(page, voices.get(page.pk)) for page in pages]


def voices_of(pages: Iterable[Any], user: Viewer) -> dict[int, Voices]:
    """Return {key: its talk} for those pages that have any, in four queries; or for things of one kind.

    Ask only for what `user` may see: this asks no visibility. Any: as above.
    """
    by_key = {page.pk: page for page in pages}
    of_pages = {
        "content_type_id__in": {_type_of(page) for page in by_key.values()},
        "object_pk__in": [str(key) for key in by_key],
    }
    talk = Conversation.objects.filter(**of_pages, standing_count__gt=0)
    counts = dict(talk.values_list("object_pk").annotate(number=Sum("standing_count")))
    if not counts:
        return {}
    comments = BrinkComment.objects.standing().filter(**of_pages, is_opening=False)
    keepers = {page.keeper_id for page in by_key.values() if getattr(page, "keeper_id", None)}
    speakers = defaultdict(list)
    for speaker in _speakers(comments, keepers):
        speakers[speaker["object_pk"]].append(speaker)
    authors = authors_for([speaker["user_id"] for rows in speakers.values() for speaker in rows], user)
    return {
        page.pk: _voices(rows, counts[str(page.pk)], getattr(page, "keeper_id", None), authors)
        for page in by_key.values()
        if (rows := speakers.get(str(page.pk)))
    }


def _type_of(thing: Any) -> int:
    """Return the content type under which talk about `thing` is kept."""
    if isinstance(thing, Page):
        return int(thing.content_type_id)
    return ContentType.objects.get_for_model(thing).pk


def _speakers(comments: CommentQuerySet, keepers: Iterable[int]) -> Any:  # Any: rows of values
    """Return the few authors per page who are shown: its keeper first, then who spoke last."""
    return (
        comments.order_by()
        .annotate(person_id=F("user__person__pk"))
        .annotate(
            rank_of_keeper=Case(
                When(person_id__in=keepers, then=Value(0)), default=Value(1), output_field=IntegerField()
            )
        )
        .values("object_pk", "user_id", "person_id", "rank_of_keeper")
        .annotate(spoke_at=Max("submit_date"), deepest=Max("level"))
        .annotate(
            rank=Window(
                RowNumber(),
                partition_by=F("object_pk"),
                order_by=[F("rank_of_keeper").asc(), F("spoke_at").desc(), F("user_id").asc()],
            )
        )
        .filter(rank__lte=FACES_SHOWN)
        .order_by("object_pk", "rank")
    )


def _voices(
    rows: list[dict[str, Any]],  # Any: values of every kind
    comment_count: int,
    keeper_id: int | None,
    authors: dict[int | None, Author],
) -> Voices:
    named = {row["user_id"]: authors.get(row["user_id"], authors[None]) for row in rows}
    answered = [
        row for row in rows if keeper_id is not None and row["person_id"] == keeper_id and row["deepest"]
    ]
    latest = max(rows, key=lambda row: row["spoke_at"])
    return Voices(
        comment_count=comment_count,
        authors=list(named.values()),
        latest=named[latest["user_id"]],
        answerer=named[answered[0]["user_id"]] if answered else None,
    )
