"""The light Markdown of comments: bold, italics, links, lists, quotes and code, and colleagues by name.

Whatever else Markdown knows stays the text that it is, so that what was never meant as markup reads as it
was written.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

# A colleague in a text that is kept, by the key of their listing.
MENTION = re.compile(r"@\{(\d{1,10})\}")
# Only these addresses become links by themselves; everything else stays the text that it is.
ADDRESS = re.compile(r"https?://[^\W_][^\s<>\"'\u201c\u201d\u2018\u2019]*", re.IGNORECASE)
SCHEMES = {"http", "https", "mailto"}
# Quotes and lists in each other; deeper ones are text.
DEEPEST = 8
# What a backslash takes the meaning from. Not the backslash itself: people write \\server\folder.
ESCAPED = "*_`[]>{@"

BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]


class Named(NamedTuple):
    """A colleague as a reader sees their name; without an address there is no way to their profile."""

    name: str
    address: str = ""


def as_html(text: str, named: Mapping[int, Named], nobody: Named) -> SafeString:
    """Return `text` as safe HTML, with the colleagues in it by name; `nobody` stands for any other key."""
    html = _markdown.render(text, {"named": named, "nobody": nobody})
    # A second wall behind the first, which already writes nothing but these.
    return mark_safe(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href", "rel"}, "ol": {"start"}},
            allowed_classes={"a": {"mention"}},
            url_schemes=SCHEMES,
            link_rel=None,
        )
    )


def _shallow(rule: BlockRule) -> BlockRule:
    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < DEEPEST and rule(state, start, end, silent)

    return limited


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read the marks of bold and italics, but only around words: 2*3*4 is a sum."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, canSplitWord=False)
    for _mark in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open,
                close=scanned.can_close,
            )
        )
    state.pos += scanned.length
    return True


def _backslash(state: StateInline, silent: bool) -> bool:
    """Take the meaning from the mark behind a backslash."""
    marked = state.src[state.pos : state.pos + 2]
    if len(marked) < 2 or marked[0] != "\\" or marked[1] not in ESCAPED:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = marked[1], marked, "escape"
    state.pos += 2
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """Make a link of a web address; what comes before its colon was read as text by now."""
    if state.src[state.pos] != ":" or state.linkLevel:
        return False
    scheme = next((name for name in ("https", "http") if state.pending.lower().endswith(name)), "")
    match = ADDRESS.match(state.src, state.pos - len(scheme)) if scheme else None
    if match is None:
        return False
    address = _without_closing_marks(match.group())
    if not silent:
        state.pending = state.pending[: -len(scheme)]
        state.push("link_open", "a", 1).attrs = {"href": address, "rel": "nofollow noopener"}
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos += len(address) - len(scheme)
    return True


def _mention(state: StateInline, silent: bool) -> bool:
    match = MENTION.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("mention", "", 0).meta = {"key": int(match[1]), "is_in_link": bool(state.linkLevel)}
    state.pos = match.end()
    return True


def _draw_mention(
    renderer: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    meta = tokens[place].meta
    named: Named = env["named"].get(meta["key"], env["nobody"])
    if not named.address or meta["is_in_link"]:
        return escape(f"@{named.name}")
    return f'<a class="mention" href="{escape(named.address)}">{escape(f"@{named.name}")}</a>'


def _draw_link(
    renderer: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    tokens[place].attrs = {"href": tokens[place].attrs["href"], "rel": "nofollow noopener"}
    return renderer.renderToken(tokens, place, options, env)


def _draw_code(
    renderer: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[place]
    code = escape(without_keys(token.content, env["named"], env["nobody"]))
    return f"<pre><code>{code}</code></pre>\n" if token.block else f"<code>{code}</code>"


def without_keys(text: str, named: Mapping[int, Named], nobody: Named) -> str:
    """Return `text` as it is, with the names of colleagues in the place of their keys."""
    return MENTION.sub(lambda found: f"@{named.get(int(found[1]), nobody).name}", text)


def _without_closing_marks(address: str) -> str:
    """Return `address` without the marks that belong to the sentence around it."""
    while address[-1] in ".,:;!?*" or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address


def _reader() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"breaks": True})
    markdown.enable(["blockquote", "list", "fence", "newline", "backticks", "emphasis", "link"])
    markdown.block.ruler.at("blockquote", _shallow(blockquote), {"alt": ["paragraph", "list", "fence"]})
    markdown.block.ruler.at("list", _shallow(list_block), {"alt": ["paragraph", "blockquote"]})
    markdown.inline.ruler.at("emphasis", _emphasis)
    markdown.inline.ruler.push("backslash", _backslash)
    markdown.inline.ruler.push("address", _address)
    markdown.inline.ruler.push("mention", _mention)
    markdown.validateLink = lambda url: url.partition(":")[0].strip().lower() in SCHEMES  # type: ignore[method-assign]  # the package's own way to say which links it makes
    for name, draw in {
        "mention": _draw_mention,
        "link_open": _draw_link,
        "code_inline": _draw_code,
        "fence": _draw_code,
    }.items():
        markdown.add_render_rule(name, draw)
    return markdown


_markdown = _reader()
_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "pre", "code"}
