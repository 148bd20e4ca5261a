from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from blog.changes_shown import changes_for
from blog.querysets import BlogPostQuerySet
from content.blocks import BodyBlock
from content.days import day_to_show
from content.models import ContentPage
from content.passages import Passage, in_pieces, passages_of_body
from dialogue.owed import owed_under
from dialogue.targets import target_of
from dialogue.voices import with_voices

EARLIER_COUNT = 3


class BlogPost(ContentPage):
    """A post on a blog, which ends in a question to who reads it."""

    author = models.ForeignKey(
        "directory.Person",
        verbose_name=_("author"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whose words these are. Empty: the owner of the blog."),
    )
    written_with = models.ForeignKey(
        "directory.Person",
        verbose_name=_("written with"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who helped to write it. Readers see this name as well."),
    )
    placed_by = models.ForeignKey(
        "directory.Person",
        verbose_name=_("placed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who placed it in the author's name. Readers see both names."),
    )
    published_on = models.DateField(_("date"), null=True, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    question = models.CharField(
        _("question to the readers"),
        max_length=300,
        blank=True,
        help_text=_("A real question at the end: one that you do not know the answer to."),
    )

    objects = PageManager.from_queryset(BlogPostQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("question"),
        MultiFieldPanel(
            [FieldPanel("author"), FieldPanel("written_with"), FieldPanel("placed_by")],
            heading=_("Who writes"),
        ),
        FieldPanel("published_on"),
        *ContentPage.facts_panels,
    ]
    parent_page_types = ["blog.Blog"]
    subpage_types: list[str] = []
    template = "blog/blog_post.html"

    class Meta:
        verbose_name = _("blog post")
        verbose_name_plural = _("blog posts")
        indexes = [models.Index(fields=["-published_on"], name="blog_post_by_date")]

    @cached_property
    def blog(self) -> Any:
        """The blog on which it stands. Any: Wagtail's pages have no types."""
        return self.get_parent().specific

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.published_on = day_to_show(self)
        if self.author_id is None:
            self.author = self.get_parent().specific.keeper
        if self.keeper_id is None and self.author is not None and self.author.left_on is None:
            # Who wrote it answers the questions under it.
            self.keeper = self.author
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        blog = self.blog
        posts: Any = BlogPost.objects.child_of(blog).live().visible_to(request.user).exclude(pk=self.pk)
        return {
            **super().get_context(request, *args, **kwargs),
            "blog": blog,
            "changes": changes_for(blog, request.user),
            "owed": owed_under(target_of(self), request.user, timezone.now()) if self.live else None,
            "earlier": with_voices(posts.newest_first().for_list()[:EARLIER_COUNT], request.user),
        }

    def searchable_text(self) -> list[Passage]:
        return [
            *super().searchable_text(),
            *passages_of_body(self.body),
            *in_pieces([Passage(self.question)]),
        ]
