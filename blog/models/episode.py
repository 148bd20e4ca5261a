from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtailmedia.edit_handlers import MediaChooserPanel

from blog.blocks import ChaptersBlock, TranscriptBlock
from blog.forms import EpisodeForm
from blog.models.colleague import ColleagueLine
from blog.querysets import EpisodeQuerySet
from content.blocks import BodyBlock
from content.days import day_to_show
from content.models import ContentPage
from content.passages import Passage, in_pieces, passages_of_body
from dialogue.voices import with_voices

EARLIER_COUNT = 3
NO_TRANSCRIPT = _("An episode is published with its transcript: who cannot listen reads along. Add it first.")
NO_SOUND = _("An episode is published with its sound. Choose the recording first.")


@dataclass(frozen=True)
class Chapter:
    """A chapter of an episode; `has_line` tells that a line of the transcript begins at that moment too."""

    at: int
    title: str
    has_line: bool


@dataclass(frozen=True)
class Line:
    """What is said from one moment on; `opens_moment` is false for a second line of the same moment."""

    at: int
    speaker: str
    text: str
    opens_moment: bool


class Episode(ContentPage):
    """One recording of a podcast, which is published with its transcript or not at all."""

    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    audio = models.ForeignKey(
        "content.BrinkMedia",
        verbose_name=_("recording"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"type": "audio"},
    )
    body = StreamField(BodyBlock(), verbose_name=_("about this episode"), blank=True)
    chapters = StreamField(ChaptersBlock(required=False), verbose_name=_("chapters"), blank=True)
    transcript = StreamField(
        TranscriptBlock(required=False),
        verbose_name=_("transcript"),
        blank=True,
        help_text=_("What is said, with the moment and who says it. A file above fills these lines."),
    )

    objects = PageManager.from_queryset(EpisodeQuerySet)()

    base_form_class = EpisodeForm
    content_panels = [
        FieldPanel("number"),
        *Page.content_panels,
        FieldPanel("summary"),
        MediaChooserPanel("audio", media_type="audio"),
        InlinePanel("guests", heading=_("Guests")),
        FieldPanel("body"),
        FieldPanel("chapters"),
        FieldPanel("transcript_file"),
        FieldPanel("transcript"),
        FieldPanel("published_on"),
        *ContentPage.facts_panels,
    ]
    parent_page_types = ["blog.Podcast"]
    subpage_types: list[str] = []
    template = "blog/episode.html"

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        indexes = [models.Index(fields=["-published_on"], name="episode_by_date")]

    def missing(self) -> dict[str, Any]:
        """Return what still keeps this episode from its readers: {field: a sentence}. Any: lazy text."""
        missing: dict[str, Any] = {}
        if self.audio_id is None:
            missing["audio"] = NO_SOUND
        if not self.transcript:
            missing["transcript"] = NO_TRANSCRIPT
        return missing

    # Any: as Wagtail has them.
    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> None:
        """Publish or plan `revision`. Raises ValidationError for one that is not complete."""
        if missing := revision.as_object().missing():
            raise ValidationError(missing)
        super().publish(revision, *args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # With some fields alone the object in memory may be a draft of a live page.
        if self.live and kwargs.get("update_fields") is None:
            if missing := self.missing():
                raise ValidationError(missing)
            self.published_on = day_to_show(self)
        if self.keeper_id is None:
            self.keeper = self.get_parent().specific.keeper
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        podcast = self.get_parent().specific
        episodes: Any = Episode.objects.child_of(podcast).live().visible_to(request.user).exclude(pk=self.pk)
        return {
            **super().get_context(request, *args, **kwargs),
            "podcast": podcast,
            "hosts": podcast.hosts.select_related("person"),
            "guests": self.guests.select_related("person__unit"),
            "chapters": self.chapters_in_order(),
            "lines": self.lines_in_order(),
            "earlier": with_voices(episodes.newest_first().for_list()[:EARLIER_COUNT], request.user),
        }

    def chapters_in_order(self) -> list[Chapter]:
        """Return the chapters from the first moment to the last."""
        moments = {line.value["at"] for line in self.transcript}
        return [
            Chapter(value["at"], value["title"], has_line=value["at"] in moments)
            for value in _by_moment(self.chapters)
        ]

    def lines_in_order(self) -> list[Line]:
        """Return what is said from the first moment to the last."""
        lines: list[Line] = []
        for value in _by_moment(self.transcript):
            opens_moment = not lines or lines[-1].at != value["at"]
            lines.append(Line(value["at"], value["speaker"], value["text"], opens_moment))
        return lines

    def searchable_text(self) -> list[Passage]:
        """Return what it is about, and each line that is said with the moment as its address."""
        chapters = self.chapters_in_order()
        begins = [chapter.at for chapter in chapters]
        said = []
        for line in self.lines_in_order():
            place = bisect_right(begins, line.at)
            said.append(Passage(line.text, chapters[place - 1].title if place else "", f"t={line.at}"))
        return [*super().searchable_text(), *passages_of_body(self.body), *in_pieces(said)]


class EpisodeGuest(ColleagueLine):
    """Who is heard in an episode, and as what."""

    episode = ParentalKey(Episode, on_delete=models.CASCADE, related_name="guests")
    role = models.CharField(
        _("as what"), max_length=150, blank=True, help_text=_("Empty: the job title of the colleague.")
    )

    panels = [*ColleagueLine.panels, FieldPanel("role")]

    class Meta(ColleagueLine.Meta):
        verbose_name = _("guest")
        verbose_name_plural = _("guests")


def _by_moment(parts: Any) -> list[Any]:
    """Return the values of blocks with a moment, in their order; a draft may lack one. Any: Wagtail's."""
    return sorted(
        (part.value for part in parts if part.value["at"] is not None), key=lambda value: int(value["at"])
    )
