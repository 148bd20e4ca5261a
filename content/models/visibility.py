from typing import Any

from django.db import models
from wagtail.models import Page
from wagtail.query import PageQuerySet

from access.scopes import Viewer, visible_scope_ids


class PageScope(models.Model):
    """The scope of a page: what the restrictions on the page and its ancestors ask together.

    A page without a row is seen by nobody.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="visibility")
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.scope_id}"


class VisiblePageQuerySet(PageQuerySet):
    """Pages of one type, as a reader may see them."""

    def visible_to(self, user: Viewer) -> Any:
        """Return the pages that `user` may see, drafts included: say `.live()` as well."""
        return self.filter(visibility__scope__in=visible_scope_ids(user))
