import hashlib
from pathlib import Path
from re import findall
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.fields import RichTextField

from home.looks.accent import fault_of_accent
from home.looks.logo import LARGEST_BYTES, kind_of_logo
from home.looks.stylesheet import style_sheet
from home.looks.theme import UnsafeTheme, read_theme
from home.models.lines import PageField, is_address
from home.models.tabs import TABS

A_COLOUR = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", _("Write # and six digits, such as #2c6017."))
# What is made of the other fields whenever they are saved.
DERIVED = ("logo_digest", "logo_kind", "has_house_rules", "style_sheet", "style_sheet_digest")
RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class LogoFile(FieldFile):
    """The logo, at the address where readers get it."""

    @property
    def url(self) -> str:
        assert isinstance(self.instance, OrganisationSettings)
        return self.instance.logo_url

    @property
    def is_new(self) -> bool:
        """Whether this file was just chosen, and is not stored yet."""
        return bool(self) and not self._committed  # type: ignore[attr-defined]  # Django's own mark


class LogoField(models.FileField):
    attr_class = LogoFile


class OrganisationManager(models.Manager["OrganisationSettings"]):
    def for_the_frame(self) -> "OrganisationSettings":
        """Return what every screen shows, without the long texts; one query."""
        long_texts = ("theme", "style_sheet", "house_rules_nl", "house_rules_en")
        rows = self.filter(site__is_default_site=True).select_related("banner_page").defer(*long_texts)
        found = rows.first()
        return found or OrganisationSettings()


class OrganisationSettings(BaseSiteSetting, ClusterableModel):
    """What an organisation sets itself: its name and looks, its menus, its banner, its house rules.

    What every screen needs of its lines is kept in `frame_data`, so that a screen reads one row, and what
    another process saved is there at once: see `home.receivers`.
    """

    class Level(models.TextChoices):
        CALM = "calm", _("good to know")
        URGENT = "urgent", _("urgent")

    name = models.CharField(
        _("name of the organisation"),
        max_length=60,
        blank=True,
        help_text=_("Empty: the name with which Brink was installed."),
    )
    logo: LogoFile = LogoField(  # type: ignore[assignment]  # a file field gives its own kind of file
        _("logo"),
        upload_to="organisation/",
        blank=True,
        help_text=_("PNG, JPEG, WebP or SVG, at most 300 kB. It stands beside the name Brink."),
    )
    logo_digest = models.CharField(max_length=16, blank=True, editable=False)
    logo_kind = models.CharField(max_length=4, blank=True, editable=False)
    accent_light = models.CharField(
        _("accent on light"),
        max_length=7,
        blank=True,
        validators=[A_COLOUR],
        help_text=_("The colour of links and buttons. Empty: the green of Brink."),
    )
    accent_dark = models.CharField(_("accent on dark"), max_length=7, blank=True, validators=[A_COLOUR])
    theme = models.TextField(
        _("theme (CSS variables)"),
        blank=True,
        help_text=_("Custom properties only, such as a theme file of the NL Design System."),
    )
    banner_nl = models.CharField(_("banner in Dutch"), max_length=200, blank=True)
    banner_en = models.CharField(_("banner in English"), max_length=200, blank=True)
    banner_page = PageField(
        "wagtailcore.Page",
        verbose_name=_("page to read on"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    banner_address = models.CharField(_("or an address to read on"), max_length=500, blank=True)
    banner_until = models.DateTimeField(_("banner until"), null=True, blank=True)
    banner_level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.CALM)
    house_rules_nl = RichTextField(_("house rules in Dutch"), blank=True, features=RICH_TEXT)
    house_rules_en = RichTextField(_("house rules in English"), blank=True, features=RICH_TEXT)
    has_house_rules = models.BooleanField(default=False, editable=False)
    frame_data = models.JSONField(default=dict, editable=False)
    style_sheet = models.TextField(blank=True, editable=False)
    style_sheet_digest = models.CharField(max_length=16, blank=True, editable=False)

    objects = OrganisationManager()
    edit_handler = TABS

    class Meta:
        verbose_name = _("your organisation")

    def clean(self) -> None:
        super().clean()
        faults: dict[str, list[Any]] = {}  # Any: messages, translated or not
        for theme in ("light", "dark"):
            if fault := fault_of_accent(getattr(self, f"accent_{theme}"), theme):
                faults[f"accent_{theme}"] = [fault]
        try:
            read_theme(self.theme, reserved=names_of_our_own())
        except UnsafeTheme as unsafe:
            faults["theme"] = list(unsafe.faults)
        if (self.banner_nl or self.banner_en) and self.banner_until is None:
            faults["banner_until"] = [_("Say until when the banner stays; one that stays is not read.")]
        if self.banner_address and not is_address(self.banner_address):
            faults["banner_address"] = [
                _("Start with https:// for another site, or with / for a screen of Brink.")
            ]
        # A file that was just chosen; one that is kept was checked when it came.
        if self.logo.is_new:
            try:
                kind_of_logo(self.logo.read(LARGEST_BYTES + 1))
            except ValidationError as refusal:
                faults["logo"] = refusal.messages
            self.logo.seek(0)
        if faults:
            raise ValidationError(faults)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.logo:
            self.logo_digest = self.logo_kind = ""
        elif self.logo.is_new:
            content = self.logo.read()
            self.logo_kind, self.logo_digest = kind_of_logo(content), _digest(content)
            self.logo.seek(0)
        self.has_house_rules = bool(self.house_rules_nl or self.house_rules_en)
        self.style_sheet = style_sheet(
            light=self.accent_light, dark=self.accent_dark, theme=read_theme(self.theme)
        )
        self.style_sheet_digest = _digest(self.style_sheet.encode()) if self.style_sheet else ""
        if (some := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*some, *DERIVED}
        super().save(*args, **kwargs)

    @property
    def logo_url(self) -> str:
        """Where the logo is, under an address that changes with it; nothing without one."""
        return reverse("home:logo", args=[self.logo_digest]) if self.logo_digest else ""

    @property
    def style_sheet_url(self) -> str:
        """Where the style sheet is, under an address that changes with it; nothing without one."""
        return reverse("home:theme", args=[self.style_sheet_digest]) if self.style_sheet_digest else ""


def names_of_our_own() -> frozenset[str]:
    """Return the custom properties that Brink's own tokens set, which a theme file may not."""
    tokens = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    return frozenset(findall(r"(--[\w-]+):", tokens))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
