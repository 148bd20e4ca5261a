from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

if TYPE_CHECKING:
    from directory.models.person import Person


class Unit(MP_Node):
    """A part of the organisation, of any size, in a tree."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("address"), max_length=150, unique=True)
    code = models.CharField(
        _("code"),
        max_length=50,
        blank=True,
        help_text=_("What the personnel system calls this unit; imports look for it."),
    )
    purpose = models.TextField(_("what it is for"), blank=True, max_length=500)
    leader = models.ForeignKey(
        "directory.Person",
        verbose_name=_("leader"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="units_led",
    )
    editors: "models.ManyToManyField[Person, Unit]" = models.ManyToManyField(
        "directory.Person",
        verbose_name=_("editors"),
        blank=True,
        related_name="units_edited",
        help_text=_("Who keeps the profiles of this unit, and of every unit below it, up to date."),
    )
    location = models.ForeignKey(
        "directory.Location",
        verbose_name=_("location"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="units",
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("its work went to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
    )
    node_order_by = ["name"]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="unit_code_is_unique"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:unit-detail", args=[self.slug])


def paths_down_to(path: str) -> list[str]:
    """Return the paths of the units from the root down to the one at `path`."""
    return [path[:end] for end in range(Unit.steplen, len(path) + 1, Unit.steplen)]
