from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Change(models.Model):
    """On a day a page was changed after readers had read it, in one line where its editor says so."""

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    on = models.DateField(_("day"))
    changed_at = models.DateTimeField(_("first changed that day at"))
    what = models.CharField(_("what changed"), max_length=250, blank=True)
    # It was looked at and found right, or put right.
    is_check = models.BooleanField(_("was checked"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change of a page")
        verbose_name_plural = _("changes of pages")
        constraints = [models.UniqueConstraint(fields=["page", "on"], name="change_once_a_day")]

    def __str__(self) -> str:
        return f"{self.page_id} on {self.on:%Y-%m-%d}"
