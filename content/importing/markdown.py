"""Markdown to clean HTML."""

import re
from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from content.importing.fences import outside_code

TIGHT_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^\s#])", re.MULTILINE)
# {.class} and {#anchor} behind a line, {: target="_blank"} behind a link.
ATTRIBUTE_LIST = re.compile(r"\{(?:[.:][\w .#=:\"'-]+|#[^{}\s]+)\}")
NOTE = re.compile(r"^\[\^(?P<name>[\w-]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]+\S.*|\S(?!\^).*))*)", re.MULTILINE)
NOTE_MARK = re.compile(r"\[\^(?P<name>[\w-]+)\]")
ELEMENT = re.compile(r"\s*</?\s*(?P<name>[a-zA-Z][\w-]*)")

KEPT_ELEMENTS = (
    "a abbr aside b blockquote br button caption cite code dd del details div dl dt em figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr i iframe img ins kbd li mark ol p pre q s samp section small span strong sub"
    " summary sup table tbody td tfoot th thead tr u ul"
)
# Elements that go out without a trace; what else begins with < are words, such as <your name>.
SILENT_ELEMENTS = (
    "address area article audio base body center col colgroup embed fieldset font footer form frame head"
    " header html input label legend link main map meta nav noscript object option picture script select"
    " source style svg symbol template textarea time title track use var video wbr path g image"
)
TAGS = set(KEPT_ELEMENTS.split())
KNOWN_TAGS = TAGS | set(SILENT_ELEMENTS.split())
ATTRIBUTES = {
    "a": {"href"},
    "aside": {"data-callout"},
    "img": {"src", "alt", "title"},
    "iframe": {"src", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
GONE_WITH_CONTENT = {
    "script",
    "style",
    "svg",
    "template",
    "noscript",
    "object",
    "title",
    "textarea",
    "select",
}
SCHEMES = {"http", "https", "mailto", "tel"}


class _Renderer(RendererHTML):
    """Renders HTML in the text as it stands, except what only looks like HTML."""

    def html_inline(self, tokens: Sequence[Token], number: int, options: Any, env: Any) -> str:
        return _html_or_words(tokens[number].content)

    def html_block(self, tokens: Sequence[Token], number: int, options: Any, env: Any) -> str:
        return _html_or_words(tokens[number].content)


def _html_or_words(content: str) -> str:
    element = ELEMENT.match(content)
    if element and element["name"].lower() not in KNOWN_TAGS:
        return escapeHtml(content)
    return content


_markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}, renderer_cls=_Renderer)
_markdown.enable(["table", "strikethrough"])


def to_html(text: str) -> str:
    """Return a Markdown text, with the HTML in it, as HTML of a few harmless elements."""
    prepared = with_notes_in_place(outside_code(text, _loosened))
    return nh3.clean(
        _markdown.render(prepared),
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=GONE_WITH_CONTENT,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _loosened(text: str) -> str:
    return ATTRIBUTE_LIST.sub("", TIGHT_HEADING.sub(r"\1 ", text))


def with_notes_in_place(text: str) -> str:
    """Return `text` with each footnote as a superscript where it is first called."""
    if "[^" not in text:
        return text
    notes: dict[str, str] = {}
    numbers: dict[str, int] = {}

    def take(match: re.Match[str]) -> str:
        notes[match["name"]] = " ".join(match["text"].split())
        return ""

    def put(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in notes:
            return match[0]
        if name in numbers:
            return f"<sup>{numbers[name]}</sup>"
        numbers[name] = len(numbers) + 1
        return f"<sup>{numbers[name]} {notes[name]}</sup>"

    without = outside_code(text, lambda part: NOTE.sub(take, part))
    return outside_code(without, lambda part: NOTE_MARK.sub(put, part))
