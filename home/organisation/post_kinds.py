"""What posts of some kinds have besides words in a synthetic organisation: ideas, polls and events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import models

from dialogue.models import BrinkComment, Conversation
from directory.models import Person
from groups.models import GroupEvent, Idea, Poll, PollOption, PollVote, Post, Question, SignUp
from home.organisation.invention import Inventor
from home.organisation.storing import reserve_ids, store

Kind = Post.Kind

SEATS = 12
CHOICES = ("Ja", "Nee", "Weet ik nog niet")


@dataclass
class Batch:
    """The rows of some posts, in the order in which they are stored."""

    comments: list[BrinkComment] = field(default_factory=list)
    conversations: list[Conversation] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    ideas: list[Idea] = field(default_factory=list)
    events: list[GroupEvent] = field(default_factory=list)
    sign_ups: list[SignUp] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    options: list[PollOption] = field(default_factory=list)
    votes: list[PollVote] = field(default_factory=list)


def add_what_kinds_have(batch: Batch, members: Sequence[Person], inventor: Inventor) -> None:
    """Add to the posts of a batch what their kinds have; members vote and come along."""
    some = [
        (post, inventor.random.sample(members, k=min(SEATS, len(members))))
        for post in batch.posts
        if post.kind in (Kind.EVENT, Kind.POLL)
    ]
    batch.ideas += [Idea(post=post) for post in batch.posts if post.kind == Kind.IDEA]
    option_ids = iter(reserve_ids(PollOption, len(some) * len(CHOICES)))
    for post, people in some:
        if post.kind == Kind.EVENT:
            _meet(post, people, batch)
        else:
            _ask_all(post, people, batch, option_ids, inventor)


def store_batch(batch: Batch) -> None:
    """Store all rows of a batch, each after what it points at."""
    for rows in _in_order(batch):
        if rows:
            store(rows)


def _meet(post: Post, people: Sequence[Person], batch: Batch) -> None:
    starts_at = post.posted_at + timedelta(days=14)
    event = GroupEvent(
        post=post,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        time_zone=settings.TIME_ZONE,
        place="De kantine",
        place_count=SEATS,
    )
    batch.events.append(event)
    batch.sign_ups += [
        SignUp(event=event, person_id=person.pk, state=SignUp.State.COMES, signed_up_at=post.posted_at)
        for person in people
    ]


def _ask_all(
    post: Post, people: Sequence[Person], batch: Batch, option_ids: Iterator[int], inventor: Inventor
) -> None:
    poll = Poll(post=post)
    options = [
        PollOption(pk=next(option_ids), poll=poll, position=position, words=words)
        for position, words in enumerate(CHOICES)
    ]
    batch.polls.append(poll)
    batch.options += options
    batch.votes += [
        PollVote(option=inventor.random.choice(options), voter_id=person.user_id, voted_at=post.posted_at)
        for person in people
        if person.user_id is not None
    ]


def _in_order(batch: Batch) -> Iterator[Sequence[models.Model]]:
    yield batch.comments
    yield batch.conversations
    yield batch.posts
    yield batch.questions
    yield batch.ideas
    yield batch.events
    yield batch.sign_ups
    yield batch.polls
    yield batch.options
    yield batch.votes
