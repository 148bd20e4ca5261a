"""What is told of questions that come back: to who keeps the page, and to who asked once it says more."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.models import Page

from access.models import User
from groups.models import Question
from notices.concerned import number_of
from notices.models import Event, Notice
from notices.tellers import Subject, register_teller
from search.models import EditTask, Lesson
from search.talk import plainly

Reason = Notice.Reason
MOST_TITLES = 3
LONGEST_TITLE = 80


class RepeatTeller:
    """That a page should say what colleagues keep asking."""

    name = "repeat"

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        task = EditTask.objects.filter(pk=number_of(event)).select_related("page").first()
        if task is None:
            return {}
        page = task.page.specific
        people = [page.keeper, page.deputy]
        return {
            person.user_id: Reason.KEEPER
            for person in people
            if person is not None and person.user_id is not None
        }

    def sentence(self, event: Event) -> str:
        return _("Colleagues keep asking the same. Can %(what)s say it?")

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        by_task = {number_of(event): event for event in events}
        tasks = EditTask.objects.filter(pk__in=by_task).select_related("page__locale")
        # Only what the reader may see: since the task was raised a group may have closed.
        readable = Question.objects.visible_to(viewer).standing().filter(edit_tasks__in=by_task)
        titles: dict[int, list[str]] = {}
        for task_id, title, words in readable.order_by("-pk").values_list(
            "edit_tasks", "post__title", "comment__comment"
        ):
            titles.setdefault(task_id, []).append(title or plainly(words)[:LONGEST_TITLE])
        failed = Lesson.objects.readable().filter(edit_tasks__in=by_task).order_by("-pk")
        searches: dict[int, list[str]] = {}
        for task_id, words in failed.values_list("edit_tasks", "words"):
            searches.setdefault(task_id, []).append(words)
        return {
            by_task[task.pk].pk: Subject(
                task.page.title,
                task.page.locale.language_code,
                text=" \N{MIDDLE DOT} ".join(
                    [*titles.get(task.pk, [])[:MOST_TITLES], *_as_searches(searches.get(task.pk, []))]
                ),
                address=task.page.url or "/",
            )
            for task in tasks
        }


def _as_searches(searches: list[str]) -> list[str]:
    return [_("searched for: %(words)s") % {"words": words} for words in searches[:MOST_TITLES]]


class BecameTeller:
    """That a page now says what somebody asked."""

    name = "became"

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        asked = Question.objects.filter(pk=number_of(event), asker__isnull=False)
        return dict.fromkeys(asked.values_list("asker_id", flat=True), Reason.ASKED)

    def sentence(self, event: Event) -> str:
        return _("%(what)s now answers what you asked. Does it help?")

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        events = list(events)
        keys = [event.page_id for event in events if event.page_id is not None]
        rows = Page.objects.live().filter(pk__in=keys).select_related("locale")
        found = {page.pk: page for page in rows}
        return {
            event.pk: Subject(page.title, page.locale.language_code, address=page.url or "/")
            for event in events
            if (page := found.get(event.page_id or 0)) is not None
        }


def register() -> None:
    """Let notices tell of questions that come back."""
    register_teller(RepeatTeller())
    register_teller(BecameTeller())
