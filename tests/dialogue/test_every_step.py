"""A thread is what a simple model says, after whatever colleagues do to it, for whoever reads it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from access.models import User
from content.models import ContentPage
from dialogue import services
from dialogue.models import BrinkComment, Conversation, Pin
from dialogue.ordering import Order
from dialogue.reading import read_thread
from dialogue.services.refusals import CommentGone
from dialogue.targets import Target, moderates, target_of
from tests.dialogue.unfolding import unfolded
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, moderator
from tests.factories.pages import NewsPageFactory
from tests.proofs import is_large

DEEPEST = 2
ANY = st.integers(min_value=0, max_value=10_000)


@dataclass
class Said:
    """One comment of the model."""

    pk: int
    author: User
    said_at: datetime
    text: str
    above: "Said | None" = None
    is_withdrawn: bool = False
    is_hidden: bool = False
    earlier: list[str] = field(default_factory=list)
    below: list["Said"] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return not (self.is_withdrawn or self.is_hidden)

    @property
    def depth(self) -> int:
        return 0 if self.above is None else self.above.depth + 1

    def walk(self) -> Iterator["Said"]:
        """Return it and all below it, as they are read."""
        yield self
        for answer in self.below:
            yield from answer.walk()

    def is_seen_by(self, reader: User) -> bool:
        concerns = self.is_hidden and (self.author == reader or moderates(reader))
        return not self.is_withdrawn and (self.stands or concerns)

    def has_a_place_for(self, reader: User) -> bool:
        seen = self.walk() if self.above is None else [self, *self.below]
        return any(one.is_seen_by(reader) for one in seen)


@dataclass
class Cast:
    """Who reads and writes under which page."""

    page: ContentPage
    keeper: User
    writers: list[User]
    guard: User
    reader: User

    @property
    def readers(self) -> list[User]:
        return [self.writers[0], self.guard, self.reader]


def machine_for(cast: Cast) -> type[RuleBasedStateMachine]:
    """Return the machine that does things with a thread under the page of `cast`."""

    class Talk(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.undone = transaction.atomic()
            self.undone.__enter__()
            self.now = NOW
            self.roots: list[Said] = []
            self.spoken_at: dict[int, datetime] = {}
            self.pinned: Said | None = None

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

        @property
        def said(self) -> list[Said]:
            return [one for root in self.roots for one in root.walk()]

        @property
        def target(self) -> Target:
            return target_of(cast.page)

        def pick(self, number: int) -> tuple[Said, BrinkComment]:
            one = self.said[number % len(self.said)]
            return one, BrinkComment.objects.get(pk=one.pk)

        def later(self) -> datetime:
            self.now += timedelta(minutes=2)
            return self.now

        def note(self, one: Said) -> None:
            """Move a conversation in the newest order, as what still stands says."""
            root = one
            while root.above is not None:
                root = root.above
            standing = [said.said_at for said in root.walk() if said.stands]
            self.spoken_at[root.pk] = max(standing, default=self.spoken_at.get(root.pk, one.said_at))

        @rule(number=ANY, asks=st.booleans())
        def post(self, number: int, asks: bool) -> None:
            author = (cast.keeper, *cast.writers)[number % (1 + len(cast.writers))]
            text, now = f"Reactie {len(self.said)}", self.later()
            comment = services.post_comment(
                author=author, target=cast.page, text=text, is_question=asks, now=now
            )
            one = Said(comment.pk, author, now, text)
            self.roots.append(one)
            self.note(one)

        @precondition(lambda self: self.roots)
        @rule(number=ANY, other=ANY, asks=st.booleans())
        def answer(self, number: int, other: int, asks: bool) -> None:
            one, parent = self.pick(number)
            author = (cast.keeper, *cast.writers)[other % (1 + len(cast.writers))]
            text, now = f"Antwoord {len(self.said)}", self.later()
            try:
                comment = services.post_comment(
                    author=author, target=cast.page, text=text, parent=parent, is_question=asks, now=now
                )
            except CommentGone:
                assert not one.stands
                return
            assert one.stands
            above = one.above if one.depth == DEEPEST else one
            assert above is not None
            said = Said(comment.pk, author, now, text, above)
            above.below.append(said)
            self.note(said)

        @precondition(lambda self: self.roots)
        @rule(number=ANY)
        def edit(self, number: int) -> None:
            one, comment = self.pick(number)
            text = f"{one.text}, anders"
            try:
                services.edit_comment(editor=one.author, comment=comment, text=text, now=self.later())
            except CommentGone:
                assert not one.stands
                return
            one.earlier.append(one.text)
            one.text = text

        @precondition(lambda self: self.roots)
        @rule(number=ANY)
        def withdraw(self, number: int) -> None:
            one, comment = self.pick(number)
            services.withdraw_comment(author=one.author, comment=comment, now=self.later())
            one.is_withdrawn, one.text, one.earlier = True, "", []
            self.note(one)

        @precondition(lambda self: self.roots)
        @rule(number=ANY)
        def hide(self, number: int) -> None:
            one, comment = self.pick(number)
            try:
                services.hide_comment(moderator=cast.guard, comment=comment, reason="Nee.", now=self.later())
            except CommentGone:
                assert one.is_withdrawn
                return
            one.is_hidden = True
            self.note(one)

        @precondition(lambda self: self.roots)
        @rule(number=ANY)
        def restore(self, number: int) -> None:
            one, comment = self.pick(number)
            services.restore_comment(moderator=cast.guard, comment=comment, now=self.later())
            one.is_hidden = False
            self.note(one)

        @precondition(lambda self: self.roots)
        @rule(number=ANY)
        def pin(self, number: int) -> None:
            one, comment = self.pick(number)
            try:
                services.pin_comment(pinner=cast.keeper, comment=comment, now=self.later())
            except CommentGone:
                assert not one.stands
                return
            self.pinned = one

        @precondition(lambda self: self.pinned)
        @rule()
        def unpin(self) -> None:
            assert self.pinned is not None
            comment = BrinkComment.objects.get(pk=self.pinned.pk)
            services.unpin_comment(pinner=cast.keeper, comment=comment)
            self.pinned = None

        @invariant()
        def each_conversation_is_summed_up(self) -> None:
            kept = {one.pk: one for one in BrinkComment.objects.all()}
            expected = {}
            for root in self.roots:
                talk = list(root.walk())
                waits = [kept[one.pk].waits_since for one in talk if one.stands]
                expected[root.pk] = (
                    sum(one.stands for one in talk),
                    sum(one.is_hidden and not one.is_withdrawn for one in talk),
                    self.spoken_at[root.pk],
                    min((moment for moment in waits if moment is not None), default=None),
                )
            assert expected == {
                row[0]: row[1:]
                for row in Conversation.objects.values_list(
                    "root_id", "standing_count", "hidden_count", "last_spoken_at", "waits_since"
                )
            }
            assert [one.text for one in self.said] == [kept[one.pk].comment for one in self.said]
            assert [one.earlier for one in self.said] == [
                [edit.text for edit in kept[one.pk].edits.all()] for one in self.said
            ]

        @invariant()
        def each_reader_finds_everything_once_in_its_place(self) -> None:
            # The orders take turns, since each reads the whole thread.
            order = list(Order)[len(self.said) % len(Order)]
            for reader in cast.readers:
                expected = [
                    one.pk
                    for root in self.in_order(order)
                    for one in root.walk()
                    if root.has_a_place_for(reader) and one.has_a_place_for(reader)
                ]
                lines = list(unfolded(self.target, reader, order))
                assert [line.comment.pk for line in lines] == expected
                words = {one.pk for one in self.said if one.stands}
                assert {line.comment.pk for line in lines if line.comment.stands} == words

        @invariant()
        def the_heading_and_the_pin_say_what_stands(self) -> None:
            thread = read_thread(self.target, cast.reader)
            pinned = self.pinned if self.pinned is not None and self.pinned.stands else None
            assert thread.comment_count == sum(one.stands for one in self.said)
            assert (thread.pinned and thread.pinned.comment.pk) == (pinned and pinned.pk)
            assert Pin.objects.count() == (self.pinned is not None)

        def in_order(self, order: Order) -> list[Said]:
            if order is Order.OLDEST:
                return self.roots
            newest = sorted(self.roots, key=lambda root: (self.spoken_at[root.pk], root.pk), reverse=True)
            if order is Order.NEWEST:
                return newest
            since = dict(Conversation.objects.exclude(waits_since=None).values_list("root_id", "waits_since"))
            waiting = sorted(since, key=lambda pk: (since[pk], pk))
            by_pk = {root.pk: root for root in self.roots}
            return [*(by_pk[pk] for pk in waiting), *(root for root in newest if root.pk not in since)]

    return Talk


@pytest.fixture
def cast(db: None) -> Cast:
    keeper = colleague("Liv Aerts")
    return Cast(
        page=NewsPageFactory(keeper=keeper.person),
        keeper=keeper,
        writers=[UserFactory(), UserFactory()],
        guard=moderator(),
        reader=UserFactory(),
    )


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let parts and folds begin early, so that short threads have them."""
    monkeypatch.setattr("dialogue.reading.COMMENTS_SHOWN", 5)
    monkeypatch.setattr("dialogue.reading.REPLIES_SHOWN", 2)
    monkeypatch.setattr("dialogue.reading.REPLIES_ADDED", 2)


@pytest.mark.any_database
@pytest.mark.proof("thread")
@pytest.mark.usefixtures("small_parts")
def test_a_thread_is_as_the_model_says_after_every_step(cast: Cast) -> None:
    large = is_large("thread")
    run_state_machine_as_test(
        machine_for(cast),
        settings=settings(
            max_examples=40 if large else 3,
            stateful_step_count=40 if large else 15,
            deadline=None,
            derandomize=not large,
            suppress_health_check=list(HealthCheck),
        ),
    )
