"""Who is not in a secret or closed group learns nothing of what is in it, and changes nothing there.

The addresses are read from the URL configuration: one that is added is tried by itself.
`./run prove attacks` tries all of them in every way; with the other tests each attacker tries some.
"""

import random
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from access.feed_keys import make_feed_key, word_of
from access.models import User
from content.feeds import _kinds as feed_kinds
from groups.models import Membership
from home.models import HomePage
from tests.dialogue.attacked import SECRET
from tests.factories.dialogue import colleague
from tests.factories.groups import NOW, GroupFactory, let_in
from tests.groups.attacked import FURTHER, Scene, addresses, forms, set_scene, stored, tell
from tests.proofs import is_large

pytestmark = pytest.mark.django_db

FRAGMENT = {"HX-Request": "true"}
TELLING = ("Location", "Content-Disposition", "HX-Redirect", "HX-Trigger", "ETag")
# What differs each time: secrets and the keys of forms.
PASSING = re.compile(rb'\b[A-Za-z0-9]{64}\b|name="(?:submission_key|seal)" value="[^"]*"|nonce="[^"]*"')
# So many attempts are made by each attacker where not all of them are.
SOME = 12
# Every button on every address would take hours.
MANY = 1500


class Attempt(NamedTuple):
    """One thing to try."""

    method: str
    address: str
    form: dict[str, str]
    headers: dict[str, str]


def outsider(scene: Scene) -> User:
    """Someone who was never there."""
    return colleague("Olle Outsider")


def follower(scene: Scene) -> User:
    """Someone who followed both groups while they were open, and was told of all in them."""
    user = colleague("Fenna Volger")
    tell(scene, user)
    return user


def requester(scene: Scene) -> User:
    """Someone who asked to come in, when one was closed that is secret now, and waits."""
    return stands(scene, colleague("Aster Aanvrager"), Membership.State.ASKED)


def declined(scene: Scene) -> User:
    """Someone who was invited, and declined."""
    return stands(scene, colleague("Dora Bedankt"), Membership.State.DECLINED)


def removed(scene: Scene) -> User:
    """Someone who was a member until a host removed them, with all notices they had."""
    user = colleague("Rik Verwijderd")
    tell(scene, user)
    return stands(scene, user, Membership.State.REMOVED)


def member_of_another(scene: Scene) -> User:
    """Someone who hosts another secret group."""
    user = colleague("Mila Elders")
    let_in(GroupFactory(access="secret"), user.person, "host")
    return user


def deactivated(scene: Scene) -> User:
    """A member whose account was closed while they were signed in."""
    user = stands(scene, colleague("Dirk Dicht"), Membership.State.MEMBER)
    tell(scene, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return user


def stranger(scene: Scene) -> None:
    """Nobody who has signed in."""


ATTACKERS: list[Callable[[Scene], User | None]] = [
    *(outsider, follower, requester, declined, removed, member_of_another, deactivated, stranger)
]


# They try the lists in any case.
THOROUGH = ("outsider", "removed")


def stands(scene: Scene, user: User, state: str) -> User:
    for group in scene.groups:
        Membership.objects.create(group=group, person=user.person, state=state, since=NOW)
    return user


def enter(client: Client, user: User | None) -> User | None:
    """Sign in as somebody who has every feed."""
    if user is None:
        client.logout()
        return None
    user = User.objects.get(pk=user.pk)
    for purpose in feed_kinds:
        make_feed_key(user=user, purpose=purpose, now=timezone.now())
    client.force_login(user)
    return user


def words_of(user: User | None) -> list[str]:
    words = [word_of(key) for key in user.feed_keys.all()] if user else []
    return [word for word in words if word]


def attempts(scene: Scene, user: User | None) -> Iterator[Attempt]:
    slugs = tuple(group.slug for group in scene.groups)
    filled = list(forms(scene))
    for address in addresses(scene, slugs=slugs, words=words_of(user)):
        yield Attempt("GET", address, {}, {})
        yield Attempt("GET", address, {}, FRAGMENT)
        for form in filled:
            yield Attempt("POST", address, form, {})
        yield Attempt("POST", address, filled[0], FRAGMENT)
        yield Attempt("PUT", address, {}, {})


def chosen(scene: Scene, user: User | None, name: str) -> list[Attempt]:
    """Return what is tried: every address is read and some is sent to, or only some of all."""
    everything = list(attempts(scene, user))
    if is_large("attacks"):
        read = [one for one in everything if one.method == "GET" and not one.headers]
        rest = [one for one in everything if one.method != "GET" or one.headers]
        return [*read, *random.Random(name).sample(rest, k=min(MANY, len(rest)))]
    first = {*FURTHER, *(group.get_absolute_url() for group in scene.groups)}
    certain = [one for one in everything if one.method == "GET" and one.address in first and not one.headers]
    if name not in THOROUGH:
        certain = []
    return [*certain, *random.Random(name).sample(everything, k=SOME)]


def ask(client: Client, attempt: Attempt) -> tuple[int, bytes]:
    cache.clear()
    if attempt.method == "POST":
        response = client.post(attempt.address, attempt.form, headers=attempt.headers)
    else:
        response = client.generic(attempt.method, attempt.address, headers=attempt.headers)
    anyhow = cast(Any, response)  # Any: streamed or not
    content = b"".join(anyhow.streaming_content) if anyhow.streaming else anyhow.content
    content += repr([response.headers.get(name) for name in TELLING]).encode()
    return response.status_code, content


@pytest.mark.proof("attacks")
def test_nobody_outside_learns_of_a_group_nor_changes_it(
    client: Client, home: HomePage, capsys: pytest.CaptureFixture[str]
) -> None:
    scene = set_scene()
    made = [(attacker.__name__, attacker(scene)) for attacker in ATTACKERS]
    told: dict[str, int] = {}
    leaks: list[str] = []
    for name, person in made:
        user = enter(client, person)
        before = stored(user)
        tried = chosen(scene, user, name)
        for attempt in tried:
            status, content = ask(client, attempt)
            if SECRET.encode() in content.lower() or status >= 500:
                leaks.append(f"{name}: {attempt.method} {attempt.address} {attempt.form} {status}")
            if user is not None and user.is_active and "_auth_user_id" not in client.session:
                client.force_login(user)
        told[name] = len(tried)
        assert stored(user) == before, name
    with capsys.disabled():
        print("", *(f"{name:>20} {count:6} attempts" for name, count in told.items()), sep="\n")
        print(f"{'all':>20} {sum(told.values()):6} attempts, {len(leaks)} leaks")
    assert leaks == []


def test_a_secret_group_answers_as_one_that_is_not_there(client: Client, home: HomePage) -> None:
    scene = set_scene()
    # One number is enough: what is compared is the group.
    scene, absent = scene._replace(numbers=scene.numbers[:1]), "kring-nul"

    for attacker in (outsider, removed):
        user = enter(client, attacker(scene))
        there, not_there = (
            addresses(scene, slugs=(slug,), words=words_of(user)) for slug in (scene.secret.slug, absent)
        )
        for real, unreal in zip(there, not_there, strict=True):
            if real == unreal:
                continue
            for method in ("GET", "POST"):
                form = next(forms(scene))
                answers = [ask(client, Attempt(method, address, form, {})) for address in (real, unreal)]
                alike = [
                    (status, PASSING.sub(b"", content).replace(scene.secret.slug.encode(), absent.encode()))
                    for status, content in answers
                ]
                assert alike[0] == alike[1], (attacker.__name__, method, real)


def test_a_member_is_told_of_it(client: Client, home: HomePage) -> None:
    scene = set_scene()
    enter(client, scene.host)
    pages = [scene.secret.get_absolute_url()]
    pages += [post.get_absolute_url() for group in scene.groups for post in group.posts.all()]

    silent = [
        page for page in pages if SECRET.encode() not in ask(client, Attempt("GET", page, {}, {}))[1].lower()
    ]

    assert silent == []
