from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import Scope
from following.models.source import Source


class Thing(models.Model):
    """Something that appeared, such as a news item or a comment: what a line of a stream is about.

    Which kinds there are, and how each reads, `following.things` knows. What went keeps its row without
    items, so that what hangs on it comes back with it, and nobody is told of it again.
    """

    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.PositiveBigIntegerField()
    published_at = models.DateTimeField(_("published at"))
    # The page that it is, or under which it stands: what is decided about that page holds for it too.
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(_("language"), max_length=10)
    # Whoever reads in this language has a version of their own, and is not shown the same thing twice.
    left_out_in = models.CharField(max_length=10, blank=True)

    # The items say what is where.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("thing of a stream")
        verbose_name_plural = _("things of a stream")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="thing_is_unique")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class StreamItem(models.Model):
    """A thing under one of the sources that it belongs to.

    Kind, moment, scope and language are those of the thing: a stream is read from the index alone. All
    items of a thing carry the same moment, so that doubles are equal rows and a page never shows a thing
    again.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="items", db_index=False)
    thing = models.ForeignKey(Thing, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20)
    published_at = models.DateTimeField()
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", db_index=False)
    left_out_in = models.CharField(max_length=10, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("item of a stream")
        verbose_name_plural = _("items of a stream")
        constraints = [models.UniqueConstraint(fields=["source", "thing"], name="stream_item_is_unique")]
        indexes = [
            models.Index(
                fields=["source", "-published_at", "-thing", "scope", "left_out_in"], name="stream_in_order"
            ),
            models.Index(
                fields=["source", "kind", "-published_at", "-thing", "scope", "left_out_in"],
                name="stream_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing_id} under {self.source_id}"
