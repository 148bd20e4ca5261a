from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


def file_name(attached: Any, name: str) -> str:  # Any: a model below, as Django hands it over
    """Return where the file is kept; the name its owner gave it is a field."""
    return f"comments/{name}"


class AttachedFile(models.Model):
    """One picture or document, with what is said of it."""

    file = models.FileField(_("file"), upload_to=file_name, max_length=200)
    name = models.CharField(_("name"), max_length=150)
    size_bytes = models.PositiveIntegerField(_("size in bytes"))
    # Of a picture; a document has none.
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    description = models.CharField(
        _("what is to be seen"),
        max_length=300,
        blank=True,
        help_text=_("Of a picture, for who does not see it."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(width=None, height=None)
                | models.Q(width__isnull=False, height__isnull=False),
                name="%(class)s_has_both_sides",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the thread."""
        return self.width is not None
