"""A month in an organisation that asks and answers, lived by the services with the time as argument.

Colleagues answer, or not, or say that it is not their subject; askers say that it helped, that it did not, or
nothing; some take their question back. A group freezes and opens again, one is archived, one promises
otherwise; a worker is away for a day, and two work at once. All chance comes from one seed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from access.models import Role, User
from access.roles import give_role
from dialogue.models import BrinkComment
from dialogue.querysets import CommentQuerySet
from dialogue.services import say_helped, say_not_yet, withdraw_comment
from directory.calendar import closed_days
from directory.models import Absence, Subject
from groups.experts import IN
from groups.models import AskedPerson, Group, Post, Question
from groups.services.posting import NewPost, post_in_group
from groups.services.route import say_not_mine, take_steps
from news.models import NewsPage
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import SubjectFactory
from tests.factories.groups import GroupFactory, let_in
from tests.factories.pages import NewsPageFactory
from tests.factories.questions import expert

State = Question.State
# The clock goes back on the 25th.
FIRST_DAY = date(2026, 10, 5)
# Long enough for the last question to be answered, asked after and closed.
DAYS_AFTER = 45
WEEKS = ((1, 2, 3, 4, 5), (1, 2, 4), (3, 4, 5), (2, 3))


@dataclass
class Month:
    """How much happens, and with which chance."""

    questions: int
    days: int = 26
    # Hours between two looks.
    hours: int = 1
    seed: int = 8
    experts: int = 40
    randomness: Random = field(init=False)
    groups: list[Group] = field(init=False)
    pages: list[NewsPage] = field(init=False)
    subjects: list[Subject] = field(init=False)
    people: list[User] = field(init=False)

    def live(self) -> None:
        """Let it all happen."""
        self.randomness = Random(self.seed)
        self._found()
        moments = list(self._moments())
        month = [moment for moment in moments if moment.date() < FIRST_DAY + timedelta(days=self.days)]
        asked_at = Counter(self.randomness.choice(month) for _ in range(self.questions))
        number = 0
        for moment in moments:
            for _ in range(asked_at[moment]):
                number += 1
                self._ask(number, moment)
            self._befall(moment, month)
            if moment.date() != month[len(month) // 3].date():
                # On that day the worker is away.
                take_steps(moment)
            if number % 5 == 0:
                take_steps(moment)
            self._answer(moment, is_quiet=moment > month[-1] + timedelta(days=14))
            self._react(moment, is_quiet=moment > month[-1])

    def _found(self) -> None:
        chance = self.randomness
        self.subjects = [SubjectFactory() for _ in range(6)]
        self.people = [
            expert(f"Kenner {number}", self.subjects[number % 6], days=chance.choice(WEEKS))
            for number in range(self.experts)
        ]
        for user in self.people[::7]:
            starts = FIRST_DAY + timedelta(days=chance.randrange(20))
            Absence.objects.create(person=user.person, starts_on=starts, ends_on=starts + timedelta(days=7))
        self.groups = []
        for number, subject in enumerate(self.subjects):
            group = GroupFactory(
                promised_hours=chance.choice((4, 8, 16)), access="open" if number else "closed"
            )
            group.subjects.add(subject)
            let_in(group, colleague(f"Gastheer {number}").person, "host")
            for user in chance.sample(self.people, 8):
                let_in(group, user.person)
            self.groups.append(group)
        for number in range(3):
            give_role(colleague(f"Redacteur {number}"), Role.EDITOR)
        self.pages = [NewsPageFactory(keeper=colleague(f"Beheerder {number}").person) for number in range(2)]
        # What they may see was asked before they came in.
        self.people = list(User.objects.filter(pk__in=[user.pk for user in self.people]).order_by("pk"))

    def _moments(self) -> Iterator[datetime]:
        """Yield the looks of each day, also in the weekend, from nine until five."""
        for number in range(self.days + DAYS_AFTER):
            day = FIRST_DAY + timedelta(days=number)
            for hour in range(9, 17, self.hours):
                yield timezone.make_aware(datetime.combine(day, time(hour, 30)))

    def _ask(self, number: int, moment: datetime) -> None:
        chance = self.randomness
        if chance.random() < 0.1:
            page = chance.choice(self.pages)
            comment_on(
                page, f"Vraag {number}?", author=chance.choice(self.people), is_question=True, now=moment
            )
            return
        group = Group.objects.get(pk=chance.choice(self.groups).pk)
        members = User.objects.filter(person__memberships__group=group).order_by("pk")
        author = chance.choice(list(members))
        if not group.is_open_for_writing:
            group = Group.objects.filter(state=Group.State.ACTIVE, access="open").order_by("pk")[0]
        new = NewPost(kind=Post.Kind.QUESTION, title=f"Vraag {number}", text="Wie weet dit?", language="nl")
        post_in_group(author=author, group=group, new=new, now=moment)

    def _befall(self, moment: datetime, month: list[datetime]) -> None:
        """Let things happen to groups, and to who asked."""
        frozen, archived, changed = (group.pk for group in self.groups[1:4])
        states: dict[datetime, tuple[int, dict[str, Any]]] = {  # Any: values of fields
            month[len(month) // 4]: (frozen, {"state": Group.State.FROZEN}),
            month[len(month) // 2]: (frozen, {"state": Group.State.ACTIVE}),
            month[len(month) // 5]: (changed, {"promised_hours": 2}),
            month[-1]: (archived, {"state": Group.State.ARCHIVED}),
        }
        if moment in states:
            pk, values = states[moment]
            Group.objects.filter(pk=pk).update(**values)
        if self.randomness.random() < 0.02:
            question = self._open().order_by("pk").last()
            if question is not None and question.asker is not None:
                withdraw_comment(author=question.asker, comment=question.comment, now=moment)

    def _open(self) -> "QuerySet[Question]":
        return Question.objects.filter(state=State.OPEN, stands=True).select_related("comment", "asker")

    def _answer(self, moment: datetime, *, is_quiet: bool) -> None:
        """Let who was asked, or who comes by, answer or not."""
        if is_quiet or moment.isoweekday() > 5:
            return
        chance = self.randomness
        rows = AskedPerson.objects.filter(reply="", question__state=State.OPEN, question__stands=True)
        for row in rows.select_related("question__comment", "person__user").order_by("pk"):
            draw = chance.random()
            if draw < 0.04 * self.hours:
                self._say(row.question, row.person.user, moment)
            elif draw < 0.06 * self.hours:
                say_not_mine(person=row.person, question=row.question, now=moment)
        for question in self._open().order_by("pk"):
            if chance.random() < 0.02 * self.hours:
                self._say(question, chance.choice(self.people), moment)

    def _say(self, question: Question, user: User | None, moment: datetime) -> None:
        if user is None or user.pk == question.asker_id or not _takes_words(question):
            return
        if not Question.objects.visible_to(user).filter(pk=question.pk).exists():
            return
        words = f"Zo zit het, {moment:%d %H}."
        if question.post is not None:
            comment_on(question.post, words, author=user, now=moment)
        elif question.page is not None:
            comment_on(question.page.specific, words, author=user, parent=question.comment, now=moment)

    def _react(self, moment: datetime, *, is_quiet: bool) -> None:
        """Let who asked say that it helped, or not yet, or nothing."""
        chance = self.randomness
        waiting = Question.objects.filter(state=State.ANSWERED, stands=True)
        for question in waiting.select_related("comment", "asker", "group").order_by("pk"):
            draw = chance.random()
            assert question.asker is not None
            if draw < 0.02 * self.hours:
                answer = answers_to(question).exclude(user=question.asker).last()
                if answer is not None:
                    say_helped(asker=question.asker, answer=answer, now=moment)
            elif draw < 0.025 * self.hours and not is_quiet and _takes_words(question):
                say_not_yet(asker=question.asker, question=question.comment, now=moment)


def _takes_words(question: Question) -> bool:
    """Whether something can be said there now."""
    group = question.group
    if group is None:
        return True
    group.refresh_from_db(fields=["state"])
    return group.is_open_for_writing


def answers_to(question: Question) -> CommentQuerySet:
    """Return what was said under the question, the latest last."""
    comment = question.comment
    said: CommentQuerySet = BrinkComment.objects.standing().select_related(None).exclude(pk=comment.pk)
    under = Q(thread_id=comment.pk) if question.post_id is None else Q(answers=comment.pk)
    found: CommentQuerySet = said.filter(under).order_by("pk")
    return found


def outcome_of(question: Question) -> str:
    """Return in a few words how it ended with a question."""
    if not question.stands:
        return "taken back by who asked"
    if question.state == State.HELPED:
        return "helped"
    if question.state == State.CLOSED:
        return f"closed: {question.closed_reason}"
    if question.state == State.OPEN and question.step in (Question.Step.HOSTS, Question.Step.NEWSROOM):
        return f"waits in sight of the {question.step}"
    return "silent"


def most_in_a_week() -> int:
    """Return how often somebody was asked at most within seven days."""
    by_person: dict[int, list[datetime]] = {}
    for person_id, at in AskedPerson.objects.order_by("asked_at").values_list("person_id", "asked_at"):
        by_person.setdefault(person_id, []).append(at)
    return max(
        (
            sum(1 for later in moments[place:] if later - at < IN)
            for moments in by_person.values()
            for place, at in enumerate(moments)
        ),
        default=0,
    )


def asked_outside_hours() -> int:
    """Return how often somebody was asked while nobody works."""
    moments = [timezone.localtime(at) for at in AskedPerson.objects.values_list("asked_at", flat=True)]
    closed = closed_days(FIRST_DAY, FIRST_DAY + timedelta(days=150))
    return sum(1 for at in moments if at.isoweekday() > 5 or at.date() in closed or not 9 <= at.hour < 17)
