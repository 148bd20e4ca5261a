"""The theme of an organisation: custom properties of CSS, such as those of the NL Design System, and no more.

What is kept is written anew from what was understood, so nothing that was not understood reaches a screen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST_VALUE = 300
LONGEST_THEME = 200_000
# More at once helps nobody.
MOST_FAULTS = 20

NAME = re.compile(r"--[A-Za-z_][\w-]*", re.ASCII)
# Letters, numbers, lists and sums; strings stand for themselves and are looked at apart.
PLAIN = re.compile(r"[\w\s.,#%()+*/-]*", re.ASCII)
STRING = re.compile(r"\"[^\"'\\\n<>{};@]*\"|'[^\"'\\\n<>{};@]*'")
CALL = re.compile(r"([\w-]*)\(")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
WRAPPED = re.compile(r"[\w.:\s,-]*\{([^{}]*)\}\s*")
FUNCTIONS = re.compile(
    "var|calc|min|max|clamp|rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|"
    "cubic-bezier|steps|linear",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Property:
    """A custom property and its value."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}: {self.value};"


class UnsafeTheme(ValueError):
    """The theme holds what may not be in it; `faults` say what, and on which line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_theme(text: str, reserved: frozenset[str] = frozenset()) -> list[Property]:
    """Return the custom properties in `text`, in their order.

    They may stand in one rule, as design system files have them. `reserved` names may not be set.
    Raises UnsafeTheme.
    """
    if len(text) > LONGEST_THEME:
        raise UnsafeTheme([_("This theme is too long: it may have 200,000 characters.")])
    # Comments leave their line ends, so that the lines keep their numbers.
    plain = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    if (rule := WRAPPED.fullmatch(plain)) is not None:
        plain = "\n" * plain.count("\n", 0, rule.start(1)) + rule[1]
    properties: list[Property] = []
    faults: list[str] = []
    for line, declaration in _declarations(plain):
        name, colon, value = (part.strip() for part in declaration.partition(":"))
        if fault := _fault(name, colon, value, reserved):
            faults.append(_("Line %(line)d: %(fault)s") % {"line": line, "fault": fault})
            if len(faults) == MOST_FAULTS:
                break
        else:
            properties.append(Property(name, " ".join(value.split())))
    if faults:
        raise UnsafeTheme(faults)
    return properties


def _declarations(text: str) -> Iterator[tuple[int, str]]:
    """Yield each part between semicolons with the number of the line on which it begins."""
    start = 0
    for part in text.split(";"):
        words = part.strip()
        if words:
            yield text.count("\n", 0, start + part.index(words)) + 1, words
        start += len(part) + 1


def _fault(name: str, colon: str, value: str, reserved: frozenset[str]) -> str:
    """Return what is wrong with a declaration, or nothing."""
    if not colon or not NAME.fullmatch(name):
        return _("write a name that starts with two dashes, a colon and a value, such as --utrecht-x: 4px;")
    if name in reserved:
        return _("%(name)s is a name of Brink's own; set the colour of the accent above instead.") % {
            "name": name
        }
    if not value or len(value) > LONGEST_VALUE:
        return _("give %(name)s a value of at most 300 characters.") % {"name": name}
    return _fault_of_value(value)


def _fault_of_value(value: str) -> str:
    bare = STRING.sub("", value)
    if not PLAIN.fullmatch(bare):
        return _("a value has letters, numbers, commas, brackets and words in quotes; leave out the rest.")
    unknown = [name for name in CALL.findall(bare) if name and not FUNCTIONS.fullmatch(name)]
    if unknown:
        return _("%(function)s() may not be used; a theme loads nothing from elsewhere.") % {
            "function": unknown[0]
        }
    return "" if _is_balanced(bare) else _("a bracket is not closed, or closed twice.")


def _is_balanced(value: str) -> bool:
    depth = 0
    for character in value:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0
