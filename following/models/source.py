from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """What can be followed: a colleague, a subject, a section, a page. Interned, so that rows hold a number.

    Which kinds there are, and how each is called, `following.sources` knows.
    """

    kind = models.CharField(_("kind"), max_length=10)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="source_is_unique")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    @property
    def is_page(self) -> bool:
        """Whether it is one page, so that what appears of it has its title."""
        return self.kind == "page"
