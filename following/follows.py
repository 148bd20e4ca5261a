"""Who follows what: following and stopping."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page

from access.models import User
from following.models import Follow, Source
from following.source_kinds.sections import SectionSource
from following.sources import place_of, sources_for


class NothingToFollow(LookupError):
    """There is no such source, none that this person may see, it has ended, or it is themselves."""


@transaction.atomic
def follow(*, follower: User, kind: str, object_id: int, now: datetime) -> Follow:
    """Let `follower` follow a source from now on; following again changes nothing.

    Raises NothingToFollow.
    """
    place = place_of(kind, object_id, follower)
    is_own = place is not None and place.person is not None and place.person.user_id == follower.pk
    if place is None or place.has_ended or is_own:
        raise NothingToFollow
    [source] = sources_for([(kind, object_id)])
    made, _is_new = Follow.objects.get_or_create(
        follower=follower, source=source, defaults={"followed_at": now}
    )
    return made


def stop_following(*, follower: User, kind: str, object_id: int) -> None:
    """Let `follower` follow a source no longer, in any language; also one that they may see no more."""
    Follow.objects.filter(follower=follower, source__in=_versions_of(kind, object_id)).delete()


def follows_it(follower: User, kind: str, object_id: int) -> bool:
    """Tell whether `follower` follows the source, in whichever language."""
    return Follow.objects.filter(follower=follower, source__in=_versions_of(kind, object_id)).exists()


def _versions_of(kind: str, object_id: int) -> "QuerySet[Source]":
    """Return the source in every language that has a row: a blog in two languages is one."""
    sources = Source.objects.filter(kind=kind)
    if kind != SectionSource.name:
        return sources.filter(object_id=object_id)
    keys = Page.objects.filter(pk=object_id).values("translation_key")
    versions = Page.objects.filter(translation_key__in=keys).values("pk")
    # A section that was deleted has no versions any more, and can still be stopped.
    return sources.filter(Q(object_id=object_id) | Q(object_id__in=versions))
