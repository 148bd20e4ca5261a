from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Page, PageManager

from blog.models.colleague import ColleagueLine
from blog.models.episode import Episode
from blog.querysets import PodcastQuerySet
from content.listing import Listing, list_pages, with_status_of_list
from content.models import ContentPage, IndexPage
from dialogue.voices import with_voices


class PodcastIndexPage(IndexPage):
    """Every podcast, and the newest episodes of all of them."""

    subpage_types = ["blog.Podcast"]
    template = "blog/podcast_index_page.html"

    class Meta:
        verbose_name = _("list of podcasts")

    def listing(self, request: HttpRequest) -> Listing:
        episodes = Episode.objects.descendant_of(self).live().visible_to(request.user)
        return list_pages(episodes.newest_first().for_list(), request.GET, dated_by="published_on")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "podcasts": Podcast.objects.child_of(self).live().visible_to(request.user).for_list(),
            "rows": with_voices(context["listing"].page_obj, request.user),
        }


class Podcast(ContentPage):
    """A series of conversations: who makes it, when the next one comes, and its episodes."""

    cover = models.ForeignKey(
        "content.BrinkImage",
        verbose_name=_("cover"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A square picture, also shown by podcast apps."),
    )
    cover_alt = models.CharField(
        _("text instead of the cover"),
        max_length=250,
        blank=True,
        help_text=_("What the image tells. Empty if it only decorates."),
    )
    rhythm = models.CharField(
        _("rhythm"), max_length=100, blank=True, help_text=_("Such as “every other Thursday”.")
    )
    next_on = models.DateField(_("next episode on"), null=True, blank=True)

    objects = PageManager.from_queryset(PodcastQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary", heading=_("What it is about")),
        FieldPanel("cover"),
        FieldPanel("cover_alt"),
        InlinePanel("hosts", heading=_("Hosts")),
        FieldPanel("rhythm"),
        FieldPanel("next_on"),
        ContentPage.keeper_panel,
        ContentPage.about_panel,
    ]
    parent_page_types = ["blog.PodcastIndexPage"]
    subpage_types = ["blog.Episode"]
    template = "blog/podcast.html"

    class Meta:
        verbose_name = _("podcast")
        verbose_name_plural = _("podcasts")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        episodes: Any = Episode.objects.child_of(self).live().visible_to(request.user)
        listing = list_pages(episodes.newest_first().for_list(), request.GET, dated_by="published_on")
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "hosts": self.hosts.select_related("person"),
            # A day that has passed promises nothing any more.
            "next_on": self.next_on if self.next_on and self.next_on >= context["today"] else None,
            "listing": listing,
            "rows": with_voices(listing.page_obj, request.user),
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return with_status_of_list(super().serve(request, *args, **kwargs))


class PodcastHost(ColleagueLine):
    """Who makes a podcast."""

    podcast = ParentalKey(Podcast, on_delete=models.CASCADE, related_name="hosts")

    class Meta(ColleagueLine.Meta):
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
