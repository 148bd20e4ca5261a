from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from content.blocks import BodyBlock
from content.models import BrinkImage, ContentPage, ScopedPage, VisiblePageQuerySet
from content.passages import Passage, passages_of_body
from content.reading import translation_of
from dialogue.voices import with_voices

ITEMS_PER_PAGE = 20
# What the components of a list draw; the queryset fetches exactly these.
THUMB_RENDITION = "fill-304x304-c50|format-webp"
LEAD_RENDITION = "fill-1240x605-c50|format-webp"
CARD_RENDITIONS = (THUMB_RENDITION, LEAD_RENDITION)


class NewsPageQuerySet(VisiblePageQuerySet):
    """News items, as lists read them."""

    def newest_first(self) -> Any:
        return self.order_by("-published_on", "-pk")

    def for_list(self) -> Any:
        """Return what a row of a list shows; bodies stay in the database, cards never show them."""
        return (
            self.select_related("author", "locale")
            .prefetch_related(
                Prefetch("image", queryset=BrinkImage.objects.prefetch_renditions(*CARD_RENDITIONS))
            )
            .defer("body")
        )


class NewsIndexPage(ScopedPage):
    """The list of all news."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    template = "news/news_index_page.html"

    class Meta:
        verbose_name = _("news index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        items = NewsPage.objects.child_of(self).live().visible_to(request.user).newest_first().for_list()
        page_of_items = Paginator(items, ITEMS_PER_PAGE).get_page(request.GET.get("page"))
        return {
            **super().get_context(request, *args, **kwargs),
            "translation": translation_of(self, request.user),
            "page_obj": page_of_items,
            "rows": with_voices(page_of_items.object_list, request.user),
        }


class NewsPage(ContentPage):
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
        *ContentPage.facts_panels,
    ]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "news/news_page.html"

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes = [models.Index(fields=["-published_on"], name="news_by_date")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The date that readers see is the day on which they could first read it.
        if self.live and self.published_on is None and self.first_published_at is not None:
            self.published_on = timezone.localdate(self.first_published_at)
        super().save(*args, **kwargs)

    def searchable_text(self) -> list[Passage]:
        return [*super().searchable_text(), *passages_of_body(self.body)]
