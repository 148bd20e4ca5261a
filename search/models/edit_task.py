from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from groups.models import Question


class EditTask(models.Model):
    """That a page should say what colleagues keep asking; done once it is published anew."""

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+", db_index=False
    )
    questions = models.ManyToManyField(Question, verbose_name=_("questions"), related_name="edit_tasks")
    # Searches that fail for want of the same.
    searches = models.ManyToManyField(
        "search.Lesson", verbose_name=_("searches that fail"), related_name="edit_tasks"
    )
    # The words that the questions share, cut to what their forms have in common.
    core = models.CharField(_("what they share"), max_length=200)
    raised_at = models.DateTimeField(_("raised at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        verbose_name = _("page to extend")
        verbose_name_plural = _("pages to extend")
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(done_at=None), name="edit_task_is_one_per_page"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.core}"
