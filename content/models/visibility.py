from http import HTTPMethod
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from access.scopes import ScopedQuerySet, Viewer, visible_scope_ids


class PageScope(models.Model):
    """The scope of a page: what the restrictions on the page and its ancestors ask together.

    A page without a row is seen by nobody.
    """

    page = models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="visibility",
        # PostgreSQL would check it by locking each page of a branch whose scopes are written, and who makes
        # a page there at that moment and who restricts it would wait for each other.
        db_constraint=False,
    )
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet["PageScope"].as_manager()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.scope_id}"


class VisiblePageQuerySet(PageQuerySet):
    """Pages of one type, as a reader may see them."""

    def visible_to(self, user: Viewer) -> Any:
        """Return the pages that `user` may see, drafts included: say `.live()` as well."""
        return self.filter(visibility__scope__in=visible_scope_ids(user))


def may_see(user: Viewer, page: Page) -> bool:
    """Tell whether `user` may see `page`; a page that is not saved yet is seen like its parent."""
    known = page if page.pk else page.get_parent()
    return bool(PageScope.objects.visible_to(user).filter(page_id=known.pk).exists())


class ScopedPage(Page):
    """A page that asks its scope also when it is previewed; readers are asked before it is served."""

    # What readers send goes to an address of its own, never to a page.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    objects = PageManager.from_queryset(VisiblePageQuerySet)()

    class Meta:
        abstract = True

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if not may_see(request.user, self):
            raise Http404
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response
