"""Who answers for a page when its keeper leaves: never nobody, as long as anyone is there.

The deputy, else the keeper of the nearest section above, else the newsroom: an editor, or an administrator.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from access.models import Role
from access.scopes import visible_scope_ids
from background.queue import task
from content.models import PageScope
from content.page_types import content_page_models
from directory.models import Person

HANDED_OVER = "content.handed_over"
# Fields of pages that name whom to turn to besides: emptied when that colleague leaves.
_helpers: set[str] = set()


def register_helper_field(name: str) -> None:
    """Let the field `name` of a page type, which names a colleague, be emptied when that colleague leaves."""
    _helpers.add(name)


@dataclass(frozen=True)
class Answering:
    """Who answers for a page: keys of people."""

    keeper: int | None
    deputy: int | None


@transaction.atomic
def hand_over(*, leavers: Iterable[Person], now: datetime) -> list[Page]:
    """Return the pages that others answer for from now on; drafts and plans follow in the background."""
    ids = [person.pk for person in leavers]
    pages = [page for model in content_page_models() for page in _named_on(model, ids)]
    handed = hand_over_pages(pages)
    transaction.on_commit(lambda: hand_over_drafts.enqueue(ids))
    return handed


def hand_over_pages(pages: Iterable[Any]) -> list[Page]:
    """Return those of `pages` on which someone who left was named and now nobody is.

    Pages as they are stored, not as a draft. Any: pages of any type.
    """
    pages = list(pages)
    succession = Succession(pages)
    handed = []
    for page in pages:
        before = Answering(page.keeper_id, page.deputy_id)
        after = succession.after(page, before)
        gone = [
            field for field in _helper_fields(type(page)) if succession.has_left(getattr(page, f"{field}_id"))
        ]
        if after == before and not gone:
            continue
        page.keeper_id, page.deputy_id = after.keeper, after.deputy
        for field in gone:
            setattr(page, field, None)
        page.save(update_fields=["keeper", "deputy", *gone], clean=False)
        # Keys alone: a name can be erased, and history reads it where it still is.
        if after.keeper != before.keeper:
            log(page, HANDED_OVER, data={"before": before.keeper, "after": after.keeper})
        handed.append(page)
    return handed


@task(idempotent=True)
def hand_over_drafts(person_ids: list[int]) -> None:
    """Let the newest draft and the planned version of each page name nobody of these who left."""
    newest = Exists(Page.objects.filter(latest_revision=OuterRef("pk")))
    revisions = Revision.page_revisions.filter(Q(approved_go_live_at__isnull=False) | newest)
    named = Q(content__keeper__in=person_ids) | Q(content__deputy__in=person_ids)
    for field in _helpers:
        named |= Q(**{f"content__{field}__in": person_ids})
    for revision_id in revisions.filter(named).order_by("pk").values_list("pk", flat=True):
        _hand_over_draft(revision_id)


@transaction.atomic
def _hand_over_draft(revision_id: int) -> None:
    revision = Revision.objects.select_for_update().get(pk=revision_id)
    page = Page.objects.get(pk=revision.object_id).specific
    succession = Succession([page], [revision.content.get(name) for name in ("keeper", "deputy", *_helpers)])
    before = Answering(revision.content.get("keeper"), revision.content.get("deputy"))
    after = succession.after(page, before)
    revision.content.update(keeper=after.keeper, deputy=after.deputy)
    for field in _helper_fields(type(page)):
        if succession.has_left(revision.content.get(field)):
            revision.content[field] = None
    Revision.objects.filter(pk=revision_id).update(content=revision.content)


class Succession:
    """Answers who takes over which page, from a fixed number of queries for all of them."""

    def __init__(self, pages: Iterable[Any], named: Iterable[int | None] = ()) -> None:
        """`named` are people besides those whom the pages name. Any: pages of any type."""
        pages = list(pages)
        keys = {page.pk: self._source_of(page) for page in pages}
        above = {path for source in keys.values() for path in _paths_above(source)}
        self._above = _answering_at(above)
        people = {key for answering in self._above.values() for key in (answering.keeper, answering.deputy)}
        people |= {key for page in pages for key in (page.keeper_id, page.deputy_id)} | set(named)
        people |= {getattr(page, f"{field}_id") for page in pages for field in _helper_fields(type(page))}
        self._people = Person.objects.select_related("user").in_bulk([key for key in people if key])
        self._scopes = dict(PageScope.objects.filter(page__in=keys).values_list("page_id", "scope_id"))
        self._newsroom: list[Person] | None = None

    def has_left(self, key: int | None) -> bool:
        """Tell whether that colleague does not work here any more."""
        return key is not None and (key not in self._people or self._people[key].left_on is not None)

    def after(self, page: Any, before: Answering) -> Answering:
        """Return who answers for `page` after those who left. Any: a page of any type."""
        deputy = None if self.has_left(before.deputy) else before.deputy
        if before.keeper is None or not self.has_left(before.keeper):
            return Answering(before.keeper, deputy)
        keeper = deputy or self._heir_of(page)
        return Answering(keeper, None if keeper == deputy else deputy)

    def _heir_of(self, page: Any) -> int | None:
        for path in reversed(_paths_above(self._source_of(page))):
            answering = self._above.get(path)
            for key in (answering.keeper, answering.deputy) if answering else ():
                if key and not self.has_left(key) and self._may_see(self._people[key], page):
                    return key
        newsroom = self._newsroom_people()
        found = next((person for person in newsroom if self._may_see(person, page)), None)
        return found.pk if found else None

    def _newsroom_people(self) -> list[Person]:
        """Return the editors, and then the administrators, who work here."""
        if self._newsroom is None:
            here = Person.objects.working_here().filter(user__is_active=True).select_related("user")
            editors = here.filter(user__groups__role__role=Role.EDITOR).order_by("pk").distinct()
            self._newsroom = [*editors, *here.filter(user__is_superuser=True).order_by("pk")]
        return self._newsroom

    def _may_see(self, person: Person, page: Any) -> bool:
        return person.user is not None and self._scopes.get(page.pk) in visible_scope_ids(person.user)

    def _source_of(self, page: Any) -> Any:
        """Return the page whose sections count: an alias says what its source says."""
        return page.alias_of or page


def _named_on(model: Any, ids: list[int]) -> list[Any]:  # Any: Wagtail's managers have no types
    named = Q(keeper__in=ids) | Q(deputy__in=ids)
    for field in _helper_fields(model):
        named |= Q(**{f"{field}__in": ids})
    found: Callable[..., Any] = model.objects.filter(named).select_related("alias_of").order_by
    return list(found("path"))


def _helper_fields(model: Any) -> list[str]:  # Any: as above
    return [field.name for field in model._meta.concrete_fields if field.name in _helpers]


def _paths_above(page: Page) -> list[str]:
    return [page.path[:end] for end in range(Page.steplen, len(page.path), Page.steplen)]


def _answering_at(paths: set[str]) -> dict[str, Answering]:
    rows = [
        row
        for model in content_page_models()
        for row in model.objects.filter(path__in=paths).values_list("path", "keeper_id", "deputy_id")
    ]
    return {path: Answering(keeper, deputy) for path, keeper, deputy in rows}
