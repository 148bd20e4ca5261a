"""Questions in lists, each as one reader meets it: who asks, where, and how long they wait or what helped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from access.scopes import Viewer
from dialogue.authors import Author, authors_for
from dialogue.mentions import named_in
from dialogue.promises import Clock, clocks_within
from dialogue.wording import as_excerpt, in_one_line
from groups.models import Question
from groups.querysets import QuestionQuerySet

LONGEST_TITLE = 160
State = Question.State


def state_words(question: Question) -> str:
    """Return how far the answer to `question` is, in words."""
    if question.is_outdated:
        return _("Outdated")
    return {
        State.OPEN: _("Waits for an answer"),
        State.ANSWERED: _("Answered"),
        State.HELPED: _("Answered and accepted"),
        State.CLOSED: pgettext("question", "Closed"),
    }[State(question.state)]


@dataclass(frozen=True)
class QuestionLine:
    """One question of a list."""

    question: Question
    title: str
    language: str
    author: Author
    # Where it was asked: a group or a page.
    place: str
    place_url: str
    place_language: str
    clock: Clock | None

    @property
    def state_words(self) -> str:
        """How far the answer is, in words; of an open one the clock says so."""
        return state_words(self.question)

    @property
    def is_settled(self) -> bool:
        """Whether the asker says that it is answered."""
        return self.question.state == State.HELPED


def with_places(questions: QuestionQuerySet) -> QuestionQuerySet:
    """Return `questions` with all that their lines read."""
    found: QuestionQuerySet = questions.select_related("comment", "post", "group", "page__locale")
    return found


def lines_of_questions(questions: Iterable[Question], viewer: Viewer, now: datetime) -> list[QuestionLine]:
    """Return `questions` in their order, in a fixed number of queries.

    Ask only for questions that `viewer` may see and that stand, read by `with_places`.
    """
    questions = list(questions)
    authors = authors_for([question.asker_id for question in questions], viewer)
    named = named_in([question.comment.comment for question in questions], viewer)
    clocks = clocks_within(
        {
            question.pk: (question.waits_since, question.promised_hours)
            for question in questions
            if question.state == State.OPEN and question.waits_since is not None
        },
        now=now,
    )
    lines = []
    for question in questions:
        post, page, group = question.post, question.page, question.group
        words = as_excerpt(question.comment.comment, named)
        title = post.title if post is not None else ""
        language = post.language if post is not None else page.locale.language_code if page else ""
        lines.append(
            QuestionLine(
                question=question,
                title=title or in_one_line(words, LONGEST_TITLE),
                language=language,
                author=authors.get(question.asker_id, authors[None]),
                place=group.name if group is not None else page.title if page else "",
                place_url=group.get_absolute_url() if group is not None else (page.url or "") if page else "",
                place_language=group.language
                if group is not None
                else page.locale.language_code
                if page
                else "",
                clock=clocks.get(question.pk),
            )
        )
    return lines
