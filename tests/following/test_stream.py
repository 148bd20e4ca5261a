"""What someone finds in their stream: all that they follow and may see, the newest first, each thing once."""

from collections.abc import Collection
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from access.models import Scope, User
from access.scopes import Viewer
from following import things
from following.appearing import disappear
from following.newest import Position, position_in
from following.stream import StreamPage, stream_of
from following.things import Card, register_thing_kind
from tests.factories.following import NOW, let_follow, thing_under

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


class Slip:
    """A thing of which everyone sees the line, whatever its number."""

    name = "slip"
    label: str | Promise = "slip"
    plural: str | Promise = "slips"

    def cards(self, ids: Collection[int], viewer: Viewer) -> dict[int, Card]:
        return {pk: Card(f"Slip {pk}", f"/slips/{pk}/", "en", self.label) for pk in ids}


class Note(Slip):
    name = "note"


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds of things, of this test alone."""
    monkeypatch.setattr(things, "_kinds", {})
    register_thing_kind(Slip())
    register_thing_kind(Note())


def read(reader: User, *, before: Position | None = None, size: int = 20) -> StreamPage:
    return stream_of(reader, language="nl", size=size, before=before)


def titles(page: StreamPage) -> list[str]:
    return [line.card.title for line in page.lines]


def hour(number: int) -> datetime:
    return NOW + timedelta(hours=number)


def test_what_i_follow_comes_newest_first_and_each_thing_once(employee: User) -> None:
    let_follow(employee, "subject", 1)
    let_follow(employee, "person", 2)
    thing_under(("subject", 1), ("person", 2), kind="slip", object_id=1, at=hour(1))
    thing_under(("person", 2), kind="slip", object_id=2, at=hour(2))
    thing_under(("person", 3), kind="slip", object_id=3, at=hour(3))

    assert titles(read(employee)) == ["Slip 2", "Slip 1"]


def test_what_is_closed_to_me_is_not_there(employee: User) -> None:
    let_follow(employee, "subject", 1)
    closed = Scope.objects.for_sets([["unit:3"]])
    thing_under(("subject", 1), kind="slip", object_id=1, scope=closed)

    assert read(employee) == StreamPage([])


def test_a_closed_account_reads_nothing(employee: User) -> None:
    let_follow(employee, "subject", 1)
    thing_under(("subject", 1), kind="slip", object_id=1)
    employee.is_active = False

    assert read(employee) == StreamPage([])


def test_pages_follow_each_other_without_doubles_also_when_something_appears_meanwhile(
    employee: User,
) -> None:
    let_follow(employee, "subject", 1)
    let_follow(employee, "person", 2)
    for number in range(7):
        # Two at each moment: what appeared at the same time is told apart as well.
        thing_under(("subject", 1), ("person", 2), kind="slip", object_id=number, at=hour(number // 2))

    first = read(employee, size=3)
    thing_under(("subject", 1), kind="slip", object_id=99, at=hour(9))
    second = read(employee, size=3, before=first.next_cursor)
    third = read(employee, size=3, before=second.next_cursor)

    shown = titles(first) + titles(second) + titles(third)
    assert sorted(shown) == sorted(f"Slip {number}" for number in range(7))
    assert third.next_cursor is None


def test_it_can_be_narrowed_by_kind_source_and_time(employee: User) -> None:
    source = let_follow(employee, "subject", 1).source
    let_follow(employee, "person", 2)
    thing_under(("subject", 1), kind="slip", object_id=1, at=hour(1))
    thing_under(("person", 2), kind="slip", object_id=2, at=hour(2))
    thing_under(("subject", 1), ("person", 2), kind="note", object_id=3, at=hour(3))

    def narrowed(**by: object) -> list[str]:
        return titles(stream_of(employee, language="nl", size=9, **by))  # type: ignore[arg-type]  # one of many

    assert narrowed(kinds=["slip"]) == ["Slip 2", "Slip 1"]
    assert narrowed(kinds=["slip", "note"]) == ["Slip 3", "Slip 2", "Slip 1"]
    assert narrowed(sources=[source.pk]) == ["Slip 3", "Slip 1"]
    assert narrowed(source_kinds=["person"]) == ["Slip 3", "Slip 2"]
    assert narrowed(since=hour(1)) == ["Slip 3", "Slip 2"]
    assert narrowed(kinds=["slip"], sources=[source.pk], since=hour(1)) == []


def test_who_reads_another_language_has_a_version_of_their_own(employee: User) -> None:
    let_follow(employee, "subject", 1)
    thing = thing_under(("subject", 1), kind="slip", object_id=1)
    thing.items.update(left_out_in="nl")

    assert titles(stream_of(employee, language="nl", size=9)) == []
    assert titles(stream_of(employee, language="en", size=9)) == ["Slip 1"]


def test_what_disappeared_is_gone_at_once(employee: User) -> None:
    let_follow(employee, "subject", 1)
    thing_under(("subject", 1), kind="slip", object_id=1)

    disappear("slip", [1])

    assert read(employee) == StreamPage([])


def test_few_and_many_follows_cost_the_same_queries(employee: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert read(employee).lines
        return len(queries)

    def follow_so_many(numbers: range) -> None:
        for number in numbers:
            let_follow(employee, "subject", number)
            thing_under(("subject", number), kind="slip", object_id=number)

    follow_so_many(range(3))
    cost()
    few = cost()
    follow_so_many(range(3, 6))

    assert cost() == few


@pytest.mark.parametrize(
    "text", ["", "x", "1", "1-", "-1-2", "1-2-3", "\u0661-\u0662", "9" * 40, f"{'9' * 40}-1"]
)
def test_an_address_that_names_no_place_is_none(text: str) -> None:
    assert position_in(text) is None


def test_a_place_goes_into_an_address_and_back() -> None:
    place = Position(NOW + timedelta(microseconds=7), 12)

    assert position_in(place.in_address) == place
