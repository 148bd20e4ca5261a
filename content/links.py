"""Where the links of pages lead, and which of them a reader would follow in vain.

Only links inside are looked at: pages and files. Nothing outside is asked.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from access.models.scope import EVERYONE
from content.files import FILE_KINDS, references_of
from content.models import PageLink, PageScope

BATCH = 500
Fault, Kind = PageLink.Fault, PageLink.Kind
MODELS: dict[str, type[Model]] = {
    Kind.PAGE: Page,
    **{Kind(file_kind.value): model for model, file_kind in FILE_KINDS.items()},
}
# What Wagtail keeps of a page beside what its editor wrote.
NOT_WRITTEN = {"alias_of"}


def links_of(page: Page) -> list[PageLink]:
    """Return what `page`, as it is in memory, leads to; not stored and not yet judged."""
    kinds = {ContentType.objects.get_for_model(model).pk: kind for kind, model in MODELS.items()}
    return [
        PageLink(page_id=page.pk, kind=kinds[content_type], target_id=int(pk), field=field)
        for content_type, pk, field in sorted(references_of(page))
        if content_type in kinds and field not in NOT_WRITTEN and int(pk) != page.pk
    ]


def judge(links: Iterable[PageLink]) -> list[PageLink]:
    """Write on each link what a reader of its page would meet, and return them: a query per kind of target.

    A page that asks more of its readers than the page that links to it is hidden from some of them.
    """
    judged = list(links)
    by_kind: dict[str, set[int]] = defaultdict(set)
    for link in judged:
        by_kind[link.kind].add(link.target_id)
    there = {
        kind: set(MODELS[kind]._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
        for kind, ids in by_kind.items()
        if kind != Kind.PAGE
    }
    pages = _pages(by_kind[Kind.PAGE]) if by_kind[Kind.PAGE] else {}
    own_scopes = dict(
        PageScope.objects.filter(page_id__in={link.page_id for link in judged}).values_list("page", "scope")
    )
    for link in judged:
        if link.kind == Kind.PAGE:
            link.fault = _fault(pages.get(link.target_id), own_scopes.get(link.page_id))
        else:
            link.fault = Fault.NONE if link.target_id in there[link.kind] else Fault.GONE
    return judged


@transaction.atomic
def keep_links(page: Page) -> list[PageLink]:
    """Store where the live `page` leads, judged, and return the links that lead nowhere."""
    links = judge(links_of(page))
    PageLink.objects.filter(page_id=page.pk).delete()
    PageLink.objects.bulk_create(links, ignore_conflicts=True)
    return [link for link in links if link.fault]


def judge_all() -> int:
    """Judge the stored links of all live pages again, in batches, and return how many lead nowhere."""
    last, broken_count = 0, 0
    while batch := list(
        PageLink.objects.filter(page__live=True, pk__gt=last)
        .order_by("pk")
        .only("pk", "page_id", "kind", "target_id", "fault")[:BATCH]
    ):
        last = batch[-1].pk
        before = {link.pk: link.fault for link in batch}
        changed = [link for link in judge(batch) if link.fault != before[link.pk]]
        PageLink.objects.bulk_update(changed, ["fault"])
        broken_count += sum(bool(link.fault) for link in batch)
    return broken_count


def _pages(ids: set[int]) -> dict[int, tuple[bool, int | None, str | None]]:
    rows = Page.objects.filter(pk__in=ids).values_list(
        "pk", "live", "visibility__scope", "visibility__scope__condition"
    )
    return {pk: (live, scope, condition) for pk, live, scope, condition in rows}


def _fault(target: tuple[bool, Any, Any] | None, own_scope: int | None) -> PageLink.Fault:
    if target is None:
        return Fault.GONE
    live, scope, condition = target
    if not live:
        return Fault.OFFLINE
    return Fault.NONE if condition == EVERYONE or scope == own_scope else Fault.HIDDEN
