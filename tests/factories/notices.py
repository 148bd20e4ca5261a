"""What happened, told to those whom it concerns as a worker would."""

from datetime import datetime

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment
from dialogue.targets import find_target
from following.models import Thing
from notices import happening
from notices.models import Event, Notice
from notices.passing import tell_all
from tests.factories.following import NOW, thing_under


def tell_of(comment: BrinkComment, *, now: datetime = NOW) -> None:
    """Pass on that `comment` was placed, with whom it names."""
    target = find_target(comment.content_type_id, comment.object_pk)
    happening.note_posted(comment, target)
    if comment.mentions.filter(is_reached=True).exists():
        happening.note_mentions(comment, target)
    pass_all_on(now=now)


def tell_of_thing(thing: Thing) -> None:
    """Pass on that `thing` appeared."""
    happening.note_thing(thing)
    pass_all_on()


def tell_that_it_appeared(
    page: ContentPage, *sources: tuple[str, int], comment: BrinkComment | None = None
) -> None:
    """Pass on that `page`, or talk under it, appeared under `sources`."""
    kind, number = ("comment", comment.pk) if comment is not None else ("news", page.pk)
    tell_of_thing(thing_under(*sources, kind=kind, object_id=number, page_id=page.pk))


def pass_all_on(*, now: datetime = NOW) -> None:
    """Do what workers have to do."""
    for event_id in Event.objects.filter(passed_on_at=None).order_by("pk").values_list("pk", flat=True):
        tell_all(event_id, now=now)


def reasons_of(user: User) -> list[str]:
    """Return why `user` was told of anything, in the order in which it was passed on."""
    return list(Notice.objects.filter(receiver=user).order_by("pk").values_list("reason", flat=True))
