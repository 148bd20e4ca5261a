"""What of a digest its receiver wants to hear nothing of."""

from dataclasses import dataclass

from django.db.models import Q

from access.models import User
from following.models import Follow
from notices.muting import muted_of


@dataclass(frozen=True)
class Muted:
    """The conversations, sources and kinds of notices that a person muted."""

    threads: frozenset[int]
    sources: frozenset[int]
    kinds: frozenset[str]

    @property
    def notices(self) -> Q:
        """The condition on notices that are about any of it."""
        return (
            Q(event__comment__thread_id__in=self.threads)
            | Q(source__in=self.sources)
            | Q(event__kind__in=self.kinds)
        )


def muted_by(owner: User) -> Muted:
    """Return what `owner` muted; one query."""
    rows = muted_of(owner.pk)
    return Muted(
        threads=frozenset(row.thread for row in rows if row.thread is not None),
        sources=frozenset(row.source for row in rows if row.source is not None),
        kinds=frozenset(row.kind for row in rows if row.kind),
    )


def heard_sources(follower: User, muted: Muted) -> list[int] | None:
    """Return which of what someone follows they hear of; None where that is all of it."""
    if not muted.sources:
        return None
    follows = Follow.objects.filter(follower=follower).exclude(source__in=muted.sources)
    return list(follows.values_list("source_id", flat=True))
