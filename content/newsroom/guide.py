"""The editors' guide, which travels with Brink and so needs no other host."""

from typing import Any

import nh3
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from wagtail import hooks

FOLDER = settings.BASE_DIR / "docs" / "using"


def guide(request: HttpRequest) -> HttpResponse:
    """Show the guide in the editor's language."""
    language = get_language() or settings.LANGUAGE_CODE
    text = (FOLDER / f"editing.{'en' if language == 'en' else 'nl'}.md").read_text(encoding="utf-8")
    heading, _line, body = text.partition("\n")
    html = nh3.clean(MarkdownIt("commonmark", {"html": False}).render(body))
    # Written by us, and cleaned all the same.
    context = {"heading": heading.lstrip("# "), "body": mark_safe(html)}
    return render(request, "content/newsroom/guide.html", context)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def addresses() -> list[Any]:
    return [path("guide/", guide, name="newsroom_guide")]
