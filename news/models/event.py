from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager

from content.blocks import BodyBlock
from content.days import midnight
from content.models import ContentPage
from content.passages import Passage, passages_of_body
from news.clock import ClockTimeField
from news.querysets import EventPageQuerySet


class EventPage(ContentPage):
    """Something that people come to, at a time and a place; its keeper organises it."""

    starts_at = ClockTimeField(gettext_lazy("starts"))
    ends_at = ClockTimeField(
        gettext_lazy("ends"),
        null=True,
        blank=True,
        help_text=gettext_lazy("Without it, the event is over at the end of the day."),
    )
    is_all_day = models.BooleanField(
        gettext_lazy("whole days"),
        default=False,
        help_text=gettext_lazy("Only the days count then, the last one included."),
    )
    # The moment from which this is past, made of the three above so that lists can ask it.
    over_at = models.DateTimeField(editable=False)
    location = models.ForeignKey(
        "directory.Location",
        verbose_name=gettext_lazy("location"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    place = models.CharField(
        gettext_lazy("place"),
        max_length=150,
        blank=True,
        help_text=gettext_lazy("A room, or somewhere that is no location of ours."),
    )
    online_url = models.URLField(gettext_lazy("address to join online"), blank=True)
    sign_up_url = models.URLField(gettext_lazy("address to sign up"), blank=True)
    image = models.ForeignKey(
        "content.BrinkImage",
        verbose_name=gettext_lazy("image"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    image_alt = models.CharField(
        gettext_lazy("text instead of the image"),
        max_length=250,
        blank=True,
        help_text=gettext_lazy("What the image tells. Empty if it only decorates."),
    )
    body = StreamField(BodyBlock(), verbose_name=gettext_lazy("text"), blank=True)

    objects = PageManager.from_queryset(EventPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]), FieldPanel("is_all_day")],
            heading=gettext_lazy("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("location"),
                FieldPanel("place"),
                FieldPanel("online_url"),
                FieldPanel("sign_up_url"),
            ],
            heading=gettext_lazy("Where"),
        ),
        MultiFieldPanel(
            [FieldPanel("keeper"), FieldPanel("deputy")], heading=gettext_lazy("Who organises it")
        ),
        FieldPanel("image"),
        FieldPanel("image_alt"),
        FieldPanel("body"),
        ContentPage.about_panel,
        ContentPage.comments_panel,
    ]
    parent_page_types = ["news.EventIndexPage"]
    subpage_types: list[str] = []
    template = "news/event_page.html"

    class Meta:
        verbose_name = gettext_lazy("event")
        verbose_name_plural = gettext_lazy("events")
        indexes = [
            models.Index(fields=["starts_at"], name="event_by_start"),
            models.Index(fields=["over_at"], name="event_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="event_ends_after_it_starts",
            )
        ]

    def clean(self) -> None:
        faults: dict[str, Any] = {}  # Any: sentences, translated or not
        try:
            super().clean()
        except ValidationError as refusal:
            refusal.update_error_dict(faults)
        if self.is_all_day:
            # What an editor leaves standing in the field of the time does not count.
            self.starts_at = midnight(self.first_day) if self.starts_at else None
            self.ends_at = midnight(timezone.localdate(self.ends_at)) if self.ends_at else None
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            start = date_format(timezone.localtime(self.starts_at), "DATETIME_FORMAT")
            faults["ends_at"] = _("This is before the start, %(start)s. Choose a later time.") % {
                "start": start
            }
        if faults:
            raise ValidationError(faults)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.settle()
        super().save(*args, **kwargs)

    def settle(self) -> None:
        """Write when the event is over, which follows from its times."""
        self.over_at = self._over_at()
        # Lists, search and the profile ask every page until when it holds.
        self.ends_on = self.last_day

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> date:
        return timezone.localdate(self.ends_at or self.starts_at)

    @property
    def is_one_day(self) -> bool:
        return self.first_day == self.last_day

    @property
    def month(self) -> date:
        """The first day of the month in which it starts."""
        return self.first_day.replace(day=1)

    def is_over(self, now: datetime) -> bool:
        """Whether the event is past."""
        return self.over_at <= now

    def _over_at(self) -> datetime:
        end: datetime | None = self.ends_at
        if end is not None and not self.is_all_day:
            return end
        return midnight(self.last_day + timedelta(days=1))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "is_over": self.is_over(timezone.now())}

    def searchable_text(self) -> list[Passage]:
        where = ", ".join(filter(None, [self.place, self.location.name if self.location else ""]))
        return [*super().searchable_text(), Passage(where), *passages_of_body(self.body)]
