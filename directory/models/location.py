from django.db import models
from django.utils.translation import gettext_lazy as _


class Location(models.Model):  # type: ignore[django-manager-missing]  # the tree has no types
    """A building or yard where colleagues work."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    address = models.TextField(_("address"), blank=True)

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
