from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class ColleagueLine(Orderable):
    """A colleague who has a part in a page, in the order that an editor gives."""

    person = models.ForeignKey(
        "directory.Person", verbose_name=_("colleague"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.person)
