from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchMemory(models.Model):
    """That someone wants Brink to remember what they searched; without it, nothing of theirs is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("memory of own searches")
        verbose_name_plural = _("memories of own searches")

    def __str__(self) -> str:
        return str(self.user)


class RecentSearch(models.Model):
    """Words that someone searched lately; only they see them, and only if they asked for it."""

    memory = models.ForeignKey(SearchMemory, on_delete=models.CASCADE, related_name="searches")
    text = models.CharField(_("search"), max_length=200)
    searched_at = models.DateTimeField(_("searched at"))

    class Meta:
        verbose_name = _("recent search")
        verbose_name_plural = _("recent searches")
        ordering = ["-searched_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["memory", "text"], name="recent_search_is_kept_once")]

    def __str__(self) -> str:
        return self.text
