from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting


class SendingLimit(BaseSiteSetting):
    """How many messages to many an organisation allows itself."""

    each_month = models.PositiveSmallIntegerField(
        _("messages to many per employee per month"),
        default=4,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Someone who gets a message spends one of them. "
            "When all are spent, only an administrator sends another in that month."
        ),
    )

    panels = [FieldPanel("each_month")]

    class Meta:
        verbose_name = _("messages to many")

    def __str__(self) -> str:
        return str(self.each_month)
