"""Long Dutch compounds in headlines and names of units: where they may break on a phone."""

import re
from functools import cache

import pyphen
from django import template
from django.conf import settings

register = template.Library()

# Wider than a phone in the size of a headline; a part of a few letters reads badly.
LONG_WORD = re.compile(r"[^\W\d_]{18,}")
FEWEST_LETTERS = 6
SOFT_HYPHEN = "\u00ad"


@register.filter
def hyphenated(text: str, language: str = "") -> str:
    """Return `text` with soft hyphens in its longest words, by the rules of `language`.

    Without a language by those of the organisation, in which its units have their names. Browsers
    hyphenate by themselves only where they have a dictionary; wide screens ignore these.
    """
    dictionary = _dictionary(language or settings.LANGUAGE_CODE)
    return LONG_WORD.sub(lambda word: dictionary.inserted(word.group(), SOFT_HYPHEN), text)


@cache
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=pyphen.language_fallback(language), left=FEWEST_LETTERS, right=FEWEST_LETTERS)
