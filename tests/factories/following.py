"""Follows and things of a stream."""

from datetime import UTC, datetime

from access.models import Scope, User
from following.appearing import appear
from following.models import Follow, Thing
from following.sources import sources_for

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def let_follow(follower: User, kind: str, object_id: int) -> Follow:
    """Let `follower` follow a source, seen or not."""
    [source] = sources_for([(kind, object_id)])
    return Follow.objects.create(follower=follower, source=source, followed_at=NOW)


def thing_under(
    *sources: tuple[str, int],
    kind: str = "news",
    object_id: int,
    at: datetime = NOW,
    scope: Scope | None = None,
    page_id: int | None = None,
) -> Thing:
    """Return a thing that appeared under `sources`, (kind, id); everyone may see it without a `scope`."""
    scope = scope or Scope.objects.everyone()
    return appear(
        kind=kind,
        object_id=object_id,
        sources=sources,
        scope_id=scope.pk,
        published_at=at,
        now=at,
        page_id=page_id,
    )
