from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from search.engines.weights import USUAL, Weights
from search.weights import AS_SHIPPED, LEAST, MOST, NAMES, weights_of


def _share(label: Any) -> Any:  # Any: a lazy text, and a field, as Django has them
    bounds = [MinValueValidator(LEAST), MaxValueValidator(MOST)]
    return models.PositiveSmallIntegerField(label, default=AS_SHIPPED, validators=bounds)


class SearchWeightsQuerySet(models.QuerySet["SearchWeights"]):
    def in_force(self) -> Weights:
        """Return what holds now: what was set last, or else what Brink comes with."""
        row = self.order_by("-pk").values(*NAMES).first()
        return weights_of(row) if row is not None else USUAL


class SearchWeights(models.Model):
    """How much each part counts, in percent of what Brink comes with; the last row holds, the others tell."""

    title = _share(_("words in the title"))
    keywords = _share(_("words among the search words"))
    headings = _share(_("words in headings"))
    text = _share(_("words in the text"))
    checked = _share(_("checked in the past year"))
    current = _share(_("need not be checked again yet"))
    own_unit = _share(_("of the unit of the reader"))
    own_language = _share(_("in the language of the reader"))
    why = models.CharField(_("why"), max_length=250, blank=True)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("set by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )

    objects = SearchWeightsQuerySet.as_manager()

    class Meta:
        verbose_name = _("weights of search")
        verbose_name_plural = _("weights of search")

    def __str__(self) -> str:
        return f"{self.set_at:%Y-%m-%d}"


class JudgedSearch(models.Model):
    """That a page answers a search, as the newsroom judges it: by these, a change of the order is tried."""

    class Grade(models.IntegerChoices):
        PARTLY = 1, _("helps a little")
        WELL = 2, _("answers it")
        BEST = 3, _("is what they look for")

    search = models.CharField(_("search"), max_length=200)
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    grade = models.PositiveSmallIntegerField(_("how well"), choices=Grade, default=Grade.BEST)

    class Meta:
        verbose_name = _("judged search")
        verbose_name_plural = _("judged searches")
        ordering = ["search", "-grade", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["search", "page"],
                name="page_is_judged_once",
                violation_error_message=_("This page is judged for this search already."),
            )
        ]

    def __str__(self) -> str:
        return self.search
