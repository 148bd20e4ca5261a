"""What the newsroom put above the answer to a search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import get_language

from access.scopes import Viewer, visible_scope_ids
from directory.visibility import ShownPerson
from search.engines.answers import Asked, Found, Match
from search.hits import Hit, hits_of, people_by_key
from search.models import BestBet
from search.rules import Rules, fits, rules_now
from search.things import entries_by_key

MOST_SHOWN = 3


@dataclass(frozen=True)
class Bet:
    """A best bet to draw; `hit` is what it leads to, where that is something that can be found."""

    title: str
    # Of the title; nothing where it is that of the reader.
    title_language: str
    text: str
    text_language: str
    address: str
    keeper: ShownPerson | None
    ends_on: date
    hit: Hit | None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it leads to another site."""
        return self.hit is None


def bets_for(words: Sequence[str], user: Viewer, today: date, rules: Rules | None = None) -> list[Bet]:
    """Return what comes first for `words` and `user` may see, in a fixed number of queries.

    Where no best bet is about the words, one query; none if `rules` are given.
    """
    own = {"", get_language() or settings.LANGUAGE_CODE}
    about = [
        bet
        for bet in (rules or rules_now()).bets
        if bet.ends_on >= today and bet.language in own and fits(bet, words)
    ]
    return _drawn(about, user, today)[:MOST_SHOWN] if about else []


def _drawn(bets: Iterable[BestBet], user: Viewer, today: date) -> list[Bet]:
    bets = list(bets)
    scope_ids = visible_scope_ids(user)
    if not scope_ids:
        return []
    entries = entries_by_key([bet.thing for bet in bets if bet.thing], scope_ids)
    found = Found([Match(entry.pk) for entry in entries.values()])
    hits, _people = hits_of(found, user, Asked([], scope_ids, today))
    by_key = {hit.entry.key: hit for hit in hits}
    keepers = people_by_key([bet.keeper_id for bet in bets if bet.keeper_id], user)
    return [
        _bet(bet, by_key.get(bet.thing), keepers.get(bet.keeper_id or 0))
        for bet in bets
        if bet.address or bet.thing in by_key
    ]


def _bet(bet: BestBet, hit: Hit | None, keeper: ShownPerson | None) -> Bet:
    # Who writes for readers of every language writes in that of the organisation.
    language = bet.language or settings.LANGUAGE_CODE
    return Bet(
        title=bet.title or (hit.entry.title if hit else bet.address),
        title_language=hit.entry.language if hit and not bet.title else language,
        text=bet.text,
        text_language=language,
        address=hit.address if hit else bet.address,
        keeper=keeper,
        ends_on=bet.ends_on,
        hit=hit,
    )
