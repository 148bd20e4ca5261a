"""What a page was translated from, and whether the source has said something else since."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from wagtail.admin.compare import StreamBlockComparison, comparison_class_registry
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Revision
from wagtail.utils.text import text_from_html

from access.models import User
from content.models import PageTranslation

WORDS_OF_ANY_PAGE = {"title", "seo_title", "search_description"}
# Each language has its own address; an outside address is the same in both.
WITHOUT_WORDS = (models.SlugField, models.URLField, models.EmailField, models.FileField)
# An editor that opens and saves a page writes these anew, in HTML and in JSON that holds HTML.
MARKS = re.compile(r' data-block-key=\\?"[^"\\]*\\?"|"id": (?:null|"[0-9a-f-]{36}")(?:, )?')


class NotATranslation(LookupError):
    """The page was not translated from another page."""


@dataclass(frozen=True)
class Compared:
    """A field beside its translation: what the source says with its changes marked, and what stands here."""

    label: str
    source: SafeString
    translation: SafeString
    has_changed: bool


@transaction.atomic
def note_translation(*, source: Page, target: Page, now: datetime) -> PageTranslation:
    """Keep that `target` says what `source` says now."""
    translation, _created = PageTranslation.objects.update_or_create(
        page_id=target.pk,
        defaults={
            "source_id": source.pk,
            "source_revision": _said(source),
            "outdated_since": None,
            "confirmed_at": now,
        },
    )
    return translation


@transaction.atomic
def note_published(*, source: Page, now: datetime) -> None:
    """Mark the translations of `source` whose source says something else in words since `now`."""
    for translation in PageTranslation.objects.filter(source=source.pk, outdated_since=None):
        if changed_fields(translation, source):
            translation.outdated_since = now
            translation.save(update_fields=["outdated_since"])


@transaction.atomic
def confirm_translation(*, page: Page, user: User, now: datetime) -> PageTranslation:
    """Keep that `page` says what its source says now.

    Raises PermissionDenied to who may not edit the page, NotATranslation if it has no source.
    """
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    translation = origin_of(page)
    return note_translation(source=translation.source, target=page, now=now)


def origin_of(page: Page) -> PageTranslation:
    """Return what `page` was translated from. Raises NotATranslation."""
    translations = PageTranslation.objects.select_related("page", "source__locale", "source_revision")
    found = translations.filter(page=page.pk).first()
    if found is None:
        raise NotATranslation
    return found


def changed_fields(translation: PageTranslation, source: Page) -> list[str]:
    """Return the fields in which `source` says something else than when it was translated."""
    if translation.source_revision is None:
        # What it said then is gone, so nobody can tell.
        return [field.name for field in _worded_fields(source)]
    then, now = translation.source_revision.as_object(), source.specific
    return [field.name for field in _worded_fields(now) if _value(field, then) != _value(field, now)]


def compare(translation: PageTranslation) -> list[Compared]:
    """Return each field with words beside its translation as it is in draft; what changed comes first."""
    source, page = translation.source.specific, translation.page.get_latest_revision_as_object()
    then = translation.source_revision.as_object() if translation.source_revision else source
    changed = set(changed_fields(translation, source))
    rows = []
    for field in _worded_fields(source):
        is_empty = not (field.value_from_object(source) or field.value_from_object(page))
        if is_empty and field.name not in changed:
            continue
        comparison = comparison_class_registry.get(field)(field, then, source)
        rows.append(
            Compared(
                label=str(capfirst(field.verbose_name)),
                source=comparison.htmldiff() if field.name in changed else _shown(field, source),
                translation=_shown(field, page),
                has_changed=field.name in changed,
            )
        )
    return sorted(rows, key=lambda row: not row.has_changed)


def _said(source: Page) -> Revision:
    """Return the version that readers see, made for a page that was never saved by an editor."""
    if source.live_revision is not None:
        return source.live_revision
    latest = source.latest_revision
    return latest or source.specific.save_revision(clean=False, changed=False)


def _worded_fields(page: Any) -> Iterator[Any]:
    """Yield the fields in which an editor of a page of this type writes words."""
    inherited = {field.name for field in Page._meta.get_fields()} - WORDS_OF_ANY_PAGE
    for field in page._meta.concrete_fields:
        if field.name in inherited or not field.editable or field.choices:
            continue
        is_worded = isinstance(field, models.CharField | models.TextField | StreamField)
        if is_worded and not isinstance(field, WITHOUT_WORDS):
            yield field


def _value(field: Any, page: Any) -> str:
    """Return what the field says, without the marks that the editor gives to blocks and paragraphs."""
    value = field.get_prep_value(field.value_from_object(page)) or ""
    return MARKS.sub("", json.dumps(value, sort_keys=True))


def _shown(field: Any, page: Any) -> SafeString:
    value = field.value_from_object(page)
    if isinstance(field, StreamField):
        shown: SafeString = StreamBlockComparison(field.stream_block, True, True, value, value).htmlvalue(
            value
        )
        return shown
    words = text_from_html(value) if isinstance(field, RichTextField) else value
    # linebreaks() is given text that was escaped.
    return mark_safe(linebreaks(escape(words)))
