"""The editors' guide with its pictures, which travels with Brink and so needs no other host."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import nh3
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail import hooks

DOCS = settings.BASE_DIR / "docs"
PICTURES = DOCS / "pictures" / "guide"
# As the text names them beside itself in the docs.
PICTURES_IN_TEXT = "../pictures/guide/"
ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "*": {"id"}}


class Part(NamedTuple):
    """A part of the guide that its contents lead to."""

    anchor: str
    title: str


class Guide(NamedTuple):
    """The guide in one language, ready to show."""

    title: str
    parts: list[Part]
    body: SafeString


def guide(request: HttpRequest) -> HttpResponse:
    """Show the guide in the editor's language."""
    language = get_language() or settings.LANGUAGE_CODE
    text = (DOCS / "using" / f"editing.{'en' if language == 'en' else 'nl'}.md").read_text(encoding="utf-8")
    return render(request, "content/newsroom/guide.html", {"guide": read_guide(text)})


def picture(request: HttpRequest, name: str) -> FileResponse:
    """Give a picture of the guide."""
    file = PICTURES / f"{name}.webp"
    if not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/webp")


def read_guide(text: str) -> Guide:
    """Return the guide that the Markdown `text` holds."""
    heading, _line, body = text.partition("\n")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(body)
    parts = list(_parts(tokens))
    html = markdown.renderer.render(tokens, markdown.options, {})
    html = html.replace(f'src="{PICTURES_IN_TEXT}', f'loading="lazy" src="{_picture_folder()}')
    # Written by us, and cleaned all the same.
    clean = nh3.clean(html, attributes={**ATTRIBUTES, "img": {"src", "alt", "loading"}})
    return Guide(heading.lstrip("# "), parts, mark_safe(clean))


def anchor_of(title: str) -> str:
    """Return the anchor that those who show Markdown elsewhere give a heading as well."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    """Give each heading its anchor, and yield the parts."""
    for token, words in pairwise(tokens):
        if token.type == "heading_open":
            anchor = anchor_of(words.content)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                yield Part(anchor, words.content)


def _picture_folder() -> str:
    return reverse("newsroom_guide_picture", args=["-"]).removesuffix("-.webp")


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def addresses() -> list[Any]:
    return [
        path("guide/", guide, name="newsroom_guide"),
        path("guide/<slug:name>.webp", picture, name="newsroom_guide_picture"),
    ]
