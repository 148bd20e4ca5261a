"""What the members of groups write in a synthetic organisation, and what others say under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from dialogue.models import BrinkComment, Conversation
from dialogue.promises import working_time
from directory.models import Person
from groups.models import Group, GroupEvent, Idea, Poll, PollOption, PollVote, Post, Question, SignUp
from groups.services.keeping import start_clock
from groups.words import put_together
from home.organisation.invention import Inventor
from home.organisation.storing import reserve_ids, store

Answer, Kind = BrinkComment.AnswerState, Post.Kind

# A year of writing, the last post just now.
DAYS = 365
BATCH_SIZE = 5000
MOST_COMMENTS = 3
# How often each kind comes.
KINDS = (
    *(Kind.QUESTION,) * 6,
    *(Kind.MESSAGE,) * 7,
    *(Kind.LESSON, Kind.WORK, Kind.IDEA) * 2,
    Kind.EVENT,
    Kind.POLL,
)
MINUTES_TO_COMMENT = 20
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


def add_posts(group: Group, members: Sequence[Person], count: int, inventor: Inventor, now: datetime) -> None:
    """Let `members` write so many posts of all kinds, and comments; the last one at `now`.

    Questions are answered, and helped, unless nobody has said anything yet. Call it in a transaction.
    """
    step = timedelta(days=DAYS) / max(1, count)
    moments = [now - step * (count - number) for number in range(1, count + 1)]
    for start in range(0, count, BATCH_SIZE):
        writer = _Writer(group, members, inventor, now)
        _store(writer.write(moments[start : start + BATCH_SIZE]))
    if count:
        group.last_posted_at = moments[-1]
        Group.objects.filter(pk=group.pk).update(last_posted_at=moments[-1])


class _Writer:
    """Invents posts, which nobody has stored yet."""

    def __init__(self, group: Group, members: Sequence[Person], inventor: Inventor, now: datetime) -> None:
        self.group = group
        self.members = members
        self.inventor = inventor
        self.now = now
        self.content_type = ContentType.objects.get_for_model(Post)

    def write(self, moments: Sequence[datetime]) -> Batch:
        """Return a post for each of these moments, with its talk."""
        batch = Batch()
        random = self.inventor.random
        counts = [random.randint(0, MOST_COMMENTS) for _moment in moments]
        comment_ids = iter(reserve_ids(BrinkComment, len(moments) + sum(counts)))
        for pk, posted_at, comment_count in zip(
            reserve_ids(Post, len(moments)), moments, counts, strict=True
        ):
            post = self._post(pk, posted_at)
            opening = self._comment(next(comment_ids), post, posted_at, post.author_id)
            self._open(post, opening)
            said = [
                self._comment(
                    next(comment_ids),
                    post,
                    min(self.now, posted_at + timedelta(minutes=MINUTES_TO_COMMENT * number)),
                    self._another(post),
                )
                for number in range(1, comment_count + 1)
            ]
            batch.posts.append(post)
            batch.comments += [opening, *said]
            for comment in said:
                comment.answers = opening
                batch.conversations.append(self._conversation(comment))
            if said:
                post.comment_count, post.last_spoken_at = len(said), said[-1].submit_date
            if post.kind == Kind.QUESTION:
                batch.questions.append(self._question(post, opening, said))
            self._add_what_its_kind_has(post, batch)
        self._open_polls(batch)
        return batch

    def _post(self, pk: int, posted_at: datetime) -> Post:
        kind = self.inventor.random.choice(KINDS)
        title = self.inventor.title()
        return Post(
            pk=pk,
            group=self.group,
            kind=kind,
            title=f"{title}?" if kind == Kind.QUESTION else title,
            language="nl",
            author_id=self._someone().user_id,
            posted_at=posted_at,
            last_spoken_at=posted_at,
            scope_id=self.group.scope_id,
        )

    def _open(self, post: Post, opening: BrinkComment) -> None:
        opening.comment = put_together(post.title, self.inventor.text(2))
        opening.is_opening = True
        post.opening = opening

    def _comment(self, pk: int, post: Post, said_at: datetime, user_id: int | None) -> BrinkComment:
        return BrinkComment(
            pk=pk,
            content_type=self.content_type,
            object_pk=str(post.pk),
            site_id=settings.SITE_ID,
            user_id=user_id,
            comment=self.inventor.remark(),
            submit_date=said_at,
            thread_id=pk,
            # The package writes a first comment as its own parent.
            parent_id=pk,
            order=1,
        )

    def _conversation(self, comment: BrinkComment) -> Conversation:
        return Conversation(
            root=comment,
            content_type_id=comment.content_type_id,
            object_pk=comment.object_pk,
            standing_count=1,
            last_spoken_at=comment.submit_date,
        )

    def _question(self, post: Post, opening: BrinkComment, said: Sequence[BrinkComment]) -> Question:
        opening.is_question = True
        question = Question(
            comment=opening,
            post=post,
            group=self.group,
            scope_id=post.scope_id,
            asker_id=post.author_id,
            asked_at=post.posted_at,
            promised_hours=self.group.promised_hours,
        )
        start_clock(question, post.posted_at)
        by_others = [comment for comment in said if comment.user_id != post.author_id]
        if not by_others:
            opening.answer_state, opening.waits_since = Answer.WAITING, post.posted_at
            return question
        answer = by_others[0]
        question.state, question.next_step_at = Question.State.ANSWERED, None
        opening.answer_state = Answer.ANSWERED
        question.answered_at = answer.submit_date
        question.answer_minutes = int(working_time(post.posted_at, answer.submit_date) / timedelta(minutes=1))
        question.was_in_time = True
        if self.inventor.random.random() < 0.7:
            answer.helped_at = question.helped_at = answer.submit_date
            opening.answer_state = Answer.HELPED
            question.state = Question.State.HELPED
        return question

    def _add_what_its_kind_has(self, post: Post, batch: Batch) -> None:
        if post.kind == Kind.IDEA:
            batch.ideas.append(Idea(post=post))
        elif post.kind == Kind.POLL:
            batch.polls.append(Poll(post=post))
        elif post.kind == Kind.EVENT:
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
                SignUp(
                    event=event,
                    person_id=person.pk,
                    state=SignUp.State.COMES,
                    signed_up_at=post.posted_at,
                )
                for person in self._some(SEATS)
            ]

    def _open_polls(self, batch: Batch) -> None:
        keys = iter(reserve_ids(PollOption, len(batch.polls) * len(CHOICES)))
        for poll in batch.polls:
            options = [
                PollOption(pk=next(keys), poll=poll, position=position, words=words)
                for position, words in enumerate(CHOICES)
            ]
            batch.options += options
            batch.votes += [
                PollVote(
                    option=self.inventor.random.choice(options),
                    voter_id=person.user_id,
                    voted_at=poll.post.posted_at,
                )
                for person in self._some(SEATS)
                if person.user_id is not None
            ]

    def _someone(self) -> Person:
        return self.inventor.random.choice(self.members)

    def _some(self, most: int) -> list[Person]:
        return self.inventor.random.sample(self.members, k=min(most, len(self.members)))

    def _another(self, post: Post) -> int | None:
        """Return an account other than that of the author, if there is another member."""
        someone, other = self._some(2) if len(self.members) > 1 else (self.members[0], self.members[0])
        return other.user_id if someone.user_id == post.author_id else someone.user_id


def _store(batch: Batch) -> None:
    for rows in _in_order(batch):
        if rows:
            store(rows)


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
