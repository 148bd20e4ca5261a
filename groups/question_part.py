"""What the screen of a question, and its line in lists, show besides words: the clock of its promise."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property

from access.models import User
from dialogue.promises import Clock, clocks_within
from groups.course import Course, course_of
from groups.models import Post, Question
from groups.pointing import Accepted, Pointer, accepted_of, pointer_of
from groups.question_lines import state_words
from groups.services.becoming import may_become
from groups.services.settling import may_settle
from groups.similar import QUESTION, Similar, similar_to


@dataclass(frozen=True)
class ShownQuestion:
    """How far the answer to a question is, for one reader."""

    question: Question
    viewer: User
    # While it waits and the promised time has not passed.
    clock: Clock | None

    @property
    def state_words(self) -> str:
        """How far the answer is, in words."""
        return state_words(self.question)

    @property
    def is_late(self) -> bool:
        """Whether it waits longer than was promised."""
        is_open = self.question.state == Question.State.OPEN
        return is_open and self.clock is None and self.question.due_at is not None

    @property
    def is_settled(self) -> bool:
        """Whether the asker says that it is answered."""
        return self.question.state == Question.State.HELPED

    @cached_property
    def may_settle(self) -> bool:
        """Whether the reader may close it, or let it wait again."""
        return self.question.stands and may_settle(self.question, self.viewer)

    @cached_property
    def may_become(self) -> bool:
        """Whether the reader can make a procedure of it."""
        return may_become(self.question, self.viewer)

    @cached_property
    def pointer(self) -> Pointer | None:
        """Where its answer is now, where the reader may see that."""
        return pointer_of(self.question, self.viewer)

    @cached_property
    def accepted(self) -> list[Accepted]:
        """The answers of which the asker says that they helped."""
        return accepted_of(self.question, self.viewer)

    @cached_property
    def related(self) -> list[Similar]:
        """What is about the same, without the question itself."""
        if self.question.post is None:
            return []
        found = similar_to(self.question.post.title, self.viewer, most=4)
        return [thing for thing in found if thing.object_id != self.question.pk or thing.kind != QUESTION][:3]

    @cached_property
    def course(self) -> Course:
        """How it went; read when it is drawn, which lists do not."""
        return course_of(self.question, self.viewer, timezone.now())


class QuestionPart:
    """A question with its clock."""

    template = "groups/question_head.html"
    aside = "groups/question_aside.html"
    line = "groups/question_promise.html"

    def shown(self, posts: Collection[Post], viewer: User) -> dict[int, ShownQuestion]:
        """Return {key of a post: its question}: two queries."""
        rows = Question.objects.filter(post__in=[post.pk for post in posts]).select_related(
            "asker", "post__group"
        )
        questions = list(rows)
        promises = {
            question.pk: (question.waits_since, question.promised_hours)
            for question in questions
            if question.state == Question.State.OPEN and question.due_at and question.waits_since
        }
        clocks = clocks_within(promises, now=timezone.now())
        running = {key: clock for key, clock in clocks.items() if not clock.is_over}
        return {
            question.post_id: ShownQuestion(question, viewer, running.get(question.pk))
            for question in questions
            if question.post_id is not None
        }
