"""Slips of the pen: a letter too many, too few, another one, or two that changed places.

Of two words that differ by one slip, each becomes the same when a letter is left out of it, or is the other
without one. So words without one letter are kept as keys, and a slip is found by looking up exact keys.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

# In shorter words one letter makes another name.
SHORTEST = 4
# From here on two slips still leave the word recognisable.
LONG = 8


@lru_cache(maxsize=50_000)
def without_a_letter(word: str) -> frozenset[str]:
    """Return `word` with each of its letters left out in turn; nothing of a short word."""
    if len(word) < SHORTEST:
        return frozenset()
    return frozenset(word[:place] + word[place + 1 :] for place in range(len(word)))


def likeness(one: str, other: str) -> float:
    """Return how much alike two words are, 0 to 1; 0 if more than slips are between them."""
    longest = max(len(one), len(other))
    most = 0 if min(len(one), len(other)) < SHORTEST else 1 if longest < LONG else 2
    slips = OSA.distance(one, other, score_cutoff=most)
    return 0.0 if slips > most else 1 - slips / longest
