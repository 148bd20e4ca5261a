"""Questions that a reader may be able to answer, on the front page; a subject can rest a while."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from access.models import User
from directory.models import Subject
from directory.panels import HomeColumn, HomePanel, HomeVisit, register_home_panel
from groups.models import Question, Skip
from groups.question_lines import QuestionLine, lines_of_questions, with_places
from groups.question_list import answerable_by

SHOWN = 2
RESTS = timedelta(days=90)


@dataclass(frozen=True)
class Suggested:
    """A question that the reader may know about, and the subject by which; none where they were asked."""

    line: QuestionLine
    subject: Subject | None


@register_home_panel
def questions_to_answer(visit: HomeVisit) -> Iterator[HomePanel]:
    """Yield the two most urgent questions that the reader may be able to answer."""
    if isinstance(visit.viewer, User) and (found := suggested_to(visit.viewer, visit.today)):
        yield HomePanel("questions", HomeColumn.ME, 40, "groups/suggested.html", {"suggested": found})


def suggested_to(reader: User, today: date) -> list[Suggested]:
    """Return what `reader` may be able to answer, in a fixed number of queries."""
    seen = Question.objects.visible_to(reader).standing()
    found = with_places(answerable_by(reader, seen, today)).prefetch_related("post__subjects")
    questions = list(found[:SHOWN])
    person = getattr(reader, "person", None)
    own = set(person.subjects.values_list("pk", flat=True)) if questions and person is not None else set()
    lines = lines_of_questions(questions, reader, timezone.now()) if questions else []
    return [Suggested(line, _subject_of(line.question, own)) for line in lines]


def _subject_of(question: Question, own: set[int]) -> Subject | None:
    subjects = question.post.subjects.all() if question.post is not None else []
    return next((subject for subject in subjects if subject.pk in own), None)


@transaction.atomic
def skip_subject(*, reader: User, subject: Subject, today: date) -> Skip:
    """Suggest no questions on `subject` to `reader` for ninety days; they see it in their settings."""
    skip, _created = Skip.objects.update_or_create(
        owner=reader, subject=subject, defaults={"until": today + RESTS}
    )
    return skip


def suggest_again(*, reader: User, subject: Subject) -> None:
    """Suggest questions on `subject` as if it had not been skipped."""
    Skip.objects.filter(owner=reader, subject=subject).delete()


def skips_of(reader: User, today: date) -> list[Skip]:
    """Return the subjects that rest for `reader`, the longest first."""
    rows = Skip.objects.filter(owner=reader, until__gte=today).select_related("subject")
    return list(rows.order_by("-until", "pk"))
