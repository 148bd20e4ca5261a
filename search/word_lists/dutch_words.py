"""Makes dutch_words.txt, the words that others are made of, from the list of OpenTaal.

apt-get install wdutch
python search/word_lists/dutch_words.py < /usr/share/dict/dutch > search/word_lists/dutch_words.txt
"""

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable

WORD = re.compile(r"[a-z]{4,12}")
SHORTEST_PART = 4
# What may stand between two parts.
LINKS = ("", "s", "e", "en")
# Whoever makes fewer words is found in them by chance.
FEWEST_MADE = 4


def parts_of(lines: Iterable[str]) -> list[str]:
    """Return the words that stand first or last in several others, of which the rest is a word as well."""
    all_words = {_plain(line.strip()) for line in lines if line.strip().islower()}
    words = {word for word in all_words if WORD.fullmatch(word)}
    made: Counter[str] = Counter()
    for whole in all_words:
        for cut in range(SHORTEST_PART, len(whole) - SHORTEST_PART + 1):
            first, last = whole[:cut], whole[cut:]
            if last not in words:
                continue
            for link in LINKS:
                if first.endswith(link) and (begin := first[: len(first) - len(link)]) in words:
                    made.update((begin, last))
                    break
    return sorted(word for word, count in made.items() if count >= FEWEST_MADE)


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


if __name__ == "__main__":
    sys.stdout.write("".join(f"{word}\n" for word in parts_of(sys.stdin)))
