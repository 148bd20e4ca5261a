"""What a document takes over from a page that shows it: by whom it is kept, of which unit, about what."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from access.models import FileUse
from content.files import PAGE, FileKind
from search.models import Entry


class Facts(NamedTuple):
    """What a page says of a document by showing it."""

    unit_id: int | None = None
    keeper_id: int | None = None
    subject_ids: tuple[int, ...] = ()


def facts_of(scope_ids: Mapping[int, int | None], page_kinds: Iterable[str]) -> dict[int, Facts]:
    """Return the facts of documents, given the scope by which each is found, in three queries.

    Those of the first page that can be found and has this very scope: whoever finds the document may see it.
    Where no page is seen by all of them there are none, for some would learn of a page that they may not see.
    """
    pages = Entry.objects.findable().filter(kind__in=list(page_kinds))
    uses = FileUse.objects.filter(
        Exists(pages.filter(object_id=OuterRef("thing_id"))),
        file_kind=FileKind.DOCUMENT,
        file_id__in=scope_ids,
        thing_kind=PAGE,
    )
    page_ids: dict[int, int] = {}
    for file_id, page_id, scope_id in uses.order_by("thing_id").values_list(
        "file_id", "thing_id", "scope_id"
    ):
        if scope_id == scope_ids[file_id]:
            page_ids.setdefault(file_id, page_id)
    first = pages.filter(object_id__in=page_ids.values()).prefetch_related("about")
    facts = {
        page.object_id: Facts(page.unit_id, page.keeper_id, subjects_of(page))
        for page in first.only("object_id", "unit_id", "keeper_id")
    }
    return {file_id: facts[page_id] for file_id, page_id in page_ids.items() if page_id in facts}


def subjects_of(entry: Entry) -> tuple[int, ...]:
    """Return the keys of the subjects of `entry`; they are read, so prefetch `about`."""
    return tuple(sorted(row.subject_id for row in entry.about.all()))
