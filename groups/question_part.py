"""What the screen of a question, and its line in lists, show besides words: the clock of its promise."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property

from access.models import User
from dialogue.promises import Clock, clocks_within
from groups.course import Course, course_of
from groups.models import Post, Question


@dataclass(frozen=True)
class ShownQuestion:
    """How far the answer to a question is, for one reader."""

    question: Question
    viewer: User
    # While it waits and the promised time has not passed.
    clock: Clock | None

    @cached_property
    def course(self) -> Course:
        """How it went; read when it is drawn, which lists do not."""
        return course_of(self.question, self.viewer, timezone.now())


class QuestionPart:
    """A question with its clock."""

    template = ""
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
