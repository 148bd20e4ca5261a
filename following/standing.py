"""Keeping what stands in streams in step with the pages of the newsroom."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from access.models import Scope
from content.scopes import hold_scopes
from following.appearing import appear_all, take_out
from following.models import StreamItem, Thing
from following.pages import AnyPage, appearances_of, left_out_in, versions_of


@transaction.atomic
def stand(pages: Iterable[AnyPage], *, now: datetime, may_be_news: bool = True) -> list[Thing]:
    """Return the things that live `pages`, each of its own type, are: under their sources as they are now.

    Their versions in other languages are left out or shown as that asks. Any: Wagtail's pages have no types.
    """
    pages = list(pages)
    appearances = appearances_of(pages, now=now)
    if not may_be_news:
        appearances = [replace(appearance, is_news=False) for appearance in appearances]
    things = appear_all(appearances, now=now)
    mind_versions(page.translation_key for page in pages)
    return things


@transaction.atomic
def fall(pages: Iterable[AnyPage]) -> None:
    """Take pages out of every stream, with the talk under them and what changed in them."""
    pages = list(pages)
    # First, as whoever closes pages does: else they may wait for these things while we wait for the scopes.
    hold_scopes()
    take_out(Thing.objects.filter(page__in=[page.pk for page in pages]))
    mind_versions(page.translation_key for page in pages)


def mind_versions(translation_keys: Iterable[Any]) -> None:
    """Let nobody meet the same page in two languages, and nobody miss it in both. Any: keys of any kind."""
    everyone = Scope.objects.everyone().pk
    for versions in versions_of(translation_keys).values():
        for thing in versions:
            left_out = left_out_in(thing.language, thing.scope_id, versions, everyone)
            if left_out != thing.left_out_in:
                Thing.objects.filter(pk=thing.pk).update(left_out_in=left_out)
                StreamItem.objects.filter(thing=thing).update(left_out_in=left_out)


def carry_scope(scope_id: int, pages: "QuerySet[Page]") -> list[int]:
    """Give what stands under `pages` the scope that these now have, and return which of them have changed."""
    things = Thing.objects.filter(page__in=pages.values("pk")).exclude(scope_id=scope_id)
    changed = list(things.order_by().values_list("page_id", flat=True).distinct())
    if changed:
        StreamItem.objects.filter(thing__in=things.values("pk")).update(scope_id=scope_id)
        things.update(scope_id=scope_id)
    return changed
