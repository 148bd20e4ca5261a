"""What is looked at on every page of the newsroom."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from content.anchors import anchored
from content.checks import Check, Kind, register_checks
from content.links import judge, links_of
from content.models import ContentPage

# What a row of a list and a phone show of a headline without breaking it off.
LONGEST_HEADLINE = 70
# About eight lines on a phone.
LONGEST_PARAGRAPH = 120
PARAGRAPH = re.compile(r"<(p|li)\b[^>]*>(.*?)</\1>", re.DOTALL)
TEXT_HEADING = re.compile(r"<h([34])\b[^>]*>(.*?)</h\1>", re.DOTALL)
OPENING_LENGTH = 40


@register_checks(
    ContentPage,
    Kind(
        "headline-long",
        _("long headline"),
        _("The headline has {length} signs. Up to {longest} can be read at a glance."),
    ),
    Kind("summary-missing", _("no summary"), _("Write a summary: it stands in lists and in search.")),
    Kind("text-missing", _("no text"), _("There is no text yet.")),
    Kind(
        "summary-repeats",
        _("summary repeats the headline"),
        _("Let the summary say more than the headline does."),
    ),
)
def check_words(page: Any) -> Iterator[Check]:
    if len(page.title) > LONGEST_HEADLINE:
        yield Check("headline-long", "title", {"length": len(page.title), "longest": LONGEST_HEADLINE})
    summary = page.summary.strip()
    if not summary:
        yield Check("summary-missing", "summary")
    elif summary.rstrip(".").casefold() == page.title.strip().rstrip(".").casefold():
        yield Check("summary-repeats", "summary")
    # The summary is the first of the words that search reads.
    words = sum(len(passage.text) for passage in page.searchable_text())
    if not _holds_pages(page) and words <= len(" ".join(summary.split())):
        yield Check("text-missing")


@register_checks(
    ContentPage,
    Kind("keeper-missing", _("no owner"), _("Choose an owner, so that readers know who to ask.")),
    Kind("subjects-missing", _("no subjects"), _("Choose a subject: colleagues find and follow those.")),
    Kind(
        "keywords-missing",
        _("no search words"),
        _("Add search words that colleagues use and the text does not."),
    ),
)
def check_facts(page: Any) -> Iterator[Check]:
    if page.keeper_id is None:
        yield Check("keeper-missing", "keeper")
    if not page.subjects.all():
        yield Check("subjects-missing", "subjects")
    if not _holds_pages(page) and not page.keywords.strip():
        yield Check("keywords-missing", "keywords")


@register_checks(
    ContentPage,
    Kind(
        "image-silent",
        _("image without alternative text"),
        _("“{image}” says nothing to who cannot see it. Describe it, or mark it as decorative."),
    ),
)
def check_images(page: Any) -> Iterator[Check]:
    for block, value in blocks_of(page):
        if isinstance(block, ImageBlock) and value is not None:
            described = (getattr(value, "contextual_alt_text", "") or "").strip()
            if not described and not getattr(value, "decorative", False):
                yield Check("image-silent", details={"image": value.title})


@register_checks(
    ContentPage,
    Kind(
        "heading-skips",
        _("headings out of order"),
        _("“{heading}” is a smaller heading without a larger one above it."),
    ),
    Kind("heading-empty", _("heading without text"), _("Nothing stands under “{heading}”.")),
)
def check_headings(page: Any) -> Iterator[Check]:
    for field in fields_of(page, StreamField):
        level, last = 1, None
        for part in anchored(field):
            if part.block.block_type == "heading":
                if last is not None:
                    yield Check("heading-empty", details={"heading": last})
                level, last = 2, str(part.block.value)
                continue
            last = None
            for found in TEXT_HEADING.finditer(part.text):
                if int(found[1]) > level + 1:
                    yield Check("heading-skips", details={"heading": strip_tags(found[2])})
                level = int(found[1])
        if last is not None:
            yield Check("heading-empty", details={"heading": last})


@register_checks(
    ContentPage,
    Kind(
        "paragraph-long",
        _("long paragraph"),
        _("The paragraph that begins with “{opening}” has {count} words. Split it for who reads on a phone."),
    ),
)
def check_paragraphs(page: Any) -> Iterator[Check]:
    for html in rich_texts_of(page):
        for _tag, words in PARAGRAPH.findall(html):
            text = " ".join(strip_tags(words).split())
            count = len(text.split())
            if count > LONGEST_PARAGRAPH:
                opening = text[:OPENING_LENGTH].rsplit(" ", 1)[0] + "…"
                yield Check("paragraph-long", details={"opening": opening, "count": count})


@register_checks(
    ContentPage,
    Kind("link-gone", _("link to what is gone"), _("A link leads to a page or file that is gone.")),
    Kind("link-offline", _("link to what is offline"), _("A link leads to a page that is not online.")),
    Kind(
        "link-hidden",
        _("link that some cannot follow"),
        _("A link leads to a page that not everyone who reads this one may see."),
    ),
)
def check_links(page: Any) -> Iterator[Check]:
    # Which page it is stays unsaid: this editor may be one of those who may not see it.
    faults = {link.fault for link in judge(links_of(page)) if link.fault} if page.pk else set()
    yield from (Check(f"link-{fault}") for fault in sorted(faults))


def _holds_pages(page: Any) -> bool:
    """Tell whether pages hang under this one: then it is a shelf, which may say nothing itself."""
    return bool(type(page).allowed_subpage_models())


def blocks_of(page: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each block of the page's streams with its value, also those inside others."""
    for stream in fields_of(page, StreamField):
        yield from _inside(stream.stream_block, stream)


def rich_texts_of(page: Any) -> Iterator[str]:
    """Yield the source of each rich text of the page."""
    yield from (text for text in fields_of(page, RichTextField) if text)
    for block, value in blocks_of(page):
        if isinstance(block, RichTextBlock) and value is not None:
            yield value.source


def fields_of(page: Any, kind: type[Any]) -> Iterator[Any]:
    """Yield the value of each field of this kind."""
    for field in page._meta.get_fields():
        if isinstance(field, kind):
            yield getattr(page, field.name)


def _inside(block: Any, value: Any) -> Iterator[tuple[Any, Any]]:
    yield block, value
    if isinstance(block, ImageBlock) or value is None:
        return
    if isinstance(block, StreamBlock):
        for child in value:
            yield from _inside(child.block, child.value)
    elif isinstance(block, ListBlock):
        for child in value:
            yield from _inside(block.child_block, child)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _inside(child, value.get(name))
