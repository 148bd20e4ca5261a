"""What a colleague tells about themselves, beside the row of the person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Duty(models.Model):
    """A special task that colleagues are looked for, such as first-aider or confidential adviser."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=100, unique=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["name_nl", "pk"]

    def __str__(self) -> str:
        return (self.name_en if get_language() == "en" else self.name_nl) or self.name_nl


class SpokenLanguage(models.Model):
    """A language in which a colleague can help, as a code of `directory.languages`."""

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=10)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["pk"]
        indexes = [models.Index(fields=["code", "person"], name="spoken_language_by_code")]
        constraints = [
            models.UniqueConstraint(fields=["person", "code"], name="spoken_language_once_per_person"),
        ]

    def __str__(self) -> str:
        return self.code


class Experience(models.Model):
    """A project or an earlier job of a colleague, in their own words."""

    class Kind(models.TextChoices):
        PROJECT = "project", _("project")
        JOB = "job", pgettext_lazy("work that someone did", "job")

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="experiences")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PROJECT)
    title = models.CharField(_("what"), max_length=150)
    where = models.CharField(_("where"), max_length=150, blank=True)
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)
    url = models.URLField(_("link"), blank=True)

    class Meta:
        verbose_name = _("project or job")
        verbose_name_plural = _("projects and jobs")
        ordering = [F("until_year").desc(nulls_first=True), F("from_year").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_year=None) | Q(until_year=None) | Q(until_year__gte=F("from_year")),
                name="experience_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> str:
        """From when until when, as far as is known."""
        if self.from_year == self.until_year:
            return str(self.from_year or "")
        if self.until_year is None:
            return gettext("since %(year)s") % {"year": self.from_year}
        if self.from_year is None:
            return gettext("until %(year)s") % {"year": self.until_year}
        return f"{self.from_year}\N{EN DASH}{self.until_year}"


class PersonLink(models.Model):
    """A page elsewhere about a colleague or their work."""

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("name"), max_length=100)
    url = models.URLField(_("address"))

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class PersonPhoto(models.Model):
    """The photo of a colleague: as uploaded, without what the camera wrote, and the square cut from it."""

    person = models.OneToOneField(
        "directory.Person", on_delete=models.CASCADE, primary_key=True, related_name="photo"
    )
    original = models.ImageField(upload_to="people")
    square = models.ImageField(upload_to="people")
    # Part of the address, so that a browser may keep a photo for ever.
    digest = models.CharField(max_length=32)
    # The square within the original, as shares of its shorter side and of what is left of it.
    left = models.FloatField(default=0.5)
    top = models.FloatField(default=0.5)
    side = models.FloatField(default=1.0)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.digest


class FieldVisibility(models.Model):
    """Who sees a field of a profile, where that is not everyone: `directory.visibility` decides."""

    class Level(models.TextChoices):
        EVERYONE = "everyone", _("everyone")
        UNIT = "unit", _("my unit")
        SELF = "self", _("only me")

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="visibilities")
    field = models.CharField(max_length=30)
    level = models.CharField(max_length=10, choices=Level)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("visibility of a field")
        verbose_name_plural = _("visibility of fields")
        constraints = [
            models.UniqueConstraint(fields=["person", "field"], name="field_visibility_once_per_field"),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.level}"
