from django.db import models
from django.utils.translation import gettext_lazy as _

from search.models.entry import Entry


class Passage(models.Model):
    """A stretch of a long text with its own address in the page: a result opens where the words are."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    anchor = models.CharField(max_length=255, blank=True)
    heading = models.TextField(_("heading"), blank=True)
    text = models.TextField(_("text"))
    # Of the entry, repeated: PostgreSQL makes the words of a row from that row alone.
    language = models.CharField(_("language"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["entry", "position"]
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="passage_is_unique")]

    def __str__(self) -> str:
        return self.heading or self.text[:80]
