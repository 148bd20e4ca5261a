"""What a person wants to hear nothing of, and turning it on again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import User
from dialogue.mentions import named_in
from dialogue.models import BrinkComment
from dialogue.targets import places_of, visible_to
from dialogue.wording import as_excerpt
from following.models import Source
from following.sources import find_source_kind
from following.sources import places_of as places_of_sources
from notices.models import Event, Mute

# A screen holds no more; whoever turns some on again sees the next.
MOST_SHOWN = 100


@dataclass(frozen=True)
class MutedThing:
    """A mute as its owner reads it: what it is of, and where that is, as far as they may see it now."""

    number: int
    title: str | Promise
    # What it is: a conversation under something, a colleague, a kind of notice.
    kind: str | Promise
    address: str = ""
    # Of the title.
    language: str = ""


def muted_by(owner: User) -> list[MutedThing]:
    """Return what `owner` muted, the latest first, in a fixed number of queries."""
    mutes = list(
        Mute.objects.filter(owner=owner).select_related("source").order_by("-muted_at", "-pk")[:MOST_SHOWN]
    )
    threads = _threads({row.thread_id for row in mutes if row.thread_id}, owner)
    places = places_of_sources([row.source for row in mutes if row.source], owner)
    shown = []
    for row in mutes:
        if row.kind:
            shown.append(MutedThing(row.pk, Event.Kind(row.kind).label, _("Kind of notice")))
        elif row.source:
            place = places.get(row.source.pk)
            shown.append(
                MutedThing(row.pk, place.title, _label_of(row.source), place.address, place.language)
                if place
                else MutedThing(row.pk, _("Something that you may no longer see"), _label_of(row.source))
            )
        else:
            shown.append(_conversation(row, threads))
    return shown


@transaction.atomic
def turn_on_again(*, owner: User, number: int) -> bool:
    """Let `owner` hear again of what they muted under this number; tell whether there was such a thing."""
    deleted, _of_each = Mute.objects.filter(owner=owner, pk=number).delete()
    return bool(deleted)


def kinds_muted_by(owner: User) -> frozenset[str]:
    """Return the kinds of notices of which `owner` wants to hear nothing."""
    return frozenset(Mute.objects.filter(owner=owner).exclude(kind="").values_list("kind", flat=True))


@transaction.atomic
def mute_kinds(*, owner: User, kinds: Iterable[str], now: datetime) -> None:
    """Let `owner` hear nothing of exactly these kinds of notices, and of all others."""
    kinds = set(kinds)
    Mute.objects.filter(owner=owner).exclude(kind="").exclude(kind__in=kinds).delete()
    Mute.objects.bulk_create(
        [Mute(owner=owner, kind=kind, muted_at=now) for kind in sorted(kinds)], ignore_conflicts=True
    )


def _label_of(source: Source) -> str | Promise:
    kind = find_source_kind(source.kind)
    return kind.label if kind else ""


def _threads(keys: set[int], viewer: User) -> dict[int, tuple[str, str]]:
    """Return {first comment: the title of what it stands under, and its own words}."""
    if not keys:
        return {}
    found = list(BrinkComment.objects.filter(visible_to(viewer), pk__in=keys))
    places = places_of((comment.content_type_id, comment.object_pk) for comment in found)
    named = named_in((comment.comment for comment in found if comment.stands), viewer)
    threads = {}
    for comment in found:
        place = places.get((comment.content_type_id, comment.object_pk))
        words = as_excerpt(comment.comment, named) if comment.stands else ""
        threads[comment.pk] = (place.title if place else "", words)
    return threads


def _conversation(row: Mute, threads: dict[int, tuple[str, str]]) -> MutedThing:
    if row.thread_id not in threads:
        return MutedThing(row.pk, _("A conversation that you may no longer see"), _("Conversation"))
    under, words = threads[row.thread_id]
    return MutedThing(
        row.pk,
        words or under,
        _("Conversation under “%(title)s”") % {"title": under} if under else _("Conversation"),
        reverse("dialogue:comment-detail", args=[row.thread_id]),
    )
