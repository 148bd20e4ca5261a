"""Where what is known of people comes from."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# What a source may deliver, and so lock.
DELIVERED = {
    "name": _("name"),
    "job_title": _("job title"),
    "unit": _("unit"),
    "manager": _("manager"),
    "location": _("location"),
    "email": _("e-mail"),
    "phone": _("phone"),
    "mobile": _("mobile phone"),
    "started_on": _("started on"),
    "left_on": _("left on"),
}


def sign_in_slug(provider_slug: str) -> str:
    """Return the short name of the source that the identity provider of that short name is."""
    return f"sign-in-{provider_slug}"


class Source(models.Model):
    """A register elsewhere that people come from, such as the personnel system.

    What it delivers is locked here, and is corrected there.
    """

    class Kind(models.TextChoices):
        FILE = "file", _("files that are imported")
        SCIM = "scim", _("SCIM")
        SIGN_IN = "sign_in", _("sign-in")

    slug = models.SlugField(_("short name"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("how it delivers"), max_length=10, choices=Kind, default=Kind.FILE)
    delivers = models.JSONField(_("what it delivers"), default=list, blank=True)
    report_to = models.EmailField(
        _("mistakes are reported to"), blank=True, help_text=_("Who corrects a mistake in this register.")
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not isinstance(self.delivers, list) or not set(self.delivers) <= set(DELIVERED):
            raise ValidationError({"delivers": _("Choose from the fields that a source can deliver.")})


class SourceLink(models.Model):
    """That a person is known in a source, and under which number."""

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="source_links")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="people_links")
    external_id = models.CharField(_("number there"), max_length=255)

    class Meta:
        verbose_name = _("number in a source")
        verbose_name_plural = _("numbers in sources")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="source_number_is_one_person"),
            models.UniqueConstraint(fields=["source", "person"], name="person_has_one_number_per_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.external_id}"
