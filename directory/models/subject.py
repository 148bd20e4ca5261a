from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """What pages are about and people know about."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=100, unique=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["name_nl", "pk"]

    def __str__(self) -> str:
        return self.name_in(get_language() or "nl")

    def name_in(self, language: str) -> str:
        """Return the name in `language`, or the Dutch one where there is none."""
        return (self.name_en if language == "en" else self.name_nl) or self.name_nl

    @property
    def language(self) -> str:
        """In which language the reader meets the name."""
        return "en" if get_language() == "en" and self.name_en else "nl"

    def get_absolute_url(self) -> str:
        return reverse("directory:subject-detail", args=[self.slug])
