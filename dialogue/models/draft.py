from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """What somebody is writing and has not placed yet, kept until they do or throw it away."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("whose"), on_delete=models.CASCADE, related_name="+"
    )
    # "post", "reply:12" or "edit:12": which form under the thing.
    form = models.CharField(_("form"), max_length=30)
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind of thing"), on_delete=models.CASCADE, related_name="+"
    )
    object_pk = models.CharField(_("key"), max_length=64)
    text = models.TextField(_("text"))
    is_question = models.BooleanField(_("is a question"), default=False)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "content_type", "object_pk", "form"], name="draft_is_one_per_form"
            )
        ]
        indexes = [models.Index(fields=["saved_at"], name="draft_oldest")]

    def __str__(self) -> str:
        return f"{self.form}, {self.content_type_id}:{self.object_pk}"
