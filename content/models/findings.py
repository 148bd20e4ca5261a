"""What was found on live pages: where their links lead, and what an editor may want to mend."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageLink(models.Model):
    """A link of a live page to another page or to a file, and what a reader would meet there."""

    class Kind(models.TextChoices):
        PAGE = "page", _("page")
        DOCUMENT = "document", _("document")
        IMAGE = "image", _("image")
        MEDIA = "media", _("media file")

    class Fault(models.TextChoices):
        NONE = "", _("works")
        GONE = "gone", _("is gone")
        OFFLINE = "offline", _("is not online")
        HIDDEN = "hidden", _("is hidden from some readers")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="outgoing_links")
    kind = models.CharField(max_length=10, choices=Kind)
    # Not a foreign key: what is gone must still be named.
    target_id = models.BigIntegerField()
    field = models.CharField(max_length=100)
    fault = models.CharField(max_length=10, choices=Fault, blank=True, default=Fault.NONE)

    # It tells of references itself.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "target_id", "field"], name="page_link_is_kept_once"
            )
        ]
        indexes = [
            models.Index(fields=["page"], condition=~models.Q(fault=""), name="page_link_broken"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.kind} {self.target_id}"


class Examination(models.Model):
    """When the checks last looked at a live page, and how much they found."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="examination")
    examined_at = models.DateTimeField(db_index=True)
    finding_count = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.page_id}: {self.finding_count}"


class Finding(models.Model):
    """Something that a check found on a live page; the words are made when it is shown."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=40, db_index=True)
    # What the words need, such as a number or the beginning of a paragraph.
    details = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.code}"
