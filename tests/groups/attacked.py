"""What the attack test attacks: a secret and a closed group with all that can be in one, and ways there."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Max
from django.urls import reverse

from access.models import User
from content.feeds import _kinds as feed_kinds
from dialogue.models import BrinkComment
from directory.models import Subject
from following.sources import source_kinds
from groups.models import (
    AskedPerson,
    Group,
    GroupEvent,
    HelpedToo,
    Idea,
    Membership,
    Poll,
    PollOption,
    PollVote,
    Post,
    PostDraft,
    PostMove,
    Question,
    SignUp,
)
from notices.models import Event, Mute, Notice
from tests.dialogue.attacked import SECRET, routes
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import let_follow
from tests.factories.groups import NOW, GroupFactory, let_in, post_in

# Stands beside what is secret, and is what an attacker looks for: a screen may say back what was asked.
KNOWN = "kievit"
ROOMS = ("groups", "following", "notices", "dialogue", "search")
# Elsewhere groups show too, or what is said there.
FURTHER = (
    "/",
    "/settings/",
    "/mine/",
    "/saved/",
    f"/people/suggest/?q={KNOWN}",
    "/people/suggest/?q=Gerda",
    f"/people/?q={KNOWN}",
    "/people/gerda-gastvrouw/",
    f"/subjects/{KNOWN}/",
    "/settings/feeds/",
    "/settings/my-data/",
    *(f"/search/?q={KNOWN}&kind={kind}" for kind in ("", "group", "question", "post", "comment", "person")),
    f"/groups/?q={KNOWN}",
    f"/questions/?q={KNOWN}",
    f"/questions/?subject={KNOWN}",
    f"/questions/ask/?q={KNOWN}",
    f"/groups/new/?name={KNOWN}",
)


class Scene(NamedTuple):
    """Two groups that share their hosts, and the numbers of all rows in them."""

    secret: Group
    closed: Group
    host: User
    numbers: range

    @property
    def groups(self) -> tuple[Group, Group]:
        return self.secret, self.closed


def set_scene() -> Scene:
    """Let a secret and a closed group have one of everything; whatever only members may know says SECRET."""
    subject = Subject.objects.create(slug=KNOWN, name_nl=KNOWN.capitalize(), name_en=KNOWN.capitalize())
    first = align_numbers()
    told = {"welcome": f"Welkom bij {SECRET}.", "house_rules": f"Zwijg over {SECRET}."}
    hidden = {"name": f"{KNOWN} {SECRET}", "purpose": f"Voor {KNOWN} en {SECRET}.", "gets": f"{SECRET}."}
    secret = GroupFactory(access="secret", slug="kring-een", **told, **hidden)
    closed = GroupFactory(access="closed", slug="kring-twee", name=f"Besloten {KNOWN}", **told)
    host = colleague("Gerda Gastvrouw", username="gerda")
    for group in (secret, closed):
        group.subjects.add(subject)
        let_in(group, host.person, "host")
    # What they may see was asked before they came in.
    host = User.objects.get(pk=host.pk)
    for group in (secret, closed):
        _fill(group, host, subject)
    return Scene(secret, closed, host, range(first, _highest() + 1))


def _fill(group: Group, host: User, subject: Subject) -> None:
    posts = {
        kind: post_in(
            group,
            f"{KNOWN} {SECRET}",
            f"Over {KNOWN} en {SECRET}.",
            kind=kind,
            author=host,
            subjects=[subject],
        )
        for kind in ("question", "event", "poll", "idea")
    }
    for post in posts.values():
        comment_on(post, f"Zo is {SECRET}.", author=host, now=NOW)
    Idea.objects.update_or_create(
        post=posts["idea"], defaults={"reason": f"Om {SECRET}.", "state": "declined", "decided_by": host}
    )
    poll = Poll.objects.create(post=posts["poll"])
    option = PollOption.objects.create(poll=poll, position=0, words=SECRET)
    PollVote.objects.create(option=option, voter=host, voted_at=NOW)
    event = GroupEvent.objects.create(
        post=posts["event"],
        starts_at=NOW + timedelta(days=3650),
        ends_at=NOW + timedelta(days=3650, hours=1),
        time_zone=settings.TIME_ZONE,
        place=f"Bij {SECRET}",
    )
    SignUp.objects.create(event=event, person=host.person, state=SignUp.State.COMES, signed_up_at=NOW)
    PostMove.objects.create(post=posts["idea"], from_group=group, moved_by=host, moved_at=NOW)
    PostDraft.objects.create(
        author=host, group=group, kind="message", title=SECRET, text=f"Straks {SECRET}.", saved_at=NOW
    )
    question = Question.objects.get(post=posts["question"])
    AskedPerson.objects.create(
        question=question, person=host.person, step="experts", asked_at=NOW, because="subject"
    )
    HelpedToo.objects.create(answer=BrinkComment.objects.latest("pk"), reader=host, said_at=NOW)
    for state in (Membership.State.ASKED, Membership.State.INVITED):
        Membership.objects.create(
            group=group,
            person=colleague(f"Anders {group.slug} {state}").person,
            state=state,
            since=NOW,
            words=f"Om {SECRET}.",
        )


def align_numbers() -> int:
    """Let the next row of every kind here have one number, so that a number leads to rows of all kinds."""
    # Beyond the pages that are there, and what a test before this one made.
    first = max(10_000, _highest() + 1)
    with connection.cursor() as cursor:
        for model in _numbered():
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", [table, key, first])
    return first


def _highest() -> int:
    return max(model._base_manager.aggregate(most=Max("pk"))["most"] or 0 for model in _numbered())


def _numbered() -> list[Any]:  # Any: models of every kind
    """Return the models of these rooms that number their rows; a comment has the number of its parent."""
    found = [BrinkComment._meta.get_parent_list()[-1]]
    for room in ("groups", "dialogue", "notices"):
        models = apps.get_app_config(room).get_models()
        found += [model for model in models if model._meta.pk.get_internal_type() == "BigAutoField"]
    return found


def tell(scene: Scene, receiver: User) -> None:
    """Let `receiver`, who saw the groups then, follow them, have notices of all in them and mute some."""
    for group in scene.groups:
        let_follow(receiver, "group", group.pk)
        posts = Post.objects.filter(group=group)
        said = BrinkComment.objects.filter(object_pk__in=[str(post.pk) for post in posts], is_opening=False)
        for comment in said.order_by("pk"):
            for kind in (Event.Kind.ANSWER, Event.Kind.MENTION, Event.Kind.QUESTION):
                event, _is_new = Event.objects.get_or_create(
                    key=f"attacked-{kind}:{comment.pk}",
                    defaults={
                        "kind": kind,
                        "actor": scene.host,
                        "comment": comment,
                        "scope": group.scope,
                        "happened_at": NOW,
                        "passed_on_at": NOW,
                    },
                )
                Notice.objects.create(
                    event=event, receiver=receiver, reason=Notice.Reason.FOLLOWS, made_at=NOW
                )
        Mute.objects.create(owner=receiver, thread=said[0], muted_at=NOW)


def addresses(scene: Scene, *, slugs: tuple[str, ...], words: list[str]) -> list[str]:
    """Return every address of the rooms in which something of the groups could show.

    A part that is not known here is an error, so that whoever adds an address says what leads to something.
    """
    numbers = list(scene.numbers)
    kinds = {kind.name for kind in source_kinds()} | {"question", "page", "post"}
    values: dict[str, list[Any]] = {  # Any: keys and words
        "slug": list(slugs),
        "kind": sorted(kinds),
        "content_type_id": [ContentType.objects.get_for_model(Post).pk],
        "page_id": numbers[:1],
        "token": ["1.mute.1.1:nobody"],
        "word": words or ["nobody"],
        **{name: numbers for name in ("pk", "key", "instance_pk", "part", "number")},
    }
    found = list(FURTHER)
    for room in ROOMS:
        for name, parts in routes(room):
            unknown = set(parts) - values.keys()
            assert not unknown, f"{name} is new: say in `addresses` what to fill in for {unknown}"
            for chosen in product(*(values[part] for part in parts)):
                found.append(reverse(name, kwargs=dict(zip(parts, chosen, strict=True))))
    for word, name in product(words, feed_kinds):
        found.append(reverse("content:feed", args=[word, name]))
        found += [reverse("content:feed-part", args=[word, name, group.pk]) for group in scene.groups]
    return list(dict.fromkeys(found))


def forms(scene: Scene) -> Iterator[dict[str, str]]:
    """Yield what fills every form of groups, once for each of its buttons; other fields are ignored."""
    templates = Path(settings.BASE_DIR, "templates", "groups").rglob("*.html")
    acts = {
        act
        for template in templates
        for act in re.findall(r'name="act" value="([\w-]+)"', template.read_text())
    }
    for act in sorted(acts | {"follow", "join"}):
        yield {
            "act": act,
            "title": f"Wat is {KNOWN}?",
            "text": f"Ik zoek {KNOWN}.",
            "name": KNOWN,
            "words": "Laat me erin.",
            "reason": "Daarom.",
            "kind": "message",
            "role": "host",
            "access": "open",
            "confirm": "yes",
            "place": f"group:{scene.secret.pk}",
            "group": str(scene.secret.pk),
            "into": scene.secret.slug,
            "page": str(scene.numbers[0]),
        }


def stored(attacker: User | None) -> dict[str, list[tuple[object, ...]]]:
    """Return all that groups and dialogue have stored, but for what is the attacker's own."""
    theirs = ("author", "asker", "user", "founded_by", "voter", "reader", "owner", "reporter", "changed_by")
    found = {}
    for room in ("groups", "dialogue"):
        for model in apps.get_app_config(room).get_models():
            rows = model._base_manager.all()
            fields = {field.name for field in model._meta.get_fields() if field.concrete}
            for field in fields.intersection(theirs):
                rows = rows.exclude(**{field: attacker})
            if "person" in fields and attacker is not None:
                rows = rows.exclude(person__user=attacker)
            found[model.__name__] = sorted(rows.values_list(), key=repr)
    return found
