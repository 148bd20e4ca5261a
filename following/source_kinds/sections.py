"""Pages as they are followed: a section for what appears below it, any other page for what happens to it.

Lists of the newsroom are sections by themselves. A room says of its own pages which ones are, in its
`apps.py`: `follow_as_section(Blog)`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.scopes import Viewer
from content.models.index import IndexPage
from content.page_types import content_page_models
from content.reading import visible_pages
from following.sources import Place

_further: set[type[Page]] = set()


def follow_as_section(*models: type[Page]) -> None:
    """Let people follow pages of these types for what appears below them."""
    _further.update(models)
    section_models.cache_clear()


@cache
def section_models() -> list[type[Page]]:
    """Return every type of page that is followed for what appears below it."""
    return [model for model in apps.get_models() if issubclass(model, IndexPage) or model in _further]


def is_section(page: Page) -> bool:
    """Tell whether `page` is followed for what appears below it."""
    return page.specific_class in section_models()


def sections_above(pages: Iterable[Page]) -> dict[int, list[int]]:
    """Return {key: keys of the sections that it stands in} of each page, in one query for all of them.

    A section does not stand in itself.
    """
    paths = {page.pk: _paths_above(page) for page in pages}
    found = dict(
        _pages_of(section_models()).filter(path__in=set().union(*paths.values())).values_list("path", "pk")
    )
    return {pk: [found[path] for path in above if path in found] for pk, above in paths.items()}


def versions_of_sections(ids: Collection[int]) -> dict[int, list[int]]:
    """Return {key: keys of that section in every language, its own among them}, in two queries."""
    own = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    versions = defaultdict(list)
    rows = Page.objects.filter(translation_key__in=set(own.values())).order_by("pk")
    for pk, translation_key in rows.values_list("pk", "translation_key"):
        versions[translation_key].append(pk)
    return {pk: versions[translation_key] for pk, translation_key in own.items()}


class _Pages:
    """Pages that stand and that the viewer may see."""

    def models(self) -> list[type[Page]]:
        raise NotImplementedError

    def places(self, ids: Collection[int], viewer: Viewer) -> dict[int, Place]:
        pages: Any = _pages_of(self.models(), visible_pages(viewer))
        pages = list(pages.filter(pk__in=ids).select_related("locale"))
        ended = _ended_among([page.pk for page in pages])
        return {
            page.pk: Place(
                title=page.title,
                address=page.url or "/",
                language=page.locale.language_code,
                has_ended=page.pk in ended,
            )
            for page in pages
        }


class SectionSource(_Pages):
    """Lists, blogs, podcasts and sections of procedures."""

    name = "section"
    label: str | Promise = _("section")
    plural: str | Promise = _("sections")

    def models(self) -> list[type[Page]]:
        return section_models()


class PageSource(_Pages):
    """All other pages of the newsroom: what is said under them, and what changes in them."""

    name = "page"
    label: str | Promise = _("page")
    plural: str | Promise = _("pages")

    def models(self) -> list[type[Page]]:
        return [model for model in content_page_models() if model not in section_models()]


def _pages_of(models: list[type[Page]], pages: Any = None) -> Any:  # Any: Wagtail's querysets have no types
    types = ContentType.objects.get_for_models(*models).values()
    return (Page.objects.all() if pages is None else pages).filter(content_type__in=types)


def _ended_among(ids: Collection[int]) -> set[int]:
    """Return which of these pages hold no longer; each type keeps that in a table of its own."""
    if not ids:
        return set()
    today = timezone.localdate()
    first, *others = [
        model.objects.filter(pk__in=ids, ends_on__lt=today).order_by().values_list("pk", flat=True)
        for model in content_page_models()
    ]
    return set(first.union(*others, all=True))


def _paths_above(page: Page) -> set[str]:
    return {page.path[:end] for end in range(Page.steplen, len(page.path), Page.steplen)}
