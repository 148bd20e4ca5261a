"""What changed in pages after they were published, as things of a stream: at most one a day for each page."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from access.scopes import Viewer
from following.appearing import Appearance, appear_all
from following.models import Change
from following.pages import AnyPage, appearances_of, kind_of_page, makers_of, shown_pages, versions_of
from following.things import Card

CHANGE = "change"


class ChangeKind:
    """Changes of live pages that the reader may see."""

    name = CHANGE
    label: str | Promise = gettext_lazy("Change")
    plural: str | Promise = gettext_lazy("Changes")

    def cards(self, ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
        changes = list(Change.objects.filter(pk__in=ids))
        pages = {page.pk: page for page in shown_pages([change.page_id for change in changes], viewer)}
        makers = makers_of(pages.values(), viewer)
        found = {}
        for change in changes:
            if change.page_id not in pages:
                continue
            page = pages[change.page_id]
            language = page.locale.language_code
            found[change.pk] = Card(
                title=page.title,
                address=page.url or "/",
                language=language,
                label=kind_of_page(page).label,
                doing=_doing(change, by_somebody=page.pk in makers),
                person=makers.get(page.pk),
                text=change.what,
                text_language=language,
                under=("page", page.pk),
            )
        return found


def _doing(change: Change, *, by_somebody: bool) -> str:
    if by_somebody:
        return gettext("checked this page") if change.is_check else gettext("changed this page")
    return gettext("This page was checked") if change.is_check else gettext("This page was changed")


@transaction.atomic
def note_change(page: AnyPage, *, now: datetime) -> None:
    """Let those who follow a live page know that it was published anew, unless readers saw nothing of it.

    Once a day; a page that appeared on the same day is new, and did not change.
    """
    changes = kind_of_page(page).changes
    if changes is None or page.alias_of_id is not None or page.first_published_at is None:
        return
    on = timezone.localdate(now)
    what = changes(page)
    if what is None or timezone.localdate(page.first_published_at) >= on:
        return
    if what and Change.objects.filter(page=page.pk, what=what).exists():
        # The line of an earlier correction still stands above the text.
        return
    said = {"what": what, "is_check": page.checked_on == on}
    change, _is_new = Change.objects.update_or_create(
        page_id=page.pk, on=on, defaults=said, create_defaults={**said, "changed_at": now}
    )
    appear_all(_appearances_of([change], {page.pk: page}, now=now, is_news=True), now=now)


@transaction.atomic
def stand_changes(pages: Iterable[AnyPage], *, now: datetime) -> None:
    """Let what changed in live `pages` stand under the sources that these have now; it is no news."""
    by_key = {page.pk: page for page in pages}
    changes = list(Change.objects.filter(page__in=by_key.keys()).order_by("pk"))
    if changes:
        appear_all(_appearances_of(changes, by_key, now=now, is_news=False), now=now)


def _appearances_of(
    changes: Iterable[Change], pages: dict[int, AnyPage], *, now: datetime, is_news: bool
) -> list[Appearance]:
    """Return each change under what its page stands under, and under the page in each language."""
    changed = [pages[pk] for pk in {change.page_id for change in changes}]
    as_pages = {appearance.object_id: appearance for appearance in appearances_of(changed, now=now)}
    versions = versions_of({page.translation_key for page in changed})
    return [
        replace(
            as_pages[change.page_id],
            kind=CHANGE,
            object_id=change.pk,
            sources=[
                *as_pages[change.page_id].sources,
                *(("page", thing.object_id) for thing in versions[pages[change.page_id].translation_key]),
            ],
            published_at=change.changed_at,
            is_news=is_news,
        )
        for change in changes
        if change.page_id in as_pages
    ]
