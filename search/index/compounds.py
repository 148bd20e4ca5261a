"""The words that long Dutch words are made of, taken from what the organisation itself writes."""

import re
from collections import Counter

from search.models import Entry
from search.wording import words_of_compounds
from search.words import WORD_LISTS, plain

# Shorter ones are found in words that have nothing to do with them, longer ones are compounds themselves.
PART = re.compile(r"\b[a-z]{4,12}\b")
MOST_PARTS = 20_000
# A word that stands in one text only may be a slip of the pen.
FEWEST_TEXTS = 2


def parts_of_compounds() -> list[str]:
    """Return words that stand on their own in several Dutch texts, and those every organisation uses.

    Of the former only those that other words are made of: names and slips make no compounds.
    """
    text_counts: Counter[str] = Counter()
    texts = Entry.objects.findable().filter(language="nl").values_list("title", "text")
    for title, text in texts.iterator(chunk_size=100):
        text_counts.update(set(PART.findall(plain(f"{title} {text}"))))
    known = (WORD_LISTS / "dutch_parts.txt").read_text(encoding="utf-8")
    frequent = [
        word
        for word, count in text_counts.most_common()
        if count >= FEWEST_TEXTS and word in words_of_compounds()
    ][:MOST_PARTS]
    return sorted({*PART.findall(plain(known)), *frequent})
