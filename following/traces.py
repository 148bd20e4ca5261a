"""What of a person stands in follows and streams."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.traces import Erasing, Kind, Trace, Traced, register_impersonal, register_traces


def as_a_source(traced: Traced) -> Q:
    """Return the condition on the source that the person is for whoever follows them."""
    return Q(kind="person", object_id=traced.person_id) if traced.person_id is not None else Q(pk__in=[])


TRACES = [
    Trace(
        model="following.Follow",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        user=("follower",),
        holds=("source",),
        tells=("source", "followed_at"),
    ),
    Trace(
        model="following.Source",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        also=as_a_source,
        tells=(),
        title=_("That colleagues can follow you"),
    ),
    Trace(
        model="following.Declined",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        user=("owner",),
        holds=("source",),
        tells=("source", "declined_at"),
    ),
    Trace(
        model="following.Visit",
        kind=Kind.KEPT,
        erasing=Erasing.DELETE,
        user=("visitor",),
        tells=("last_on", "away_since"),
    ),
]


def register() -> None:
    """Let an export find these places, and an erasure empty them."""
    register_traces(TRACES)
    register_impersonal(
        "following.StreamItem", "source", because="An erasure takes the source, and its items with it."
    )
