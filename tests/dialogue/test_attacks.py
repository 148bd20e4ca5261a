"""Whoever may not see a thing learns nothing by any address of dialogue, and changes nothing.

The addresses are read from the URL configuration: one that is added is tried by itself.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from access.models import User
from access.roles import Role, give_role, take_role
from dialogue.models import BrinkComment, CommentFile, CommentReport, Mention, Pause
from tests.dialogue.attacked import ABSENT, ANSWERS, SECRET, Scene, addresses, set_scene, stored
from tests.factories.dialogue import NOW, colleague
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.django_db

# Those that read and write, and those that nothing answers to, whoever asks: one attacker tries these.
METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
UNANSWERED = ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]
FRAGMENT = {"HX-Request": "true", "HX-Target": "thread"}
# What differs each time: secrets, and the keys of forms.
PASSING = re.compile(rb'\b[A-Za-z0-9]{64}\b|name="submission_key" value="[^"]*"')
TELLING = ["Location", "Allow", "Content-Disposition", "Content-Type", "ETag", "HX-Retarget", "HX-Redirect"]
PUBLIC = "merel"
# What every colleague adds to, and so someone who moderated too.
OF_COLLEAGUES = [
    *("BrinkComment", "CommentFile", "CommentReport", "Case", "Conversation"),
    *("Draft", "DraftFile", "Reaction"),
]


class Answer(NamedTuple):
    """What one attempt was told."""

    method: str
    address: str
    is_fragment: bool
    status: int
    content: bytes


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def council(db: None) -> Group:
    return Group.objects.create(name="Ondernemingsraad")


@pytest.fixture
def closed(council: Group) -> Scene:
    """A conversation that only the works council may know of: all in it is secret."""
    author = colleague(f"{SECRET.capitalize()} Veer", username="author")
    author.groups.add(council)
    person = author.person
    page = ProcedurePageFactory(title=f"Plan {SECRET}", summary=f"Over {SECRET}.", keeper=person)
    scene = set_scene(page, author, public=SECRET)
    restrict(page, council)
    return scene


@pytest.fixture
def open_to_all(db: None) -> Scene:
    """A conversation that every colleague reads; what moderators did there is secret."""
    author = colleague("Wouter Veer", username="author")
    return set_scene(ProcedurePageFactory(title="Plan", keeper=author.person), author, public=PUBLIC)


def outsider() -> User:
    return colleague("Olle Outsider", username="outsider")


def insider_elsewhere() -> User:
    """Someone who may see another closed page."""
    user = colleague("Els Elders", username="elsewhere")
    management = Group.objects.create(name="Directie")
    user.groups.add(management)
    restrict(NewsPageFactory(title="Elders", author=user.person), management)
    return User.objects.get(pk=user.pk)


def removed_moderator() -> User:
    """Someone who moderated until just now."""
    user = colleague("Mo Derator", username="moderated")
    give_role(user, Role.COMMUNITY_MANAGER)
    take_role(user, Role.COMMUNITY_MANAGER)
    return User.objects.get(pk=user.pk)


def stranger() -> None:
    """Nobody who has signed in."""


def attempts(client: Client, scene: Scene, *numbers: int, methods: list[str]) -> Iterator[Answer]:
    """Yield the answer to each way of asking for each address, as a whole page and as a part of one."""
    for address, method, is_fragment in product(addresses(scene.page, *numbers), methods, [False, True]):
        if is_fragment and method not in ("GET", "POST"):
            continue
        yield ask(client, method, address, is_fragment=is_fragment)


def ask(client: Client, method: str, address: str, *, is_fragment: bool) -> Answer:
    cache.clear()
    headers = FRAGMENT if is_fragment else {}
    if method == "POST":
        response = client.post(address, ANSWERS, headers=headers)
    else:
        response = client.generic(method, address, headers=headers)
    anyhow = cast(Any, response)  # Any: streamed or not
    content = b"".join(anyhow.streaming_content) if anyhow.streaming else anyhow.content
    content += repr(sorted((name, response.headers.get(name)) for name in TELLING)).encode()
    return Answer(method, address, is_fragment, response.status_code, PASSING.sub(b"", content))


def leaks(answers: list[Answer]) -> list[str]:
    """Return the attempts by which a secret was told, or at which Brink broke."""
    return [
        f"{answer.method} {answer.address} {'as a fragment ' if answer.is_fragment else ''}: {answer.status}"
        for answer in answers
        if SECRET.encode() in answer.content.lower() or answer.status >= 500
    ]


def sign_in(client: Client, user: User | None) -> None:
    if user is not None:
        client.force_login(user)


def tell(capsys: pytest.CaptureFixture[str], who: str, answers: list[Answer], found: list[str]) -> None:
    with capsys.disabled():
        print(f"\n{who}: {len(answers)} attempts on dialogue, {len(found)} leaks")


@pytest.mark.parametrize("attacker", [outsider, insider_elsewhere, removed_moderator, stranger])
def test_a_closed_conversation_cannot_be_learned_of_nor_changed(
    client: Client,
    closed: Scene,
    attacker: Callable[[], User | None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = attacker()
    sign_in(client, user)
    before = stored()

    methods = [*METHODS, *UNANSWERED] if attacker is outsider else METHODS
    answers = list(attempts(client, closed, closed.number, closed.hidden_number, methods=methods))

    found = leaks(answers)
    tell(capsys, attacker.__name__, answers, found)
    assert found == []
    assert stored() == before


@pytest.mark.parametrize("attacker", [outsider, removed_moderator])
def test_a_closed_conversation_answers_as_one_that_is_not_there(
    client: Client, closed: Scene, attacker: Callable[[], User]
) -> None:
    client.force_login(attacker())
    missing = closed.page._meta.model(pk=ABSENT, content_type_id=closed.page.content_type_id)

    there, nothing = (
        [
            ask(client, method, address, is_fragment=method == "POST")
            for address, method in product(addresses(page, number), ["GET", "POST"])
        ]
        for page, number in ((closed.page, closed.number), (missing, ABSENT))
    )

    # Where one asked is said in the answer, and is all that may differ.
    assert [
        answer.address
        for answer, absent in zip(there, nothing, strict=True)
        if answer.status != absent.status
        or answer.content.replace(answer.address.encode(), absent.address.encode()) != absent.content
    ] == []


def test_who_no_longer_moderates_learns_and_decides_nothing_more(
    client: Client, open_to_all: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    user = removed_moderator()
    client.force_login(user)
    answers, changed = [], []

    for address, method, is_fragment in each_way(open_to_all):
        with transaction.atomic():
            before = decided(user)
            answers.append(ask(client, method, address, is_fragment=is_fragment))
            if decided(user) != before:
                changed.append(f"{method} {address}")
            transaction.set_rollback(True)

    found = leaks(answers)
    tell(capsys, "removed_moderator, where everyone reads", answers, found)
    assert found == []
    assert changed == []
    assert PUBLIC.encode() in b"".join(answer.content for answer in answers)


def test_whose_writing_is_paused_places_and_changes_no_words(
    client: Client, open_to_all: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    author = open_to_all.author
    Pause.objects.all().delete()
    Pause.objects.create(user=author, reason="Even rust.", began_at=NOW, until=NOW.replace(year=2100))
    client.force_login(author)
    answers, changed = [], []

    for address, method, is_fragment in each_way(open_to_all):
        with transaction.atomic():
            before = words()
            answers.append(ask(client, method, address, is_fragment=is_fragment))
            if not words() <= before:
                changed.append(f"{method} {address}")
            transaction.set_rollback(True)

    refused = [answer for answer in answers if b"Even rust." in answer.content]
    tell(capsys, "whose writing is paused", answers, changed)
    assert changed == []
    assert refused
    assert [answer for answer in answers if answer.status >= 500] == []


def each_way(scene: Scene) -> list[tuple[str, str, bool]]:
    ways = product(addresses(scene.page, scene.number, scene.hidden_number), ["GET", "POST"], [False, True])
    return [(address, method, is_fragment) for address, method, is_fragment in ways]


def decided(user: User) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is not said by `user`: what they may do as a colleague is no attack."""
    from dialogue.models import BrinkComment

    decisions = stored(
        "BrinkComment",
        "CommentReport",
        "Case",
        "Draft",
        "DraftFile",
        "Conversation",
        "Reaction",
        "CommentFile",
    )
    others = BrinkComment.objects.exclude(user=user)
    standing = others.values_list("pk", "comment", "is_public", "is_removed", "answer_state", "is_question")
    reports = CommentReport.objects.exclude(reporter=user).values_list("pk", "outcome", "settled_by")
    return {**decisions, "others": sorted(standing), "reports": sorted(reports, key=repr)}


def words() -> set[tuple[object, ...]]:
    """Return all that people said and that readers of dialogue see."""
    # What was withdrawn keeps its place, without words.
    rows = BrinkComment.objects.filter(is_public=True, is_removed=False).exclude(comment="")
    return {
        *(("comment", *row) for row in rows.values_list("pk", "comment")),
        *(("file", *row) for row in CommentFile.objects.values_list("pk", "file")),
        *(("mention", *row) for row in Mention.objects.values_list("pk")),
    }


def test_the_council_reads_what_others_may_not_know_of(client: Client, closed: Scene) -> None:
    client.force_login(closed.author)

    told = [
        address
        for address in addresses(closed.page, closed.number)
        if SECRET.encode() in ask(client, "GET", address, is_fragment=False).content.lower()
    ]

    assert len(told) > 5
