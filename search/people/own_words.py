"""What a colleague says of their own work, at the words that were asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from directory.finding import marked
from search.people.excerpts import Spots, excerpt
from search.people.folding import Word, folded_words, words_in
from search.people.matching import fit_of_word
from search.people.stems import is_telling, telling_words

# What fits less is only like what was asked.
LEAST_FIT = 0.5
# Of what it is called too only a form will do: who takes Friday off does not know about days off.
LEAST_FIT_OF_OTHERS = 0.9


@dataclass(frozen=True)
class SoughtWords:
    """The folded words that were asked, and what these are called too in one word."""

    words: tuple[str, ...]
    others: tuple[str, ...] = ()


def sought_words(words: Iterable[str], others: Iterable[str]) -> SoughtWords:
    """Return what to look for, given what was asked and what that is called too."""
    terms = [folded_words(term) for term in others]
    return SoughtWords(
        tuple(telling_words(" ".join(words))), tuple(term[0] for term in terms if len(term) == 1)
    )


def part_about(text: str, sought: SoughtWords, longest: int) -> SafeString:
    """Return the part of `text` where it says something of what was asked, marked; empty if it does not."""
    spots = spots_of(text, sought)
    return marked(*excerpt(text, spots, longest)) if spots else SafeString()


def spots_of(text: str, sought: SoughtWords) -> Spots:
    """Return where in `text` a form, the beginning or a part of a word that was asked stands."""
    return [
        (word.start, word.end) for word in words_in(text) if is_telling(word.folded) and _fits(word, sought)
    ]


def _fits(word: Word, sought: SoughtWords) -> bool:
    return any(fit_of_word(one, word.folded) >= LEAST_FIT for one in sought.words) or any(
        fit_of_word(one, word.folded) >= LEAST_FIT_OF_OTHERS for one in sought.others
    )
