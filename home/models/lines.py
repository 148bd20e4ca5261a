from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, Page

MOST_IN_MENU = 9


class PageField(models.ForeignKey):  # type: ignore[type-arg]  # its types are those of Page, which has none
    """A page that a line leads to; one that was deleted meanwhile is told plainly."""

    def formfield(self, **kwargs: Any) -> Field | None:  # Any: as Django has it
        messages = {"invalid_choice": _("This page is no longer there. Choose another one.")}
        return super().formfield(**{"error_messages": messages, **kwargs})


class Line(Orderable):
    """A line of a menu: a page or an address, with words in both languages."""

    page = PageField(
        Page, verbose_name=_("page"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    address = models.CharField(
        _("or an address"),
        max_length=500,
        blank=True,
        help_text=_("Such as https://mijn.lindewaard.example or /people/."),
    )
    label_nl = models.CharField(
        _("words in Dutch"), max_length=40, blank=True, help_text=_("Empty: the title of the page.")
    )
    label_en = models.CharField(_("words in English"), max_length=40, blank=True)

    panels = [
        PageChooserPanel("page"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("label_nl"), FieldPanel("label_en")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.label_nl or self.label_en or self.address or f"page {self.page_id}"

    def clean(self) -> None:
        super().clean()
        faults = {}
        if not self.page_id and not self.address:
            faults["page"] = _("Choose a page or write an address.")
        if self.page_id and self.address:
            faults["address"] = _("Choose a page or write an address, not both.")
        if self.address and not is_address(self.address):
            faults["address"] = _("Start with https:// for another site, or with / for a screen of Brink.")
        if self.address and not (self.label_nl or self.label_en):
            faults["label_nl"] = _("Write the words of this line; an address has none of its own.")
        if faults:
            raise ValidationError(faults)

    def as_data(self) -> dict[str, Any]:  # Any: what JSON holds
        """Return what a screen needs of this line."""
        # A page and its translation share a key, so that each reader gets the one in their language.
        key = str(self.page.translation_key) if self.page else ""
        return {"key": key, "address": self.address, "nl": self.label_nl, "en": self.label_en}


class MainMenuLine(Line):
    organisation = ParentalKey(
        "home.OrganisationSettings", on_delete=models.CASCADE, related_name="main_menu"
    )

    class Meta(Line.Meta):
        verbose_name = _("line of the main menu")


class FootMenuLine(Line):
    organisation = ParentalKey(
        "home.OrganisationSettings", on_delete=models.CASCADE, related_name="foot_menu"
    )

    class Meta(Line.Meta):
        verbose_name = _("line of the foot")


class QuickLink(Line):
    """A way to what people of an audience often need, on the front page."""

    class Icon(models.TextChoices):
        ARROW = "arrow-right", _("arrow")
        BOOK = "book-open", _("book")
        CALENDAR = "calendar", _("calendar")
        CLOCK = "clock", _("clock")
        DOWNLOAD = "download", _("download")
        MAIL = "mail", _("envelope")
        PIN = "map-pin", _("place")
        PENCIL = "pencil", _("pencil")
        PHONE = "phone", _("telephone")
        USERS = "users", _("people")

    organisation = ParentalKey(
        "home.OrganisationSettings", on_delete=models.CASCADE, related_name="quick_links"
    )
    icon = models.CharField(_("icon"), max_length=20, choices=Icon, default=Icon.ARROW)
    audience = models.ForeignKey(
        "directory.Audience",
        verbose_name=_("for whom"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: for everyone."),
    )

    panels = [*Line.panels, FieldRowPanel([FieldPanel("icon"), FieldPanel("audience")])]

    class Meta(Line.Meta):
        verbose_name = _("quick link")

    def as_data(self) -> dict[str, Any]:  # Any: as above
        return {**super().as_data(), "icon": self.icon, "audience": self.audience_id}


def is_address(words: str) -> bool:
    """Tell whether a link may lead there: a site, a mail address, or a screen of Brink."""
    if any(character.isspace() or ord(character) < 32 for character in words) or "\\" in words:
        return False
    if words.startswith("/"):
        return not words.startswith("//")
    scheme, colon, rest = words.partition(":")
    if scheme.lower() == "mailto":
        return "@" in rest
    return bool(colon) and scheme.lower() in {"http", "https"} and rest.startswith("//") and len(rest) > 2
