from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from content.blocks import BodyBlock
from content.days import day_to_show
from content.models import AddressedPage
from content.passages import Passage, passages_of_body
from news.querysets import NewsPageQuerySet


class NewsPage(AddressedPage):
    """A news item."""

    kicker = models.CharField(
        _("kicker"), max_length=60, blank=True, help_text=_("One or two words above the headline.")
    )
    published_on = models.DateField(_("date"), null=True, blank=True)
    author = models.ForeignKey(
        "directory.Person",
        verbose_name=_("author"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    author_name = models.CharField(
        _("author outside the directory"), max_length=200, blank=True, editable=False
    )
    image = models.ForeignKey(
        "content.BrinkImage",
        verbose_name=_("image"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    image_alt = models.CharField(
        _("text instead of the image"),
        max_length=250,
        blank=True,
        help_text=_("What the image tells. Empty if it only decorates."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    correction = models.CharField(
        _("what changed"),
        max_length=250,
        blank=True,
        help_text=_("One line, shown above the text after a correction."),
    )

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    content_panels = [
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("image"),
        FieldPanel("image_alt"),
        FieldPanel("body"),
        FieldPanel("correction"),
        FieldPanel("author"),
        FieldPanel("published_on"),
        *AddressedPage.facts_panels,
    ]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "news/news_page.html"

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes = [models.Index(fields=["-published_on"], name="news_by_date")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.published_on = day_to_show(self)
        super().save(*args, **kwargs)

    def searchable_text(self) -> list[Passage]:
        return [*super().searchable_text(), *passages_of_body(self.body)]
