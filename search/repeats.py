"""Questions that come back, and searches that fail beside them: three of the same core ask for a page.

A search counts as one question, although at least five different people failed with it.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wagtail.models import Page

from access.holders import who_meet
from content.models import ContentPage
from groups.models import Question
from search.models import EditTask, Lesson
from search.people.stems import stem_of, telling_words
from search.similar import PROCEDURE, hits_about
from search.tasks_of_keepers import raise_task

LOOKED_BACK = timedelta(days=60)
FEWEST = 3
# As many of the latest questions are compared.
MOST_COMPARED = 2000
# Two questions have the same core when they share so many words, and so much of the shorter one.
WORDS_SHARED = 2
SHARE = 0.6


@dataclass(frozen=True)
class Asked:
    """A question, or else a search that fails, with the words that say what it is about."""

    question: Question | None
    core: frozenset[str]
    lesson: Lesson | None = None

    def is_like(self, other: "Asked") -> bool:
        """Whether both ask the same."""
        shared = len(self.core & other.core)
        return shared >= WORDS_SHARED and shared >= SHARE * min(len(self.core), len(other.core))


def look_for_repeats(now: datetime) -> list[EditTask]:
    """Raise a task for each page that colleagues keep asking about; return those that are new."""
    raised = []
    for group in repeated(_lately(now)):
        task = _raise_for(group, now)
        if task is not None:
            raised.append(task)
    return raised


def repeated(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Return what has a core in common with at least two others, each in one group."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(asked):
        for word in one.core:
            by_word[word].append(place)
    groups, taken = [], set[int]()
    for place, one in enumerate(asked):
        if place in taken:
            continue
        shared = Counter(other for word in one.core for other in by_word[word] if other not in taken)
        alike = [other for other in sorted(shared) if other == place or one.is_like(asked[other])]
        if len(alike) >= FEWEST:
            taken.update(alike)
            groups.append([asked[other] for other in alike])
    return groups


def core_of(question: Question) -> frozenset[str]:
    """Return what the words of the question's title say, whatever their form."""
    title = question.post.title if question.post is not None else ""
    return frozenset(stem_of(word) for word in telling_words(title or question.comment.comment[:200]))


def _lately(now: datetime) -> list[Asked]:
    rows = Question.objects.standing().filter(asked_at__gt=now - LOOKED_BACK, duplicate_of=None)
    latest = rows.filter(edit_tasks=None).select_related("post", "comment", "asker")
    questions = [Asked(question, core_of(question)) for question in latest.order_by("-pk")[:MOST_COMPARED]]
    # First the questions, so that a group begins with one: a search alone does not say which page is meant.
    failed = Lesson.objects.failed().exclude(edit_tasks__in=EditTask.objects.filter(done_at=None))
    searches = [Asked(None, frozenset(lesson.core.split()), lesson) for lesson in failed[:MOST_COMPARED]]
    return questions + searches


def _raise_for(group: Sequence[Asked], now: datetime) -> EditTask | None:
    questions = [one.question for one in group if one.question is not None]
    searches = [one.lesson for one in group if one.lesson is not None]
    page = _page_about(questions)
    keeper = page.keeper if page is not None else None
    if page is None or keeper is None or keeper.user_id is None:
        return None
    # Who keeps the page hears of no question that they may not read.
    scopes = {question.scope_id for question in questions}
    readable = {scope_id for scope_id in scopes if who_meet(scope_id, [keeper.user_id])}
    questions = [question for question in questions if question.scope_id in readable]
    if not questions or len(questions) + len(searches) < FEWEST:
        return None
    core = " ".join(sorted(frozenset.intersection(*(one.core for one in group))))
    return raise_task(page=page, questions=questions, searches=searches, core=core, now=now)


def _page_about(questions: Sequence[Question]) -> ContentPage | None:
    """Return the page under which most of them were asked, or else the procedure that search finds."""
    asked_under = Counter(question.page_id for question in questions if question.page_id is not None)
    keys = [key for key, _number in asked_under.most_common(1)]
    newest = next((question for question in questions if question.asker is not None), None)
    if not keys and newest is not None and newest.post is not None and newest.asker is not None:
        keys = [hit.entry.object_id for hit in hits_about(newest.post.title, newest.asker, PROCEDURE)[:1]]
    page = Page.objects.live().filter(pk__in=keys).first()
    specific = page.specific if page is not None else None
    return specific if isinstance(specific, ContentPage) else None
