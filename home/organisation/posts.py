"""What the members of groups write in a synthetic organisation, and what others say under it."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import cycle

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from dialogue.models import BrinkComment, Conversation
from dialogue.promises import due_after, working_time
from directory.models import Person
from groups.models import Group, Post, Question
from groups.services.clocks import ASKED_WHETHER_IT_HELPED_AFTER, start_clock
from groups.words import put_together
from home.organisation.invention import Inventor
from home.organisation.post_kinds import Batch, add_what_kinds_have, store_batch
from home.organisation.storing import reserve_ids

Answer, Kind = BrinkComment.AnswerState, Post.Kind

# A year of writing, the last post just now.
DAYS = 365
BATCH_SIZE = 5000
# A question without an answer is younger, so that a worker finds no thousands that are late.
DAYS_OPEN = 20
MOST_COMMENTS = 3
# How often each kind comes.
KINDS = (
    *(Kind.QUESTION,) * 6,
    *(Kind.MESSAGE,) * 7,
    *(Kind.LESSON, Kind.WORK, Kind.IDEA) * 2,
    Kind.EVENT,
    Kind.POLL,
)
SLOT = timedelta(hours=4)
MINUTES_TO_COMMENT = 20
HELPED_CHANCE = 0.5


def add_posts(group: Group, members: Sequence[Person], count: int, inventor: Inventor, now: datetime) -> None:
    """Let `members` write so many posts of all kinds, and comments.

    The last one is a question of `now`, which waits; others are answered where somebody else said something.
    Call it in a transaction.
    """
    step = timedelta(days=DAYS) / max(1, count)
    moments = [_at_a_slot(now - step * (count - number), now) for number in range(1, count + 1)]
    writer = _Writer(group, members, inventor, now)
    for start in range(0, count, BATCH_SIZE):
        store_batch(writer.write(moments[start : start + BATCH_SIZE]))
    if count:
        group.last_posted_at = moments[-1]
        Group.objects.filter(pk=group.pk).update(last_posted_at=moments[-1])


def _at_a_slot(moment: datetime, now: datetime) -> datetime:
    """Return the last slot until `moment`: whoever write much write together, and share their clocks."""
    return now - math.ceil((now - moment) / SLOT) * SLOT


class _Writer:
    """Invents posts, which nobody has stored yet."""

    def __init__(self, group: Group, members: Sequence[Person], inventor: Inventor, now: datetime) -> None:
        self.group = group
        self.members = members
        self.inventor = inventor
        self.now = now
        self.content_type = ContentType.objects.get_for_model(Post)
        self.clocks = _Clocks(group)
        self.kinds = cycle(inventor.random.sample(KINDS, k=len(KINDS)))

    def write(self, moments: Sequence[datetime]) -> Batch:
        """Return a post for each of these moments, with its talk."""
        batch = Batch()
        random = self.inventor.random
        counts = [
            0 if moment == self.now else random.randint(self._fewest(moment), MOST_COMMENTS)
            for moment in moments
        ]
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
        add_what_kinds_have(batch, self.members, self.inventor)
        return batch

    def _is_over(self, moment: datetime) -> bool:
        """Whether it is so long ago that a question has been answered, and helped."""
        return moment < self.now - timedelta(days=DAYS_OPEN)

    def _fewest(self, moment: datetime) -> int:
        return 1 if self._is_over(moment) else 0

    def _post(self, pk: int, posted_at: datetime) -> Post:
        kind = Kind.QUESTION if posted_at == self.now else next(self.kinds)
        title = self.inventor.distinct_title()
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
        self.clocks.start(question)
        by_others = [comment for comment in said if comment.user_id != post.author_id]
        if not by_others:
            opening.answer_state, opening.waits_since = Answer.WAITING, post.posted_at
            return question
        first, last = by_others[0].submit_date, by_others[-1].submit_date
        opening.answer_state, question.state = Answer.ANSWERED, Question.State.ANSWERED
        question.answered_at = first
        question.answer_minutes = self.clocks.minutes(post.posted_at, first)
        question.was_in_time = True
        question.next_step_at = self.clocks.when_to_ask(last)
        if self._is_over(post.posted_at) or self.inventor.random.random() < HELPED_CHANCE:
            by_others[0].helped_at = question.helped_at = last
            opening.answer_state, question.state = Answer.HELPED, Question.State.HELPED
            question.next_step_at = None
        return question

    def _someone(self) -> Person:
        return self.inventor.random.choice(self.members)

    def _some(self, most: int) -> list[Person]:
        return self.inventor.random.sample(self.members, k=min(most, len(self.members)))

    def _another(self, post: Post) -> int | None:
        """Return an account other than that of the author, if there is another member."""
        someone, other = self._some(2) if len(self.members) > 1 else (self.members[0], self.members[0])
        return other.user_id if someone.user_id == post.author_id else someone.user_id


class _Clocks:
    """Reckons each moment once: which days are closed costs a query each time."""

    def __init__(self, group: Group) -> None:
        self.promised_hours = group.promised_hours
        self._started = cache(self._start)
        self.minutes = cache(self._minutes)
        self.when_to_ask = cache(self._when_to_ask)

    def start(self, question: Question) -> None:
        """Let the promise of `question` run since it was asked."""
        started = self._started(question.asked_at)
        for name in ("waits_since", "due_at", "step", "next_step_at"):
            setattr(question, name, getattr(started, name))

    def _start(self, asked_at: datetime) -> Question:
        question = Question(promised_hours=self.promised_hours)
        start_clock(question, asked_at)
        return question

    def _minutes(self, asked_at: datetime, answered_at: datetime) -> int:
        return int(working_time(asked_at, answered_at) / timedelta(minutes=1))

    def _when_to_ask(self, answered_at: datetime) -> datetime:
        return due_after(answered_at, hours=ASKED_WHETHER_IT_HELPED_AFTER)
