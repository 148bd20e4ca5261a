from django.db import models
from django.utils.translation import gettext_lazy as _


class Filling(models.Model):
    """Who is filling a new index of Elasticsearch; there is one row, and the others wait for it.

    A filling that gave no sign for a while has died, and another may begin.
    """

    name = models.CharField(max_length=50, unique=True)
    token = models.CharField(max_length=32, blank=True)
    seen_at = models.DateTimeField(_("last sign"), null=True, blank=True)

    class Meta:
        verbose_name = _("filling of the search index")
        verbose_name_plural = _("fillings of the search index")

    def __str__(self) -> str:
        return self.name
