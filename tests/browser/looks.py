"""In which languages, themes and widths screens are looked at."""

from itertools import product
from typing import Literal, TypeAlias

from tests.proofs import is_large

Language: TypeAlias = Literal["nl", "en"]
Theme: TypeAlias = Literal["light", "dark"]
Look: TypeAlias = tuple[Language, Theme, int]
Way: TypeAlias = tuple[Language, bool]

LANGUAGES: tuple[Language, ...] = ("nl", "en")
THEMES: tuple[Theme, ...] = ("light", "dark")
WIDTHS = (320, 768, 1280)

# Each language, theme and width with each of the others once: half of all, and what is amiss in one of all
# is nearly always amiss in one of these.
PAIRS: list[Look] = [
    ("nl", "light", 320),
    ("en", "dark", 320),
    ("nl", "dark", 768),
    ("en", "light", 768),
    ("nl", "light", 1280),
    ("en", "dark", 1280),
]
LOOKS: list[Look] = list(product(LANGUAGES, THEMES, WIDTHS)) if is_large("looks") else PAIRS

# A journey is walked in both languages, with scripts and without, each once; between the journeys each
# language is walked both ways. `./run prove journeys` walks each of them in all four.
ALL_WAYS: list[Way] = list(product(LANGUAGES, (True, False)))
WAYS: list[Way] = ALL_WAYS if is_large("journeys") else [("nl", True), ("en", False)]
OTHER_WAYS: list[Way] = ALL_WAYS if is_large("journeys") else [("nl", False), ("en", True)]
