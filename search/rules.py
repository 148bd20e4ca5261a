"""The rules of the newsroom as they are now, remembered by each process until one of them changes."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import uuid4

from search.engines.weights import USUAL, Weights
from search.models import BestBet, Exclusion, RulesToken, SearchWeights, SilencedSynonym, SynonymRule
from search.people.folding import folded_words
from search.people.stems import stem_of, telling_words
from search.words import WORD_LISTS

NAME = "rules"
# Brink's own lists, each with the language that it is of; that of both has none.
GENERAL = {name: WORD_LISTS / f"synonyms.{name or 'both'}.txt" for name in ("", "nl", "en")}


@dataclass(frozen=True)
class Rules:
    """Everything that the newsroom says about searches, also what has ended."""

    # Each line of synonyms with the language of the readers for whom it works; without one for all.
    lines: tuple[tuple[str, str], ...] = ()
    bets: tuple[BestBet, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    weights: Weights = USUAL


_remembered: tuple[str, Rules] | None = None
_lock = threading.Lock()


def rules_now() -> Rules:
    """Return the rules that hold now, in one query unless one of them has changed."""
    global _remembered  # one memory per process
    token = RulesToken.objects.filter(name=NAME).values_list("token", flat=True).first() or ""
    known = _remembered
    if known is None or known[0] != token:
        known = (token, read_rules())
        with _lock:
            _remembered = known
    return known[1]


def note_change() -> None:
    """Let every process read the rules anew.

    By chance and not by counting: what is undone with its transaction leaves no token behind that another
    change could get as well.
    """
    RulesToken.objects.update_or_create(name=NAME, defaults={"token": uuid4().hex})


def read_rules() -> Rules:
    """Return the rules as they are stored."""
    silenced = set(SilencedSynonym.objects.values_list("line", flat=True))
    own = SynonymRule.objects.filter(is_on=True).values_list("words", "language")
    # Whoever reads Brink in one language searches in others too.
    general = [(line, "") for line, _language in general_lines() if line not in silenced]
    return Rules(
        (*own, *general),
        tuple(BestBet.objects.all()),
        tuple(Exclusion.objects.all()),
        SearchWeights.objects.in_force(),
    )


@lru_cache(maxsize=1)
def general_lines() -> tuple[tuple[str, str], ...]:
    """Return the lines of Brink's own lists of synonyms, each with its language."""
    lines = (
        (line.strip(), language)
        for language, path in GENERAL.items()
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return tuple(line for line in lines if line[0] and not line[0].startswith("#"))


def fits(rule: BestBet | Exclusion, words: Sequence[str]) -> bool:
    """Tell whether `rule` is about a search for `words`, in whatever form and order these stand."""
    core = core_of(" ".join(words))
    if rule.is_wide:
        return any(one <= core for one in cores_of(rule.searches))
    return core in cores_of(rule.searches)


@lru_cache(maxsize=4096)
def cores_of(searches: str) -> tuple[frozenset[str], ...]:
    """Return what each line of `searches` is about."""
    return tuple(core for line in searches.split("\n") if (core := core_of(line)))


def core_of(search: str) -> frozenset[str]:
    """Return the stems of the words that say what a search is about, or of all if none does."""
    return frozenset(stem_of(word) for word in telling_words(search) or folded_words(search))
