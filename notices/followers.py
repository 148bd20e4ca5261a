"""Who follows what an event is about, a batch at a time in the order of their accounts."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from access.models import User
from dialogue.models import BrinkComment
from directory.models import Person
from following.changes import CHANGE
from following.models import Change, Follow, Source
from notices.giving import Candidate
from notices.models import Event, Mute, Notice, Preference

BATCH = 2_000
# Of several things that someone follows the nearest is the reason.
NEAREST_FIRST = ("page", "post", "person", "section", "group", "subject")

Level = Preference.Level
Reason = Notice.Reason


@dataclass(frozen=True)
class Batch:
    """Whom to tell now; `reached` is the last account that was looked at."""

    candidates: list[Candidate]
    reached: int
    is_last: bool


def followers_after(event: Event, reached: int) -> Batch:
    """Return the next who follow a source of what appeared, or who want to hear everything."""
    sources = {source.pk: source for source in Source.objects.filter(items__thing=event.thing_id)}
    spoke = _next_who_spoke(event, reached)
    user_ids = sorted({*_next_ids(sources, reached), *spoke})[:BATCH]
    followed = _followed_by(user_ids, sources)
    no_news_for = _no_news_for(event, sources.values(), user_ids)
    candidates = [
        candidate
        for user_id in user_ids
        if user_id not in no_news_for and (candidate := _candidate(user_id, followed, spoke)) is not None
    ]
    return Batch(candidates, reached=user_ids[-1] if user_ids else reached, is_last=len(user_ids) < BATCH)


@dataclass
class _Followed:
    """What of the sources each of some people follows, the nearest first, and what they muted of them."""

    source_ids: dict[int, list[int]]
    muted: dict[int, set[int]]


def _next_ids(source_ids: Iterable[int], reached: int) -> list[int]:
    everything = Preference.objects.filter(
        Q(site_level=Level.EVERYTHING) | Q(mail_level=Level.EVERYTHING), user__gt=reached
    )
    found = set(everything.order_by("user").values_list("user_id", flat=True)[:BATCH])
    # One walk through the index for each source: a person who follows several is met once.
    for source_id in source_ids:
        follows = Follow.objects.filter(source=source_id, follower__gt=reached).order_by("follower")
        found.update(follows.values_list("follower_id", flat=True)[:BATCH])
    return sorted(found)[:BATCH]


def _next_who_spoke(event: Event, reached: int) -> set[int]:
    """Return the next who spoke under a page that was corrected: what they spoke of reads otherwise now."""
    page, thing = event.page, event.thing
    if page is None or thing is None or thing.kind != CHANGE:
        return set()
    if not Change.objects.filter(pk=thing.object_id).exclude(what="").exists():
        return set()
    said = BrinkComment.objects.under(page.content_type_id, str(page.pk)).standing()
    speakers = said.filter(user__gt=reached).order_by("user").values_list("user_id", flat=True).distinct()
    return set(speakers[:BATCH])


def _followed_by(user_ids: Collection[int], sources: dict[int, Source]) -> _Followed:
    nearest = {name: place for place, name in enumerate(NEAREST_FIRST)}
    order = sorted(sources, key=lambda pk: (nearest.get(sources[pk].kind, len(nearest)), pk))
    found: dict[int, list[int]] = defaultdict(list)
    muted: dict[int, set[int]] = defaultdict(set)
    follows = Follow.objects.filter(source__in=order, follower__in=user_ids)
    for user_id, source_id in follows.values_list("follower_id", "source_id"):
        found[user_id].append(source_id)
    for own in found.values():
        own.sort(key=order.index)
    mutes = Mute.objects.filter(source__in=order, owner__in=user_ids)
    for user_id, source_id in mutes.values_list("owner_id", "source_id"):
        muted[user_id].add(source_id)
    return _Followed(found, muted)


def _candidate(user_id: int, followed: _Followed, spoke: Collection[int]) -> Candidate | None:
    muted = followed.muted.get(user_id, set())
    if user_id in spoke and not muted:
        return Candidate(user_id, Reason.SPOKE)
    own = followed.source_ids.get(user_id, [])
    heard = [source_id for source_id in own if source_id not in muted]
    if heard:
        return Candidate(user_id, Reason.FOLLOWS, heard[0])
    return None if muted else Candidate(user_id, Reason.EVERYTHING)


def _no_news_for(event: Event, sources: Iterable[Source], user_ids: Collection[int]) -> set[int]:
    """Return who made what appeared themselves, or has a version of it in the language they read."""
    if event.kind != Event.Kind.PUBLISHED or event.thing is None:
        return set()
    people = [source.object_id for source in sources if source.kind == "person"]
    makers = Person.objects.filter(pk__in=people, user__isnull=False).values_list("user_id", flat=True)
    languages = [event.thing.left_out_in]
    if event.thing.left_out_in == settings.LANGUAGE_CODE:
        # Who chose no language reads the one that Brink speaks here.
        languages.append("")
    others = User.objects.none()
    if event.thing.left_out_in:
        others = User.objects.filter(pk__in=user_ids, language__in=languages)
    return {*makers, *others.values_list("pk", flat=True)}
