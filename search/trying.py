"""What an ordinary employee finds by the rules as they are, and by those that the newsroom thinks of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from access.models import Scope
from access.scopes import Viewer
from search.filters import Filters
from search.kinds import KINDS
from search.models import Entry
from search.queries import asked_by, find
from search.rules import Rules, fits
from search.things import entries_by_key


class Move(StrEnum):
    """What a change does to a place in an answer."""

    NEW = "new"
    GONE = "gone"
    UP = "up"
    DOWN = "down"
    SAME = ""


@dataclass(frozen=True)
class Place:
    """A thing in an answer."""

    entry: Entry
    move: Move

    @property
    def kind(self) -> str:
        """What kind of thing it is, in the reader's language."""
        return str(KINDS[self.entry.kind].label)


@dataclass(frozen=True)
class Trial:
    """The first ten of a search now and with the change, and the best bets above each."""

    search: str
    before: list[Place]
    after: list[Place]
    bets_before: list[str]
    bets_after: list[str]

    @property
    def changes_nothing(self) -> bool:
        """Whether both are the same."""
        return [place.entry for place in self.before] == [place.entry for place in self.after] and (
            self.bets_before == self.bets_after
        )


def try_out(search: str, before: Rules, after: Rules, *, editor: Viewer, today: date) -> Trial:
    """Return what everyone finds for `search` by each of the rules: nothing that only some may see."""
    scope_ids = [Scope.objects.everyone().pk]
    old, new = (_first_ten(search, rules, scope_ids, editor, today) for rules in (before, after))
    places = {entry.pk: number for number, entry in enumerate(old)}
    left = {entry.pk for entry in new}
    return Trial(
        search=search,
        before=[Place(entry, Move.SAME if entry.pk in left else Move.GONE) for entry in old],
        after=[Place(entry, _move(places.get(entry.pk), number)) for number, entry in enumerate(new)],
        bets_before=_bets(search, before, scope_ids, today),
        bets_after=_bets(search, after, scope_ids, today),
    )


def _first_ten(
    search: str, rules: Rules, scope_ids: Sequence[int], editor: Viewer, today: date
) -> list[Entry]:
    asked = asked_by(editor, search, Filters(), 1, rules, today=today)
    if not asked.words:
        return []
    found = find(replace(asked, scope_ids=list(scope_ids), own_unit_ids=()))
    seen = Entry.objects.findable().filter(scope_id__in=scope_ids, kind__in=KINDS)
    entries = seen.defer("text", "headings").in_bulk([match.entry_id for match in found.matches])
    return [entries[match.entry_id] for match in found.matches if match.entry_id in entries]


def _move(before: int | None, now: int) -> Move:
    if before is None:
        return Move.NEW
    return Move.SAME if before == now else Move.UP if now < before else Move.DOWN


def _bets(search: str, rules: Rules, scope_ids: Sequence[int], today: date) -> list[str]:
    bets = [bet for bet in rules.bets if bet.ends_on >= today and fits(bet, [search])]
    entries = entries_by_key([bet.thing for bet in bets if bet.thing], scope_ids)
    titles = [bet.title or (entries[bet.thing].title if bet.thing in entries else "") for bet in bets]
    return [title for title in titles if title]
