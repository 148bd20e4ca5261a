"""Long Dutch compounds in headlines: where they may break on a phone."""

import re
from functools import cache

import pyphen
from django import template

register = template.Library()

# Wider than a phone in the size of a headline; a part of a few letters reads badly.
LONG_WORD = re.compile(r"[^\W\d_]{18,}")
FEWEST_LETTERS = 6
SOFT_HYPHEN = "\u00ad"


@register.filter
def hyphenated(text: str, language: str) -> str:
    """Return `text` with soft hyphens in its longest words, by the rules of `language`.

    Browsers hyphenate by themselves only where they have a dictionary; wide screens ignore these.
    """
    return LONG_WORD.sub(lambda word: _dictionary(language).inserted(word.group(), SOFT_HYPHEN), text)


@cache
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=pyphen.language_fallback(language), left=FEWEST_LETTERS, right=FEWEST_LETTERS)
