"""What waits for one editor: drafts, pages to check again, pages that end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from access.models import User
from access.scopes import visible_scope_ids
from content.models import Examination, PageLink, PageTranslation
from content.newsroom.reporting import edit_address, editable_pages
from content.page_types import content_page_models

ROW_COUNT = 5
ENDS_SOON = timedelta(days=14)


@dataclass(frozen=True)
class Waiting:
    """A page that waits for an editor, the day that matters, and where to go to."""

    page: Page
    day: date
    address: str


@dataclass(frozen=True)
class Counts:
    """How much stands in the reports, of the pages that an editor may edit."""

    broken_links: int
    to_improve: int
    outdated: int


def drafts_of(user: User) -> list[Page]:
    """Return the pages that `user` wrote on last and that readers do not see so yet, newest first."""
    drafts = editable_pages(user).filter(latest_revision__user=user, has_unpublished_changes=True)
    return list(drafts.select_related("locale").order_by("-latest_revision_created_at", "pk")[:ROW_COUNT])


def to_check_again(user: User, today: date) -> list[Waiting]:
    """Return live pages whose day to be checked passed: those that `user` answers for or edits."""
    return _waiting(user, "review_due_on", review_due_on__lt=today)


def ending_soon(user: User, today: date) -> list[Waiting]:
    """Return live pages that end within two weeks: those that `user` answers for or edits."""
    return _waiting(user, "ends_on", ends_on__gte=today, ends_on__lte=today + ENDS_SOON)


def counts_for(user: User) -> Counts:
    """Return how much the reports of `user` list."""
    live = editable_pages(user).live().values("pk")
    return Counts(
        broken_links=PageLink.objects.exclude(fault="").filter(page__in=live).count(),
        to_improve=Examination.objects.filter(finding_count__gt=0, page__in=live).count(),
        outdated=PageTranslation.objects.exclude(outdated_since=None).filter(page__in=live).count(),
    )


def _waiting(user: User, field: str, **condition: date) -> list[Waiting]:
    rows = [row for model in content_page_models() for row in _of_model(model, user, field, condition)]
    return sorted(rows, key=lambda row: (row.day, row.page.pk))[:ROW_COUNT]


def _of_model(model: Any, user: User, field: str, condition: dict[str, date]) -> Iterator[Waiting]:
    """Who answers for a page and may not edit it goes to the page. Any: Wagtail's managers have no types."""
    own = (Q(keeper__user=user) | Q(deputy__user=user)) & Q(visibility__scope__in=visible_scope_ids(user))
    may_edit = Exists(editable_pages(user).filter(pk=OuterRef("pk")).order_by())
    pages = model.objects.live().annotate(may_edit=may_edit).filter(own | Q(may_edit=True), **condition)
    shown = ("title", "draft_title", "slug", "url_path", "path", "depth", "locale", "keeper", field)
    for page in pages.select_related("locale", "keeper").only(*shown).order_by(field, "pk")[:ROW_COUNT]:
        yield Waiting(page, getattr(page, field), edit_address(page) if page.may_edit else page.url)
