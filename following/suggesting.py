"""Suggestions of what to follow, each with its reason: by where someone works and what they know about.

What anybody reads is no reason. A room registers what it suggests in its `apps.py`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.db import transaction
from django.db.models import Q

from access.models import User
from directory.models import Person
from following.buttons import FollowButton, button_of
from following.follows import NothingToFollow
from following.models import Declined, Follow, Source
from following.source_kinds.sections import SectionSource, versions_of_sections
from following.sources import Place, place_of, places_of, sources_for

MOST_SUGGESTED = 6
# Of what one place suggests, so that each has its turn.
MOST_OF_A_KIND = 2


@dataclass(frozen=True)
class Suggestion:
    """A source that may interest someone, and why, in words for them."""

    kind: str
    object_id: int
    reason: str

    @property
    def key(self) -> tuple[str, int]:
        """The source: its kind and number."""
        return self.kind, self.object_id


@dataclass(frozen=True)
class ShownSuggestion:
    """A suggestion as its reader meets it."""

    place: Place
    reason: str
    button: FollowButton


# What to suggest to an account, and to the colleague whose account it is, the best first: at most thirty.
Suggesting: TypeAlias = Callable[[User, Person | None], Iterable[Suggestion]]

_suggesting: list[tuple[int, Suggesting]] = []


def register_suggestions(suggest: Suggesting, *, order: int) -> Suggesting:
    """Suggest what `suggest` returns, in a fixed number of queries; a lower order comes first."""
    _suggesting.append((order, suggest))
    _suggesting.sort(key=lambda each: each[0])
    return suggest


def suggestions_for(reader: User) -> list[ShownSuggestion]:
    """Return a few things to follow that `reader` may see, neither follows nor declined.

    The number of queries is fixed.
    """
    person = Person.objects.filter(user=reader).select_related("unit", "manager").first()
    by_place = [list(suggest(reader, person)) for _order, suggest in _suggesting]
    taken = _taken(reader, {each.key for found in by_place for each in found})
    fitting = [[each for each in found if each.key not in taken] for found in by_place]
    # Numbered among themselves: what is only suggested is not stored.
    wanted = dict.fromkeys(each.key for found in fitting for each in found)
    sources = {key: Source(pk=number, kind=key[0], object_id=key[1]) for number, key in enumerate(wanted, 1)}
    places = places_of(sources.values(), reader)
    shown: dict[tuple[str, int], ShownSuggestion] = {}
    for found in fitting:
        seen = [
            each for each in found if _is_there(places.get(sources[each.key].pk)) and each.key not in shown
        ]
        for each in seen[:MOST_OF_A_KIND]:
            place = places[sources[each.key].pk]
            button = button_of(*each.key, place, is_followed=False)
            shown[each.key] = ShownSuggestion(place, each.reason, button)
    return list(shown.values())[:MOST_SUGGESTED]


def _is_there(place: Place | None) -> bool:
    return place is not None and not place.has_ended


@transaction.atomic
def decline(*, reader: User, kind: str, object_id: int, now: datetime) -> None:
    """Suggest the source to `reader` no more. Raises NothingToFollow."""
    if place_of(kind, object_id, reader) is None:
        raise NothingToFollow
    [source] = sources_for([(kind, object_id)])
    Declined.objects.get_or_create(owner=reader, source=source, defaults={"declined_at": now})


def suggest_again(*, reader: User, kind: str, object_id: int) -> None:
    """Let the source be suggested to `reader` as if it had not been declined."""
    source = Source.objects.filter(kind=kind, object_id=object_id)
    Declined.objects.filter(owner=reader, source__in=source).delete()


def _taken(reader: User, wanted: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Return which of the sources `reader` follows or declined."""
    wanted = list(wanted)
    sections = versions_of_sections([object_id for kind, object_id in wanted if kind == SectionSource.name])
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, object_id in wanted:
        ids[kind].update(sections.get(object_id, [object_id]) if kind == SectionSource.name else [object_id])
    among = Q(pk__in=[])
    for kind, keys in ids.items():
        among |= Q(kind=kind, object_id__in=keys)
    sources = Source.objects.filter(among)
    taken = sources.filter(
        Q(pk__in=Follow.objects.filter(follower=reader, source__in=sources).values("source"))
        | Q(pk__in=Declined.objects.filter(owner=reader, source__in=sources).values("source"))
    )
    found = set(taken.values_list("kind", "object_id"))
    in_other_languages = {
        (SectionSource.name, pk)
        for pk, versions in sections.items()
        if any((SectionSource.name, version) in found for version in versions)
    }
    return found | in_other_languages
