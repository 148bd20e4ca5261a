"""Who is meant, and why: the candidates of any engine are put in order by this one rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from directory.finding import Found, Reason, ReasonKind, marked
from search.people.excerpts import excerpt
from search.people.folding import key_part, words_in
from search.people.matching import Fit, fit_of_name, fit_of_word
from search.people.names import SHORTENED, NameWord, is_particle, words_of_name
from search.people.profiles import Profile, Said
from search.people.sought import FEWEST_LAST_DIGITS, Sought, national
from search.people.stems import is_telling

# What someone knows and does says more than where.
WEIGHTS = {
    ReasonKind.SUBJECT: 1.0,
    ReasonKind.DUTY: 1.0,
    ReasonKind.OWN_WORDS: 0.98,
    ReasonKind.JOB: 0.95,
    ReasonKind.UNIT: 0.9,
    ReasonKind.PLACE: 0.9,
    ReasonKind.LANGUAGE: 0.9,
    ReasonKind.EXPERIENCE: 0.8,
}
INITIAL_FITS = 0.1
INITIAL_DIFFERS = -0.2
WHOLE_NAME = 0.06
PARTICLE_FITS = 0.02
LAST_DIGITS = 0.9
# Whoever fits so much less than the best is not meant.
LEAST_OF_BEST = 0.6
# A word that fits one text well is not told of texts that it fits so much less.
WORTH_TELLING = 0.2
MOST_REASONS = 3


@dataclass(frozen=True)
class Hit:
    """A word of the search that fits a text of a profile: how well, and where."""

    word: int
    score: float
    said: Said
    spot: tuple[int, int]


@dataclass(frozen=True)
class Judged:
    """A colleague, how well each word of the search fits at best, and by what."""

    profile: Profile
    hits: list[Hit]
    best: dict[int, float]
    score: float


def judge(sought: Sought, profiles: Iterable[Profile]) -> list[Found]:
    """Return the colleagues who are meant, the best first, with why.

    Whoever fits all the words leaves out who fits only some; with nobody who fits all, as many as can be.
    """
    judged = [one for profile in profiles if (one := _judged(sought, profile)).hits]
    if not judged:
        return []
    most = max(len(one.best) for one in judged)
    fullest = [one for one in judged if len(one.best) == most]
    least = max(one.score for one in fullest) * LEAST_OF_BEST
    meant = sorted(
        (one for one in fullest if one.score >= least),
        key=lambda one: (-round(one.score, 4), one.profile.name, one.profile.person_id),
    )
    return [Found(one.profile.person_id, tuple(_reasons(one))) for one in meant]


def _judged(sought: Sought, profile: Profile) -> Judged:
    if sought.is_number:
        hits, bonus = list(_numbers(sought, profile)), 0.0
    else:
        hits, bonus = _names(sought, profile)
        hits += chain(_said(sought, profile), _numbers(sought, profile), _address(sought, profile))
    best: dict[int, float] = {}
    for hit in hits:
        best[hit.word] = max(best.get(hit.word, 0), hit.score)
    return Judged(profile, hits, best, sum(best.values()) + bonus)


def _names(sought: Sought, profile: Profile) -> tuple[list[Hit], float]:
    """Return how the words fit the name, each word of the name once, and what the rest of it adds."""
    hits: list[Hit] = []
    bonus = 0.0
    for name in filter(None, [profile.name, profile.nickname]):
        words = words_of_name(name)
        said = Said(ReasonKind.NAME, name)
        used: set[int] = set()
        taken: set[int] = set()
        for fit, typed, word in sorted(_fits(sought, words), key=_by_strength):
            if used & word.places or taken & set(typed):
                continue
            used |= word.places
            taken |= set(typed)
            end = word.end if fit.length is None else word.start + fit.length
            hits += [Hit(place, fit.score, said, (word.start, end)) for place in typed]
        if name == profile.name:
            bonus = _beside(sought, words, used) if used else 0
    return hits, bonus


def _fits(sought: Sought, words: list[NameWord]) -> Iterator[tuple[Fit, tuple[int, ...], NameWord]]:
    """Yield each way in which a typed word, or two written together, fit a word of a name."""
    typed: list[tuple[tuple[int, ...], str]] = [((place,), word) for place, word in enumerate(sought.words)]
    typed += [((place, place + 1), pair) for place, pair in sought.pairs.items()]
    for places, text in typed:
        for word in words:
            if len(places) > 1 and len(word.places) > 1:
                continue
            if (fit := fit_of_name(text, word.folded, word.written)).score:
                yield fit, places, word


def _by_strength(way: tuple[Fit, tuple[int, ...], NameWord]) -> tuple[float, int, int]:
    fit, typed, word = way
    return -fit.score, -len(typed), word.start


def _beside(sought: Sought, words: list[NameWord], used: set[int]) -> float:
    """Return what initials, particles and the rest of the name say about who is meant."""
    single = [word for word in words if len(word.places) == 1]
    rest = [word.folded for word in single if not word.places & used]
    bonus = 0.0
    for initial in sought.initials:
        if any(word.startswith(initial) and not is_particle(word) for word in rest):
            bonus += INITIAL_FITS
        elif initial not in SHORTENED:
            bonus += INITIAL_DIFFERS
    bonus += PARTICLE_FITS * len(set(sought.particles) & set(rest))
    if all(is_particle(word) for word in rest):
        bonus += WHOLE_NAME
    return bonus


def _said(sought: Sought, profile: Profile) -> Iterator[Hit]:
    for said in profile.said:
        for word in words_in(said.text):
            if not is_telling(word.folded):
                continue
            for place, typed in enumerate(sought.words):
                if score := fit_of_word(typed, word.folded) * WEIGHTS[said.kind]:
                    yield Hit(place, score, said, (word.start, word.end))


def _numbers(sought: Sought, profile: Profile) -> Iterator[Hit]:
    for place, word in enumerate(sought.words):
        if not word.isdecimal():
            continue
        typed = national(word)
        for number in profile.numbers:
            is_last = len(typed) >= FEWEST_LAST_DIGITS and number.digits.endswith(typed)
            if number.digits in {typed, word} or is_last:
                score = LAST_DIGITS if number.digits != typed else 1.0
                yield Hit(place, score, Said(ReasonKind.CONTACT, number.shown), (0, len(number.shown)))


def _address(sought: Sought, profile: Profile) -> Iterator[Hit]:
    name = profile.email.partition("@")[0]
    for address, places in sought.addresses:
        if key_part(name) == address:
            said = Said(ReasonKind.CONTACT, profile.email)
            yield from (Hit(place, 1, said, (0, len(name))) for place in places)


def _reasons(judged: Judged) -> Iterator[Reason]:
    """Yield why a colleague is meant, one reason of each kind, the strongest first."""
    spots: dict[Said, set[tuple[int, int]]] = {}
    strength: dict[Said, float] = {}
    for hit in judged.hits:
        if hit.score < judged.best[hit.word] - WORTH_TELLING:
            continue
        spots.setdefault(hit.said, set()).add(hit.spot)
        strength[hit.said] = strength.get(hit.said, 0) + hit.score
    told: set[ReasonKind] = set()
    for said in sorted(spots, key=lambda said: -strength[said]):
        if said.kind in told or len(told) == MOST_REASONS:
            continue
        told.add(said.kind)
        yield Reason(said.kind, marked(*excerpt(said.text, sorted(spots[said]))))
