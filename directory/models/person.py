from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.search import index

from access.models import Scope
from access.scopes import ScopedQuerySet
from directory.faces import face_of, initials_of
from directory.models.work import Placement, Workday

if TYPE_CHECKING:
    from directory.models.unit import Unit


class PersonQuerySet(ScopedQuerySet["Person"]):
    def working_here(self) -> "PersonQuerySet":
        """Return the colleagues who have not left."""
        return self.filter(left_on=None)

    def works_for(self, unit: "Unit") -> "PersonQuerySet":
        """Return the people of `unit` itself, as their main or a further unit."""
        own = Person.objects.filter(unit=unit).values("pk")
        return self._together(own, Placement.objects.filter(unit=unit).values("person"))

    def in_branch(self, unit: "Unit") -> "PersonQuerySet":
        """Return the people of `unit` and of every unit below it, as their main or a further unit."""
        own = Person.objects.filter(unit__path__startswith=unit.path).values("pk")
        further = Placement.objects.filter(unit__path__startswith=unit.path).values("person")
        if unit.depth == 1:
            # Nearly everyone: here a list of keys would cost more than reading on until a page is full.
            return self.filter(models.Q(unit__path__startswith=unit.path) | models.Q(pk__in=further))
        return self._together(own, further)

    def _together(
        self, own: models.QuerySet[Any, Any], further: models.QuerySet[Any, Any]
    ) -> "PersonQuerySet":  # Any: rows of keys
        # A union, as with an OR the database reads everyone and asks each.
        return self.filter(pk__in=own.order_by().union(further.order_by(), all=True))

    def new_since(self, day: date) -> "PersonQuerySet":
        """Return the people who started on `day` or later, the newest first."""
        return self.filter(started_on__gte=day).select_related("unit").order_by("-started_on", "pk")

    def for_list(self) -> "PersonQuerySet":
        """Return what a row of the list shows, by name."""
        return self.select_related("unit", "location").order_by("sort_name", "pk")

    def for_profile(self) -> "PersonQuerySet":
        """Return what a profile page shows."""
        workdays = models.Prefetch("workdays", Workday.objects.select_related("location"))
        placements = models.Prefetch("placements", Placement.objects.select_related("unit"))
        return self.select_related("unit", "location", "user", "manager", "photo").prefetch_related(
            workdays, placements, "subjects", "duties", "languages", "experiences", "links", "units_led"
        )


class Person(index.Indexed, models.Model):  # type: ignore[django-manager-missing]  # as in Location
    """A colleague as listed in the directory; who signs in is a User."""

    class ContactWay(models.TextChoices):
        PHONE = "phone", _("phone")
        MOBILE = "mobile", _("mobile phone")
        EMAIL = "email", _("e-mail")

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
    nickname = models.CharField(
        _("also called"),
        max_length=150,
        blank=True,
        help_text=_("A nickname or an earlier name by which colleagues may look for you."),
    )
    spoken_name = models.CharField(_("how to say the name"), max_length=150, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=50, blank=True)
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    unit = models.ForeignKey(
        "directory.Unit",
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
    )
    manager = models.ForeignKey(
        "self",
        verbose_name=_("manager"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
    )
    location = models.ForeignKey(
        "directory.Location",
        verbose_name=_("location"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
    )
    room = models.CharField(_("room"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    # Kept as E.164, such as +31881234567; typed in any way that says which number is meant.
    phone = PhoneNumberField(_("phone"), blank=True)
    mobile = PhoneNumberField(_("mobile phone"), blank=True)
    extension = models.CharField(
        _("internal number"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d+$", _("Write only the digits of the internal number."))],
    )
    contact_by = models.CharField(
        _("preferably by"), max_length=10, choices=ContactWay, blank=True, default=""
    )
    contact_note = models.CharField(
        _("about reaching you"),
        max_length=150,
        blank=True,
        help_text=_("For example: call before noon."),
    )
    ask_me_about = models.TextField(_("ask me about"), blank=True)
    wants_to_learn = models.TextField(_("I want to learn"), blank=True)
    subjects = models.ManyToManyField(
        "directory.Subject", verbose_name=_("subjects"), blank=True, related_name="people"
    )
    duties = models.ManyToManyField(
        "directory.Duty", verbose_name=_("duties"), blank=True, related_name="people"
    )
    started_on = models.DateField(_("started on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    # A day to come; until then someone works here as any other. `directory.leaving` sees to it.
    leaves_on = models.DateField(_("leaves on"), null=True, blank=True, editable=False)
    # "Still right?" is asked once in six months, and can be put off.
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    asked_again_on = models.DateField(null=True, blank=True, editable=False)
    # Set once the name is erased; the row stays for what others wrote.
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, related_name="+", editable=False)

    objects = PersonQuerySet.as_manager()

    # For the choosers of the Wagtail admin; readers search with our own search room.
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        # Administrators have it; they may give it to a role in the Wagtail admin.
        permissions = [("export_people", "Can export people")]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="person_by_name"),
            # Lists and counts of who works here are answered by this index alone.
            models.Index(
                fields=["sort_name", "id", "scope"],
                condition=models.Q(left_on=None),
                name="person_here_by_name",
            ),
            # New colleagues, without looking at everybody.
            models.Index(
                fields=["-started_on", "id"], condition=models.Q(left_on=None), name="person_here_by_start"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(manager=None) | ~models.Q(manager=models.F("id")),
                name="person_is_not_their_own_manager",
            ),
        ]

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
    def byline(self) -> str:
        """The name under what the person wrote and keeps: of a leaver only that they were here."""
        return gettext("Former colleague") if self.left_on else self.name

    @property
    def initials(self) -> str:
        """One or two letters for the drawn face."""
        return initials_of(self.byline)

    @property
    def face(self) -> str:
        """The paper of the drawn face, chosen from the name so that a person keeps it."""
        return face_of(self.byline)
