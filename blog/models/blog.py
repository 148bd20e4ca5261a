from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager

from blog.changes_shown import changes_for
from blog.models.colleague import ColleagueLine
from blog.models.post import BlogPost
from blog.owed import owed_on
from blog.querysets import BlogQuerySet
from content.listing import Listing, list_pages, with_status_of_list
from content.models import ContentPage, IndexPage
from dialogue.voices import with_voices

LONGEST_REPLY_DAYS = 30


class BlogIndexPage(IndexPage):
    """Every blog, and the newest posts of all of them."""

    subpage_types = ["blog.Blog"]
    template = "blog/blog_index_page.html"

    class Meta:
        verbose_name = _("list of blogs")

    def listing(self, request: HttpRequest) -> Listing:
        posts = BlogPost.objects.descendant_of(self).live().visible_to(request.user)
        return list_pages(posts.newest_first().for_list(), request.GET, dated_by="published_on")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "blogs": Blog.objects.child_of(self).live().visible_to(request.user).for_list(),
            "rows": with_voices(context["listing"].page_obj, request.user),
        }


class Blog(ContentPage):
    """A place where a leader or a team writes and asks; its keeper is whose face stands on it."""

    kicker = models.CharField(
        _("kind of blog"),
        max_length=60,
        blank=True,
        help_text=_("One or two words above its name, such as “Leader's blog” or “Team blog”."),
    )
    unit = models.ForeignKey(
        "directory.Unit",
        verbose_name=_("team"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("For a blog of a team; leave it empty for the blog of one colleague."),
    )
    rhythm = models.CharField(
        _("rhythm"), max_length=100, blank=True, help_text=_("Such as “every other Thursday”.")
    )
    promise = models.CharField(
        _("promise"),
        max_length=200,
        blank=True,
        help_text=_("What readers may count on, such as “Liv answers within two working days”."),
    )
    reply_days = models.PositiveSmallIntegerField(
        _("answers within"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_REPLY_DAYS)],
        help_text=_(
            "In working days. With a number here, each first comment under a post waits for an answer of the "
            "owner or a delegate, on a list that only they see."
        ),
    )

    objects = PageManager.from_queryset(BlogQuerySet)()

    content_panels = [
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("summary", heading=_("What it is about")),
        MultiFieldPanel(
            [
                FieldPanel("keeper"),
                FieldPanel("deputy"),
                FieldPanel("unit"),
                InlinePanel("cowriters", heading=_("Co-writers")),
                InlinePanel(
                    "delegates",
                    heading=_("Delegates"),
                    help_text=_("Who also answers comments. Readers see both names."),
                ),
            ],
            heading=_("Who writes"),
        ),
        FieldPanel("rhythm"),
        FieldPanel("promise"),
        FieldPanel("reply_days"),
        InlinePanel(
            "changes",
            heading=_("What we changed because of you"),
            help_text=_("Also what did not work out: readers trust a list in which something failed."),
        ),
        ContentPage.about_panel,
    ]
    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types = ["blog.BlogPost"]
    template = "blog/blog.html"

    class Meta:
        verbose_name = _("blog")
        verbose_name_plural = _("blogs")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        posts: Any = BlogPost.objects.child_of(self).live().visible_to(request.user)
        listing = list_pages(posts.newest_first().for_list(), request.GET, dated_by="published_on")
        return {
            **super().get_context(request, *args, **kwargs),
            "cowriters": self.cowriters.select_related("person"),
            "changes": changes_for(self, request.user),
            "owed": owed_on(self, request.user, timezone.now()),
            "listing": listing,
            "rows": with_voices(listing.page_obj, request.user),
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return with_status_of_list(super().serve(request, *args, **kwargs))


class BlogCowriter(ColleagueLine):
    """Who writes along on a blog."""

    blog = ParentalKey(Blog, on_delete=models.CASCADE, related_name="cowriters")

    class Meta(ColleagueLine.Meta):
        verbose_name = _("co-writer")
        verbose_name_plural = _("co-writers")


class BlogDelegate(ColleagueLine):
    """Who answers under the posts of a blog on behalf of its owner."""

    blog = ParentalKey(Blog, on_delete=models.CASCADE, related_name="delegates")

    class Meta(ColleagueLine.Meta):
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")


class BlogChange(Orderable):
    """Something that readers asked for on a blog, and what became of it."""

    class Outcome(models.TextChoices):
        DONE = "done", _("It was done")
        UNDER_WAY = "under_way", _("Someone is working on it")
        NOT = "not", _("It did not work out")

    blog = ParentalKey(Blog, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(_("what changed, or why it did not"), max_length=250)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.DONE)
    asked_by = models.ForeignKey(
        "directory.Person",
        verbose_name=_("who asked"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    asked_by_others = models.CharField(
        _("who else asked"), max_length=100, blank=True, help_text=_("Such as “and team North”.")
    )
    on = models.DateField(_("since when"), null=True, blank=True)
    comment = models.ForeignKey(
        "dialogue.BrinkComment",
        verbose_name=_("comment that asked for it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    panels = [
        FieldPanel("what"),
        FieldPanel("outcome"),
        FieldPanel("asked_by"),
        FieldPanel("asked_by_others"),
        FieldPanel("on"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("change because of readers")
        verbose_name_plural = _("changes because of readers")

    def __str__(self) -> str:
        return self.what
