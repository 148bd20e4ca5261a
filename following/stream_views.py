"""The screen of the stream."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from access.asking import reader_of
from access.models import User
from following.gathering import gathered, missed_by
from following.mine import follows_in_short
from following.models import Source
from following.newest import position_in
from following.sources import Place, SourceKind, find_source_kind, place_of, source_in
from following.stream import stream_of
from following.suggesting import suggestions_for
from following.things import ThingKind, find_thing_kind, thing_kinds
from following.visits import away_since, catch_up

LINES_PER_PART = 20


@dataclass(frozen=True)
class Way:
    """A link that narrows the stream down."""

    words: str | Promise
    query: str
    is_current: bool


@dataclass(frozen=True)
class Narrowed:
    """What a reader asks of their stream: one kind of thing, one kind of source, or one source."""

    kind: ThingKind | None = None
    source_kind: SourceKind | None = None
    source: Source | None = None
    place: Place | None = None

    def query(self, **instead: str) -> str:
        """Return the query string that asks this, with other words `instead`; an empty one asks nothing."""
        asked = {
            "kind": self.kind.name if self.kind else "",
            "of": self.source_kind.name if self.source_kind else "",
            "from": f"{self.source.kind}-{self.source.object_id}" if self.source else "",
            **instead,
        }
        return urlencode({name: word for name, word in asked.items() if word})

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.source_kind or self.source)


@require_safe
def stream(request: HttpRequest) -> HttpResponse:
    """Show what appeared of what the reader follows, or what they missed while they were away."""
    reader, now = reader_of(request), timezone.now()
    narrowed = _narrowed(request.GET, reader)
    since = away_since(reader) if not request.GET else None
    followed = follows_in_short(reader)
    context = {"narrowed": narrowed, "followed": followed}
    if since is not None:
        missed = missed_by(reader, since=since, now=now)
        if missed.count:
            return render(request, "following/missed.html", {**context, "missed": missed})
        # They missed nothing, so there is nothing to say that they have read.
        catch_up(visitor=reader)
    part = stream_of(
        reader,
        language=get_language() or settings.LANGUAGE_CODE,
        size=LINES_PER_PART,
        before=position_in(request.GET.get("before", "")),
        kinds=[narrowed.kind.name] if narrowed.kind else (),
        source_kinds=[narrowed.source_kind.name] if narrowed.source_kind else (),
        sources=[narrowed.source.pk] if narrowed.source else (),
    )
    has_nothing = not (part.lines or narrowed.is_narrow or request.GET.get("before"))
    return render(
        request,
        "following/stream.html",
        {
            **context,
            "entries": gathered(part.lines),
            "kinds": _kind_ways(narrowed),
            "sources": _source_ways(narrowed, [each.kind for each in followed]),
            "next_query": narrowed.query(before=part.next_cursor.in_address) if part.next_cursor else "",
            "is_later_part": "before" in request.GET,
            "reaches_back": _reaches_back(part.lines[-1].published_at if part.lines else None, now),
            "suggestions": suggestions_for(reader) if has_nothing else [],
        },
    )


@require_POST
def caught_up(request: HttpRequest) -> HttpResponse:
    """Note that the reader has seen what they missed."""
    catch_up(visitor=reader_of(request))
    return redirect("following:stream")


def _narrowed(asked: QueryDict, reader: User) -> Narrowed:
    """Return what is asked of the stream. Raises Http404 for what there is not, or not for this reader."""
    kind_name, source_name, place_name = (asked.get(name, "") for name in ("kind", "of", "from"))
    kind, source_kind = find_thing_kind(kind_name), find_source_kind(source_name)
    if (kind_name and kind is None) or (source_name and source_kind is None):
        raise Http404
    if not place_name:
        return Narrowed(kind, source_kind)
    wanted = source_in(place_name)
    if wanted is None:
        raise Http404
    name, object_id = wanted
    source = Source.objects.filter(kind=name, object_id=object_id, follows__follower=reader).first()
    place = place_of(name, object_id, reader) if source is not None else None
    if source is None or place is None:
        raise Http404
    return Narrowed(kind, source_kind, source, place)


def _kind_ways(narrowed: Narrowed) -> list[Way]:
    return [Way(kind.plural, narrowed.query(kind=kind.name), kind == narrowed.kind) for kind in thing_kinds()]


def _source_ways(narrowed: Narrowed, kinds: list[SourceKind]) -> list[Way]:
    """Return a way for each kind of source that the reader follows, where there is something to choose."""
    if len(kinds) < 2 and narrowed.source_kind is None:
        return []
    return [
        Way(kind.plural, narrowed.query(**{"of": kind.name, "from": ""}), kind == narrowed.source_kind)
        for kind in kinds
    ]


def _reaches_back(oldest: datetime | None, now: datetime) -> bool:
    """Tell whether all of today is shown, so that who was here yesterday has seen everything."""
    return oldest is None or timezone.localdate(oldest) < timezone.localdate(now)
