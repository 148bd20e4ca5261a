"""Questions and procedures about the same as what somebody is typing, and the groups where it belongs."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from access.scopes import Viewer, visible_scope_ids
from groups.models import Question
from groups.similar import PAGE, Similar
from groups.similar import QUESTION as QUESTION_KIND
from search.engines.answers import Asked
from search.hits import Hit, hits_of
from search.queries import find
from search.synonyms import ways_of
from search.talk import GROUP, QUESTION
from search.words import words_of

PROCEDURE = "procedure"
# Of what is shown, at most so many are questions: then comes a procedure.
MOST_QUESTIONS = 3
State = Question.State


class SimilarInSearch:
    """What the index or the database finds."""

    def things(self, text: str, viewer: Viewer, most: int) -> list[Similar]:
        """Return questions about `text`, those with an answer as well as open ones, then procedures."""
        hits = hits_about(text, viewer, QUESTION)[: min(MOST_QUESTIONS, most)]
        questions = Question.objects.in_bulk([hit.entry.object_id for hit in hits])
        found = [_of_question(hit, questions[hit.entry.object_id]) for hit in hits]
        pages = hits_about(text, viewer, PROCEDURE)[: most - len(found)]
        return [*found, *(_of_page(hit) for hit in pages)]

    def group_ids(self, text: str, viewer: Viewer, most: int) -> list[int]:
        """Return groups by what they are for and by the questions on it that were asked there."""
        asked = [hit.entry.object_id for hit in hits_about(text, viewer, QUESTION)]
        groups_of = dict(Question.objects.filter(pk__in=asked).values_list("pk", "group_id"))
        points: dict[int, float] = defaultdict(float)
        for keys in (
            [hit.entry.object_id for hit in hits_about(text, viewer, GROUP)],
            [groups_of.get(key) for key in asked],
        ):
            _give_points(points, keys)
        return sorted(points, key=lambda key: (-points[key], key))[:most]


def _give_points(points: dict[int, float], keys: Iterable[int | None]) -> None:
    for rank, key in enumerate(keys, 1):
        if key is not None:
            points[key] += 1 / rank


def hits_about(text: str, viewer: Viewer, kind: str) -> list[Hit]:
    """Return what `viewer` may see of that kind about `text`, the best first."""
    words = words_of(text)
    asked = Asked(words, visible_scope_ids(viewer), timezone.localdate(), (kind,), ways=tuple(ways_of(words)))
    if not (asked.words and asked.scope_ids):
        return []
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
