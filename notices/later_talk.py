"""Talk that came after what somebody was told of: while they have not read that, they are told of no more."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from access.models import User
from dialogue.models import BrinkComment
from following.models import StreamItem
from following.talking import COMMENT, talked_about_kinds
from notices.models import Event, Notice


def with_later_talk(notices: Iterable[Notice], viewer: User) -> set[int]:
    """Return the keys of those unread `notices` of talk where there is later talk under the same thing by
    somebody else than `viewer`: one query.
    """
    talk = [one.pk for one in notices if one.event.kind == Event.Kind.TALK and one.read_at is None]
    if not talk:
        return set()
    # From the index of streams, where each comment that stands is: however much was said, the newest will do.
    later = StreamItem.objects.filter(
        ~Exists(BrinkComment.objects.filter(pk=OuterRef("thing__object_id"), user=viewer)),
        source__kind__in=talked_about_kinds(),
        source__items__thing=OuterRef("event__thing"),
        kind=COMMENT,
        published_at__gt=OuterRef("event__comment__submit_date"),
    )
    return set(Notice.objects.filter(Exists(later), pk__in=talk).values_list("pk", flat=True))
