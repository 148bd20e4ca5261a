from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """A thing that can be found: the table that the database searches and the outbox of Elasticsearch."""

    kind = models.CharField(_("kind"), max_length=50)
    object_id = models.BigIntegerField()
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(_("language"), max_length=10, blank=True)
    address = models.CharField(max_length=500, blank=True)
    title = models.TextField(_("title"), blank=True)
    keywords = models.TextField(_("search words"), blank=True)
    headings = models.TextField(_("headings"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    text = models.TextField(_("text"), blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    ends_on = models.DateField(_("holds until"), null=True, blank=True)
    is_deleted = models.BooleanField(default=False)
    is_dirty = models.BooleanField(default=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="entry_is_unique")]
        indexes = [models.Index(fields=["version"], condition=models.Q(is_dirty=True), name="entry_dirty")]

    def __str__(self) -> str:
        return self.title
