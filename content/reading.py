"""What every reading screen knows of its page, beside the page itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from wagtail.models import Page

from access.scopes import Viewer, visible_scope_ids
from content.models.translation import PageTranslation


@dataclass(frozen=True)
class Reading:
    """A page as one reader meets it."""

    trail: list[Page]
    translation: Page | None
    edit_url: str
    has_ended: bool
    successor: Page | None
    is_overdue: bool


def reading_of(page: Any, user: Viewer, today: date) -> Reading:
    """Return how `user` meets `page` today. `page` is a ContentPage; Wagtail has no types."""
    has_ended = page.has_ended(today)
    return Reading(
        # The root has no address and the front page stands in the menu.
        trail=list(visible_pages(user).ancestor_of(page).filter(depth__gt=2).order_by("depth")),
        translation=translation_of(page, user),
        edit_url=edit_url_for(page, user),
        has_ended=has_ended,
        successor=successor_of(page, user) if has_ended else None,
        is_overdue=page.is_overdue(today),
    )


def successor_of(page: Any, user: Viewer) -> Page | None:
    """Return what came in the place of `page`, if `user` may see it. Any: as above."""
    found: Page | None = visible_pages(user).filter(pk=page.successor_id).first()
    return found


def translation_of(page: Page, user: Viewer) -> Page | None:
    """Return `page` in the other language, if there is one that `user` may see.

    It says by `newer_since` from when it tells something that `page`, translated from it, does not.
    """
    marks = PageTranslation.objects.filter(page=page.pk, source=OuterRef("pk"))
    return (
        visible_pages(user)
        .annotate(newer_since=Subquery(marks.values("outdated_since")))
        .filter(translation_key=page.translation_key)
        .exclude(pk=page.pk)
        .select_related("locale")
        .order_by("pk")
        .first()
    )


def visible_pages(user: Viewer) -> Any:
    """Return the live pages of every type that `user` may see. Any: Wagtail's querysets have no types."""
    return Page.objects.live().filter(visibility__scope__in=visible_scope_ids(user))


def edit_url_for(page: Page, user: Viewer) -> str:
    """Return where `user` edits `page` in the Wagtail admin, or nothing for who may not.

    A page that is previewed before it is saved has no address there yet.
    """
    if page.pk is None:
        return ""
    if not user.has_perm("wagtailadmin.access_admin") or not page.permissions_for_user(user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
