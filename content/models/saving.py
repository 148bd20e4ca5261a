from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.scopes import Viewer, visible_scope_ids

if TYPE_CHECKING:
    from access.models import User


class SavedPageQuerySet(models.QuerySet["SavedPage"]):
    def of(self, reader: "User") -> "SavedPageQuerySet":
        """Return what `reader` saved and may still read; the rest waits until it may be read again."""
        return self.filter(
            user=reader, page__live=True, page__visibility__scope__in=visible_scope_ids(reader)
        )

    def newest_first(self) -> "SavedPageQuerySet":
        return self.order_by("-saved_at", "-pk")


class SavedPage(models.Model):
    """A page that someone wants to find back."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_pages")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField(_("saved at"))

    objects = SavedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved page")
        verbose_name_plural = _("saved pages")
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="page_is_saved_once")]
        indexes = [models.Index(fields=["user", "-saved_at", "-id"], name="saved_by_date")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.page_id}"


def has_saved(reader: Viewer, page: Any) -> bool:
    """Tell whether `page` is among what `reader` saved. Any: Wagtail's pages have no types."""
    return reader.is_authenticated and SavedPage.objects.filter(user=reader, page_id=page.pk).exists()
