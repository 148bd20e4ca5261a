from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtailmedia.models import AbstractMedia


class BrinkImage(AbstractImage):
    """A picture of the newsroom."""

    admin_form_fields = WagtailImage.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class BrinkRendition(AbstractRendition):
    """A picture in one size, served to who may see a page that shows it."""

    image = models.ForeignKey(BrinkImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_is_unique"
            )
        ]

    @property
    def url(self) -> str:
        # Wagtail makes several sizes at once in a way that leaves their keys unread.
        pk = self.pk or BrinkRendition.objects.values_list("pk", flat=True).get(
            image=self.image_id, filter_spec=self.filter_spec, focal_point_key=self.focal_point_key
        )
        return reverse("content:rendition", args=[pk, self.file.name.rpartition("/")[2]])


class BrinkDocument(AbstractDocument):
    """A file to download, such as a form."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def url(self) -> str:
        return reverse("content:document", args=[self.pk, self.filename])


class BrinkMedia(AbstractMedia):
    """An audio or video file."""

    byte_count = models.PositiveBigIntegerField(_("size in bytes"), null=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta:
        verbose_name = _("media file")
        verbose_name_plural = _("media files")

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Written down, since a store elsewhere would be asked for each item of a feed.
        if self.file and (self.byte_count is None or not self.file._committed):
            self.byte_count = self.file.size
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        return reverse("content:media", args=[self.pk, self.filename])
