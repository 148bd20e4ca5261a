import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from access.models import Scope
from access.scopes import ScopedQuerySet
from directory.faces import face_of, initials_of

if TYPE_CHECKING:
    from directory.models.unit import Unit


class PersonQuerySet(ScopedQuerySet["Person"]):
    def working_here(self) -> "PersonQuerySet":
        """Return the colleagues who have not left."""
        return self.filter(left_on=None)

    def mentioning(self, words: str) -> "PersonQuerySet":
        """Return the people whose name, job or own words hold each of `words`; all for no words."""
        people = self
        for word in words.split():
            people = people.filter(
                models.Q(name__icontains=word)
                | models.Q(job_title__icontains=word)
                | models.Q(ask_me_about__icontains=word)
            )
        return people

    def in_branch(self, unit: "Unit") -> "PersonQuerySet":
        """Return the people of `unit` and of every unit below it."""
        return self.filter(unit__path__startswith=unit.path)

    def new_since(self, day: date) -> "PersonQuerySet":
        """Return the people who started on `day` or later, the newest first."""
        return self.filter(started_on__gte=day).select_related("unit").order_by("-started_on", "pk")

    def for_list(self) -> "PersonQuerySet":
        """Return what a row of the list shows, by name."""
        return self.select_related("unit", "location").order_by("sort_name", "pk")

    def for_profile(self) -> "PersonQuerySet":
        """Return what a profile page shows."""
        return self.select_related("unit", "location", "user").prefetch_related("subjects")


class Person(index.Indexed, models.Model):
    """A colleague as listed in the directory; who signs in is a User."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )
    slug = models.SlugField(_("address"), max_length=150, unique=True)
    name = models.CharField(_("name"), max_length=150)
    sort_name = models.CharField(
        _("sorted as"), max_length=150, help_text=_("Family name first, such as “Wit, Noor de”.")
    )
    spoken_name = models.CharField(_("how to say the name"), max_length=150, blank=True)
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    unit = models.ForeignKey(
        "directory.Unit",
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
    )
    location = models.ForeignKey(
        "directory.Location",
        verbose_name=_("location"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    workdays = models.CharField(
        _("workdays"),
        max_length=5,
        blank=True,
        validators=[
            RegexValidator(r"^1?2?3?4?5?$", _("Write the numbers of the days in their order, such as 1245."))
        ],
        help_text=_("Numbers from 1 for Monday to 5 for Friday, such as 1245."),
    )
    ask_me_about = models.TextField(_("ask me about"), blank=True)
    subjects = models.ManyToManyField(
        "directory.Subject", verbose_name=_("subjects"), blank=True, related_name="people"
    )
    started_on = models.DateField(_("started on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, related_name="+", editable=False)

    objects = PersonQuerySet.as_manager()

    # For the choosers of the Wagtail admin; readers search with our own search room.
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["sort_name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.scope_id is None:
            # A colleague is listed for everyone who works here.
            self.scope = Scope.objects.everyone()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("directory:person-detail", args=[self.slug])

    @property
    def first_name(self) -> str:
        """How the person is called."""
        return self.name.partition(" ")[0]

    @property
    def dialled(self) -> str:
        """The phone number as a link dials it, without spaces or other marks."""
        return re.sub(r"[^+\d]", "", self.phone)

    @property
    def initials(self) -> str:
        """One or two letters for the drawn face."""
        return initials_of(self.name)

    @property
    def face(self) -> str:
        """The paper of the drawn face, chosen from the name so that a person keeps it."""
        return face_of(self.name)
