"""What the attack test attacks: a closed page that is followed and told of, and the ways to both."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import NamedTuple

from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from access.models import User
from content.scopes import scope_of
from dialogue.models import BrinkComment
from following.appearing import appear
from following.models import Follow, Source, Thing
from following.sources import source_kinds, sources_for
from notices.models import Announcement, Digest, Event, Mute, Notice
from tests.dialogue.attacked import SECRET, routes
from tests.factories.dialogue import comment_on
from tests.factories.following import NOW, let_follow
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict

# What is not in an address of these rooms and still shows of them.
FURTHER = ("/", "/settings/")


class Scene(NamedTuple):
    """A closed page with what hangs on it, and whose notices of it there are."""

    page: Page
    comment: BrinkComment
    thing: Thing
    insider: User
    circle: Group


def set_scene(insider: User) -> Scene:
    """Let `insider` follow a page that only their circle may see, and be told of all that happens there."""
    person = insider.person
    circle = Group.objects.create(name="Kring")
    insider.groups.add(circle)
    insider = User.objects.get(pk=insider.pk)
    page = NewsPageFactory(title=f"Plan {SECRET}", summary=f"Over {SECRET}.", author=person)
    restrict(page, circle)
    comment = comment_on(page, f"Straks {SECRET}.", author=insider, now=NOW)
    thing = appear(
        kind="news",
        object_id=page.pk,
        sources=[("page", page.pk), ("section", page.get_parent().pk)],
        scope_id=scope_of(page).pk,
        published_at=NOW,
        now=NOW,
        page_id=page.pk,
    )
    scene = Scene(page, comment, thing, insider, circle)
    tell(scene, insider)
    return scene


def tell(scene: Scene, receiver: User) -> None:
    """Let `receiver`, who saw the page then, follow it, have a notice of each kind of it and mute some."""
    for kind in ("page", "section"):
        let_follow(receiver, kind, scene.page.pk)
    [source] = sources_for([("page", scene.page.pk)])
    digest = Digest.objects.create(
        receiver=receiver,
        due_on=NOW.date(),
        covers_from=NOW - timedelta(days=7),
        covers_until=NOW + timedelta(days=1),
        state=Digest.State.SENT,
    )
    for event in _events(scene):
        Notice.objects.create(
            event=event,
            receiver=receiver,
            reason=Notice.Reason.FOLLOWS,
            source=source,
            made_at=NOW,
            mail=Notice.Mail.SENT,
            mail_marked_at=NOW,
            digest=digest,
        )
    Mute.objects.create(owner=receiver, thread=scene.comment, muted_at=NOW)
    Mute.objects.create(owner=receiver, source=source, muted_at=NOW)


def _events(scene: Scene) -> Iterator[Event]:
    sent, _is_new = Announcement.objects.get_or_create(
        page=scene.page,
        defaults={
            "sender": scene.insider,
            "reason": f"Om {SECRET}.",
            "receiver_count": 2,
            "sent_at": NOW,
        },
    )
    for kind, about in (
        (Event.Kind.ANSWER, {"comment": scene.comment}),
        (Event.Kind.MENTION, {"comment": scene.comment}),
        (Event.Kind.TALK, {"comment": scene.comment}),
        (Event.Kind.PUBLISHED, {"thing": scene.thing}),
        (Event.Kind.ANNOUNCEMENT, {"announcement": sent}),
    ):
        event, _is_new = Event.objects.get_or_create(
            key=f"attacked-{kind}:{scene.page.pk}",
            defaults={
                "kind": kind,
                "actor": scene.insider,
                "page": scene.page,
                "scope": scope_of(scene.page),
                "happened_at": NOW,
                "passed_on_at": NOW,
                **about,
            },
        )
        yield event


def addresses(scene: Scene) -> list[str]:
    """Return every address of following and of notices, with each kind and each number of what is closed.

    A part that is not known here is an error, so that whoever adds an address says what leads to something.
    """
    page, notices = [scene.page.pk], _numbers_of(scene)
    found = list(FURTHER)
    for name, parts in (*routes("following"), *routes("notices")):
        values: dict[str, list[object]] = {
            "kind": [kind.name for kind in source_kinds()],
            "pk": [*(page if "kind" in parts else notices)],
            "instance_pk": [*notices],
            "page_id": [*page],
            # One that nobody signed.
            "token": ["1.mute.1.1:nobody"],
        }
        unknown = set(parts) - values.keys()
        assert not unknown, f"{name} is new: say in `addresses` what to fill in for {unknown}"
        for chosen in product(*(values[part] for part in parts)):
            found.append(reverse(name, kwargs=dict(zip(parts, chosen, strict=True))))
    return list(dict.fromkeys(found))


def _numbers_of(scene: Scene) -> list[int]:
    """Return the numbers of all that hangs on the page in these rooms."""
    models = (Notice, Mute, Announcement)
    return sorted(
        {scene.page.pk, *(pk for model in models for pk in model.objects.values_list("pk", flat=True))}
    )


def followed(user: User | None, scene: Scene) -> set[tuple[str, int]]:
    """Return what `user` follows of what is closed."""
    rows = Follow.objects.filter(follower=user, source__object_id=scene.page.pk)
    return set(rows.values_list("source__kind", "source__object_id")) if user else set()


def stored(attacker: User | None) -> dict[str, list[tuple[object, ...]]]:
    """Return all that following and notices have stored, but for what is the attacker's own."""
    found = {}
    for room in ("following", "notices"):
        for model in apps.get_app_config(room).get_models():
            # A number for what can be followed, also for what is followed by nobody.
            if model is Source:
                continue
            rows = model._base_manager.all()
            fields = {field.name for field in model._meta.get_fields()}
            for owner in {"follower", "visitor", "owner", "receiver", "user"} & fields:
                rows = rows.exclude(**{owner: attacker})
            found[model.__name__] = sorted(rows.values_list(), key=repr)
    return found
