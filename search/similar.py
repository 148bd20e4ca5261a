"""Questions and procedures about the same as what somebody is typing, and the groups where it belongs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from access.scopes import Viewer
from groups.models import Question
from groups.similar import PAGE, Similar
from groups.similar import QUESTION as QUESTION_KIND
from search.engines.answers import Asked
from search.filters import Filters
from search.hits import Hit, hits_of
from search.queries import asked_by, find
from search.rules import rules_now
from search.talk import GROUP, QUESTION

PROCEDURE = "procedure"
# Of what is shown, at most so many are questions: then comes a procedure.
MOST_QUESTIONS = 3
State = Question.State


class SimilarInSearch:
    """What the index or the database finds."""

    def things(self, text: str, viewer: Viewer, most: int) -> list[Similar]:
        """Return questions about `text`, those with an answer as well as open ones, then procedures."""
        asked = _asked_about(text, viewer)
        hits = _hits(asked, viewer, QUESTION)[: min(MOST_QUESTIONS, most)]
        questions = Question.objects.in_bulk([hit.entry.object_id for hit in hits])
        found = [_of_question(hit, questions[hit.entry.object_id]) for hit in hits]
        pages = _hits(asked, viewer, PROCEDURE)[: most - len(found)]
        return [*found, *(_of_page(hit) for hit in pages)]

    def group_ids(self, text: str, viewer: Viewer, most: int) -> list[int]:
        """Return groups by what they are for and by the questions on it that were asked there."""
        asked = _asked_about(text, viewer)
        questions = [hit.entry.object_id for hit in _hits(asked, viewer, QUESTION)]
        groups_of = dict(Question.objects.filter(pk__in=questions).values_list("pk", "group_id"))
        points: dict[int, float] = defaultdict(float)
        for keys in (
            [hit.entry.object_id for hit in _hits(asked, viewer, GROUP)],
            [groups_of.get(key) for key in questions],
        ):
            _give_points(points, keys)
        return sorted(points, key=lambda key: (-points[key], key))[:most]


def _give_points(points: dict[int, float], keys: Iterable[int | None]) -> None:
    for rank, key in enumerate(keys, 1):
        if key is not None:
            points[key] += 1 / rank


def hits_about(text: str, viewer: Viewer, kind: str) -> list[Hit]:
    """Return what `viewer` may see of that kind about `text`, the best first."""
    return _hits(_asked_about(text, viewer), viewer, kind)


def _asked_about(text: str, viewer: Viewer) -> Asked:
    """Return what is asked as by who searches, but for what is of a search alone.

    Who writes a question puts a name or a word between quotes, and does not ask for it as it is written.
    """
    asked = asked_by(viewer, text, Filters(), 1, rules_now(), today=timezone.localdate())
    return replace(asked, phrases=(), count_since=(), count_checked_since=None)


def _hits(asked: Asked, viewer: Viewer, kind: str) -> list[Hit]:
    if not (asked.words and asked.scope_ids):
        return []
    asked = replace(asked, kinds=(kind,))
    hits, _people = hits_of(find(asked), viewer, asked)
    return hits


def _of_question(hit: Hit, question: Question) -> Similar:
    if question.state == State.HELPED:
        label = _("Question with an accepted answer")
    elif question.state == State.ANSWERED:
        label = _("Question with an answer")
    elif question.state == State.CLOSED:
        label = _("Closed question")
    else:
        label = _("Open question")
    is_answer = question.state != State.OPEN
    return Similar(
        kind=QUESTION_KIND,
        object_id=question.pk,
        title=hit.title,
        address=hit.address,
        label=label,
        passage=hit.passage or escape(hit.entry.summary) if is_answer else "",
        language=hit.entry.language,
        is_answer=is_answer,
    )


def _of_page(hit: Hit) -> Similar:
    return Similar(
        kind=PAGE,
        object_id=hit.entry.object_id,
        title=hit.title,
        address=hit.address,
        label=str(hit.kind.label),
        passage=hit.passage,
        note=hit.keeper.byline if hit.keeper else "",
        language=hit.entry.language,
    )
