from django.db import models
from django.utils.translation import gettext_lazy as _


class HintWord(models.Model):
    """A word that makes Brink ask a writer to think again; it never keeps anything from being placed."""

    word = models.CharField(
        _("word"),
        max_length=60,
        unique=True,
        help_text=_("A word or a few words, as people write them. Capitals and accents make no difference."),
    )
    hint_nl = models.CharField(
        _("hint in Dutch"),
        max_length=200,
        help_text=_("What the writer reads, for example which word is kinder and why."),
    )
    hint_en = models.CharField(_("hint in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("word that gets a hint")
        verbose_name_plural = _("words that get a hint")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word
