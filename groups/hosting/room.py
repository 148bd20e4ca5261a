"""What a host finds in the room behind their group: a fixed number of queries, however large it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from access.models import User
from dialogue.authors import Author, authors_for
from dialogue.mentions import named_in
from dialogue.promises import Clock, clocks_within
from dialogue.wording import as_excerpt
from directory.reach import SMALLEST_GROUP
from groups.hosting.health import Figure, figures_of
from groups.hosting.newcomers import REPLY_HOURS, to_welcome, without_reply
from groups.hosting.thanks import ToThank, to_thank
from groups.hosting.tips import Signs, Tip, tip_for
from groups.models import FirstPost, Group, GroupHealth, Membership, Post, Question
from groups.moderation.reading import cases_of
from groups.words import take_apart

# The most urgent ones; who is done with these sees the next.
SHOWN = 5
REVIEW_AHEAD = timedelta(days=14)
# A heading says no more than “more than 99”: counting thousands tells a host nothing else.
MOST_COUNTED = 99


@dataclass(frozen=True)
class Tally:
    """How many wait, as far as a heading says it."""

    count: int

    def __str__(self) -> str:
        return f"{MOST_COUNTED}+" if self.count > MOST_COUNTED else str(self.count)


@dataclass(frozen=True)
class Waiting:
    """Something by a colleague that waits: a first post, or a question with its clock."""

    post: Post
    author: Author
    text: str
    clock: Clock

    @property
    def is_over(self) -> bool:
        """Whether the promised time has passed."""
        return self.clock.is_over


@dataclass(frozen=True)
class Someone:
    """A colleague who asks to come in or is new here, as the host may see them."""

    membership: Membership
    author: Author


@dataclass(frozen=True)
class HostRoom:
    """All that asks something of the hosts now, and how the group does."""

    group: Group
    first_posts: list[Waiting]
    questions: list[Waiting]
    question_tally: Tally
    requests: list[Someone]
    request_tally: Tally
    newcomers: list[Someone]
    thanks: list[ToThank]
    reported_count: int
    hosts: list[Someone]
    tip: Tip | None
    health: GroupHealth | None
    figures: list[Figure]
    today: date

    @property
    def is_to_be_reviewed(self) -> bool:
        """Whether it is time to look whether the group still helps."""
        return self.group.review_on <= self.today + REVIEW_AHEAD

    @property
    def is_small(self) -> bool:
        """Whether figures of the group would be about persons."""
        return self.group.member_count < SMALLEST_GROUP

    @property
    def is_quiet(self) -> bool:
        """Whether nothing asks for a host now."""
        people = self.requests or self.newcomers or self.thanks
        return not (self.first_posts or self.questions or people or self.reported_count)


def room_of(group: Group, host: User, now: datetime) -> HostRoom:
    """Return the host room of `group` as `host` sees it; ask first whether they host it."""
    first_posts = list(without_reply(group.pk, now)[:SHOWN])
    asked = Question.objects.standing().filter(group=group).open()
    questions = list(asked.select_related("post__opening")[:SHOWN])
    rows = Membership.objects.filter(group=group).select_related("person__user", "person__unit")
    asking = rows.filter(state=Membership.State.ASKED, person__left_on=None).order_by("since", "pk")
    newcomers = list(to_welcome(group.pk, now)[:SHOWN])
    requests, hosts = list(asking[:SHOWN]), list(rows.members().hosts())
    accounts = [row.person.user_id for row in (*requests, *newcomers, *hosts)]
    waiting = _waiting(first_posts, questions, accounts, host, now)
    thanks = to_thank(group.pk, host, now)
    found_first = [waiting.of_first(first) for first in first_posts]
    found_questions = [waiting.of_question(question) for question in questions if question.post is not None]
    signs = Signs(
        waits_for_reply=bool(found_first),
        has_newcomers=bool(newcomers),
        has_overdue=any(one.is_over for one in found_questions),
        has_open=bool(found_questions),
        has_thanks=bool(thanks),
    )
    health = GroupHealth.objects.filter(group=group).first()
    return HostRoom(
        group=group,
        first_posts=found_first,
        questions=found_questions,
        question_tally=_tally(asked),
        requests=waiting.people(requests),
        request_tally=_tally(asking),
        newcomers=waiting.people(newcomers),
        thanks=thanks,
        reported_count=cases_of(group, host).count(),
        hosts=waiting.people(hosts),
        tip=tip_for(host, group, signs, host_count=len(hosts), now=now),
        health=health,
        figures=figures_of(group, health),
        today=timezone.localdate(now),
    )


def _tally(rows: "QuerySet[Any]") -> Tally:  # Any: questions or memberships
    return Tally(len(rows.values_list("pk")[: MOST_COUNTED + 1]))


@dataclass(frozen=True)
class _Known:
    """What was read in one go for all lines of a room."""

    authors: dict[int | None, Author]
    texts: dict[int, str]
    clocks: dict[int, Clock]

    def author_of(self, user_id: int | None) -> Author:
        return self.authors.get(user_id, self.authors[None])

    def people(self, rows: Sequence[Membership]) -> list[Someone]:
        return [Someone(row, self.author_of(row.person.user_id)) for row in rows]

    def of_first(self, first: FirstPost) -> Waiting:
        return self._of(first.post)

    def of_question(self, question: Question) -> Waiting:
        assert question.post is not None
        return self._of(question.post)

    def _of(self, post: Post) -> Waiting:
        return Waiting(post, self.author_of(post.author_id), self.texts[post.pk], self.clocks[post.pk])


def _waiting(
    first_posts: Sequence[FirstPost],
    questions: Sequence[Question],
    user_ids: Sequence[int | None],
    host: User,
    now: datetime,
) -> _Known:
    posts = [first.post for first in first_posts]
    asked = [(question, question.post) for question in questions if question.post is not None]
    posts += [post for _question, post in asked]
    texts = {post.pk: take_apart(post, post.words).text for post in posts}
    named = named_in(texts.values(), host)
    since: dict[int, tuple[datetime, float]] = {
        first.post_id: (first.post.posted_at, REPLY_HOURS) for first in first_posts
    }
    for question, post in asked:
        since[post.pk] = (question.waits_since or question.asked_at, question.promised_hours)
    return _Known(
        authors=authors_for([*user_ids, *(post.author_id for post in posts)], host),
        texts={pk: as_excerpt(text, named) for pk, text in texts.items()},
        clocks=clocks_within(since, now=now),
    )
