"""The tags of website generators in a text, turned into Markdown: Nunjucks, Liquid and their kin."""

import html
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from textwrap import dedent
from urllib.parse import quote

from content.importing.fences import outside_code

RAW_MARK = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
COMMENT_OPENS = re.compile(r"\{%-?\s*comment\s*-?%\}")
COMMENT_CLOSES = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
TAG = re.compile(
    r"\{%-?\s*raw\s*-?%\}(?P<literal>(?:(?!\{%-?\s*raw)[\s\S]){0,20000}?)\{%-?\s*endraw\s*-?%\}"
    r"|(?P<tick>(?<!`)`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,2000}?(?<!`)(?P=tick)(?!`)"
    r"|\{%-?\s*alert\b(?P<heading>(?:(?!%\})[^{]){0,500})%\}"
    r"(?P<inner>(?:(?!\{%-?\s*alert\b)[\s\S]){0,20000}?)\{%-?\s*endalert\s*-?%\}"
    r"|\{%-?\s*(?P<name>[\w-]+)(?P<arguments>(?:(?!%\}|\{%)[\s\S]){0,2000}?)-?%\}"
    r"|\{\{-?(?P<expression>(?:(?!\}\}|\{\{)[\s\S]){0,1000}?)-?\}\}"
    r"|\{\#[^{}]{0,1000}?\#\}"
)
ARGUMENT = re.compile(
    r"(?:(?P<key>\w+)\s*[:=]\s*)?(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s,\"']+))"
)
EXPRESSION = re.compile(
    r"\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<variable>[A-Za-z_][\w.\[\]\"'-]*))"
    r"\s*(?:\|\s*(?P<filter>\w+)[\s\S]*)?"
)
BASES = ("baseurl", "base_url", "url", "basepath")
ADDRESS_FILTERS = ("url", "relative_url", "absolute_url", "prepend", "htmlbaseurl", "link")


@dataclass(frozen=True)
class Arguments:
    """What stands in a tag behind its name."""

    places: list[str]
    named: dict[str, str]

    def place(self, number: int) -> str:
        return self.places[number] if number < len(self.places) else ""


@dataclass
class Shortcodes:
    """Turns tags into Markdown; what it does not know goes out and is counted by name."""

    author_name: Callable[[str], str]
    page_values: dict[str, str] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)

    def expand(self, text: str) -> str:
        """Return `text` without tags; code keeps what it shows."""
        if "{%" not in text and "{{" not in text and "{#" not in text:
            return text
        return RAW_MARK.sub("", outside_code(without_comments(text), self._expand_part))

    def _expand_part(self, text: str) -> str:
        return TAG.sub(self._replacement, text)

    def _replacement(self, match: re.Match[str]) -> str:
        if match["tick"]:
            return match[0]
        if match["literal"] is not None:
            return match["literal"]
        if match["inner"] is not None:
            return self._alert(arguments_of(match["heading"]).place(0), match["inner"])
        if match["name"]:
            return self._tag(match["name"].lower(), arguments_of(match["arguments"]))
        if match["expression"] is not None:
            return self._value(match[0], match["expression"])
        return ""

    def _alert(self, heading: str, inner: str) -> str:
        title = f"<p><strong>{html.escape(heading)}</strong></p>" if heading.strip() else ""
        return (
            f"\n\n<aside data-callout>{title}\n\n{self._expand_part(dedent(inner)).strip()}\n\n</aside>\n\n"
        )

    def _tag(self, name: str, arguments: Arguments) -> str:
        if name in ("page", "link", "download", "post_url", "url") and arguments.place(0):
            return address(arguments.place(0))
        if name == "slack_channel" and arguments.place(0):
            # The sign as an entity: at the start of a line it would make a heading.
            return html.escape(arguments.place(1)) or f"&#35;{html.escape(arguments.place(0))}"
        if name == "image" and arguments.place(0):
            return image(arguments.place(0), arguments.place(1))
        if name == "image_with_class" and arguments.place(0):
            return image(arguments.place(0), arguments.place(2))
        if name == "include" and arguments.named.get("image"):
            named = arguments.named
            return image(named["image"], named.get("alt", ""), named.get("caption", ""))
        if name not in ("raw", "endraw", "comment", "endcomment"):
            self.dropped[name] += 1
        return ""

    def _value(self, whole: str, expression: str) -> str:
        match = EXPRESSION.fullmatch(expression)
        if match is None:
            return whole  # Two braces around ordinary words.
        words = match["double"] if match["double"] is not None else match["single"]
        filter_name = (match["filter"] or "").lower()
        if words is None:
            return self._variable(match["variable"], filter_name)
        if filter_name == "team_link":
            return self.author_name(words)
        if filter_name in ADDRESS_FILTERS:
            return address(words)
        if not filter_name:
            return words
        if words.startswith(("https://", "http://")):
            return f"<{words}>"
        self.dropped[filter_name] += 1
        return ""

    def _variable(self, name: str, filter_name: str) -> str:
        last = name.rpartition(".")[2].lower()
        if name.lower().startswith("page.") and last in self.page_values:
            return self.page_values[last]
        if name.lower().startswith(("site.", "base.")) and last in BASES:
            return ""
        self.dropped[filter_name or name] += 1
        return ""


def without_comments(text: str) -> str:
    """Return `text` without what stands between comment tags."""
    kept: list[str] = []
    position = 0
    while opening := COMMENT_OPENS.search(text, position):
        closing = COMMENT_CLOSES.search(text, opening.end())
        if closing is None:
            break
        kept.append(text[position : opening.start()])
        position = closing.end()
    return "".join(kept) + text[position:]


def arguments_of(text: str) -> Arguments:
    """Return the arguments of a tag, in order and by name."""
    places: list[str] = []
    named: dict[str, str] = {}
    for match in ARGUMENT.finditer(text):
        value = next(match[kind] for kind in ("double", "single", "bare") if match[kind] is not None)
        if match["key"]:
            named[match["key"].lower()] = value
        else:
            places.append(value)
    return Arguments(places, named)


def address(words: str) -> str:
    """Return an address that Markdown and HTML both take; what has no host begins at the root."""
    words = words.strip()
    if words.startswith(("https://", "http://", "mailto:", "#", "/")):
        return quote(words, safe="/:?#[]@!$&'*+,;=%~.-_")
    return "/" + quote(words, safe="/:?#@!$&*+,;=%~.-_")


def image(path: str, alt: str, caption: str = "") -> str:
    """Return a picture as HTML, which also stands inside other HTML."""
    picture = f'<img src="{html.escape(address(path))}" alt="{html.escape(alt)}">'
    if not caption:
        return picture
    return f"<figure>{picture}<figcaption>{html.escape(caption)}</figcaption></figure>"
