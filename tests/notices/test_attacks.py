"""Whoever may not see a page learns nothing of it by what is followed and told, and changes nothing.

The addresses are read from the URL configuration: one that is added is tried by itself.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple, cast

import pytest
from django.core.cache import cache
from django.test import Client

from access.models import User
from home.models import HomePage
from tests.dialogue.attacked import SECRET
from tests.factories.dialogue import colleague
from tests.notices.attacked import Scene, addresses, followed, set_scene, stored, tell

pytestmark = pytest.mark.django_db

METHODS = ["GET", "POST", "PUT"]
FRAGMENT = {"HX-Request": "true"}
# What fills every form there is, one after the other; a field that a form does not have is ignored. Whoever
# had access once tries them all, the others one of each kind.
FORMS = [
    *({"act": act, "on": "list"} for act in ("follow", "stop", "decline", "suggest")),
    *({"what": what} for what in ("thread", "source", "kind")),
    {"reason": "Daarom.", "why": "Nogmaals.", "confirm": "yes"},
]
ONE_OF_EACH_KIND = [FORMS[0], FORMS[4], FORMS[-1]]
TELLING = ["Location", "Content-Disposition", "HX-Redirect", "ETag"]


class Answer(NamedTuple):
    """What one attempt was told."""

    method: str
    address: str
    status: int
    content: bytes


@pytest.fixture
def scene(home: HomePage) -> Scene:
    return set_scene(colleague("Wouter Veer", username="insider"))


def outsider(client: Client, scene: Scene) -> User:
    """Someone who never saw the page."""
    return signed_in(client, colleague("Olle Outsider", username="outsider"))


def who_lost_access(client: Client, scene: Scene) -> User:
    """Someone who followed the page and was told of it until just now."""
    user = colleague("Els Elders", username="elsewhere")
    user.groups.add(scene.circle)
    tell(scene, user)
    user.groups.remove(scene.circle)
    return signed_in(client, User.objects.get(pk=user.pk))


def deactivated(client: Client, scene: Scene) -> User:
    """Someone of the circle whose account was closed while they were signed in."""
    user = colleague("Dirk Dicht", username="closed")
    user.groups.add(scene.circle)
    tell(scene, user)
    signed_in(client, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return user


def stranger(client: Client, scene: Scene) -> None:
    """Nobody who has signed in."""


def signed_in(client: Client, user: User) -> User:
    client.force_login(user)
    return user


def attempts(client: Client, scene: Scene, forms: list[dict[str, str]]) -> Iterator[Answer]:
    for address, method in product(addresses(scene), METHODS):
        for form in forms if method == "POST" else [{}]:
            yield ask(client, method, address, form, {})
        if method in ("GET", "POST"):
            yield ask(client, method, address, FORMS[0], FRAGMENT)


def ask(client: Client, method: str, address: str, form: dict[str, str], headers: dict[str, str]) -> Answer:
    cache.clear()
    if method == "POST":
        response = client.post(address, form, headers=headers)
    else:
        response = client.generic(method, address, headers=headers)
    anyhow = cast(Any, response)  # Any: streamed or not
    content = b"".join(anyhow.streaming_content) if anyhow.streaming else anyhow.content
    content += repr([response.headers.get(name) for name in TELLING]).encode()
    return Answer(method, address, response.status_code, content)


@pytest.mark.parametrize("attacker", [outsider, who_lost_access, deactivated, stranger])
def test_a_closed_page_cannot_be_learned_of_nor_changed(
    client: Client,
    scene: Scene,
    attacker: Callable[[Client, Scene], User | None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = attacker(client, scene)
    before, followed_before = stored(user), followed(user, scene)

    forms = FORMS if attacker is who_lost_access else ONE_OF_EACH_KIND
    answers = list(attempts(client, scene, forms))

    leaks = [
        f"{answer.method} {answer.address}: {answer.status}"
        for answer in answers
        if SECRET.encode() in answer.content.lower() or answer.status >= 500
    ]
    with capsys.disabled():
        print(f"\n{attacker.__name__}: {len(answers)} attempts on follows and notices, {len(leaks)} leaks")
    assert leaks == []
    assert stored(user) == before
    assert followed(user, scene) <= followed_before


def test_who_may_see_the_page_is_told_of_it(client: Client, scene: Scene) -> None:
    signed_in(client, scene.insider)

    told = [
        address
        for address in addresses(scene)
        if SECRET.encode() in ask(client, "GET", address, {}, {}).content.lower()
    ]

    assert len(told) >= 2
