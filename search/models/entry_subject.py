from django.db import models
from django.utils.translation import gettext_lazy as _

from search.models.entry import Entry


class EntrySubject(models.Model):
    """A subject that a thing is about: an answer can be limited to it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="about")
    subject = models.ForeignKey("directory.Subject", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("subject of a search entry")
        verbose_name_plural = _("subjects of search entries")
        constraints = [
            models.UniqueConstraint(fields=["entry", "subject"], name="entry_subject_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} of {self.entry_id}"
