"""Who follows what: following and stopping."""

from datetime import datetime

from django.db import transaction

from access.models import User
from following.models import Follow, Source
from following.sources import place_of, sources_for


class NothingToFollow(LookupError):
    """There is no such source, or none that this person may see."""


@transaction.atomic
def follow(*, follower: User, kind: str, object_id: int, now: datetime) -> Follow:
    """Let `follower` follow a source from now on; following again changes nothing.

    Raises NothingToFollow.
    """
    if place_of(kind, object_id, follower) is None:
        raise NothingToFollow
    [source] = sources_for([(kind, object_id)])
    made, _is_new = Follow.objects.get_or_create(
        follower=follower, source=source, defaults={"followed_at": now}
    )
    return made


def stop_following(*, follower: User, kind: str, object_id: int) -> None:
    """Let `follower` follow a source no longer; also one that they may see no more."""
    source = Source.objects.filter(kind=kind, object_id=object_id)
    Follow.objects.filter(follower=follower, source__in=source).delete()


def follows_it(follower: User, kind: str, object_id: int) -> bool:
    """Tell whether `follower` follows the source."""
    return Follow.objects.filter(follower=follower, source__kind=kind, source__object_id=object_id).exists()
