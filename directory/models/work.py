"""Where and when a colleague works, and for whom besides the main unit."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Placement(models.Model):
    """A further unit that a colleague works for, with the job done there."""

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="placements")
    unit = models.ForeignKey(
        "directory.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="placements"
    )
    job_title = models.CharField(_("job title"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("further unit")
        verbose_name_plural = _("further units")
        ordering = ["unit__path", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "unit"], name="placement_once_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.unit_id}"


class Workday(models.Model):
    """A day of the week on which a colleague works, where, and between which times."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")
        SATURDAY = 6, _("Saturday")
        SUNDAY = 7, _("Sunday")

    class Place(models.TextChoices):
        OFFICE = "office", _("at the office")
        HOME = "home", _("at home")
        ROAD = "road", _("on the road")

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="workdays")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.OFFICE)
    # Which office, where that is not the main one.
    location = models.ForeignKey(
        "directory.Location",
        verbose_name=_("location"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("workday")
        verbose_name_plural = _("workdays")
        ordering = ["weekday", "pk"]
        indexes = [models.Index(fields=["weekday", "person"], name="workday_by_weekday")]
        constraints = [
            models.UniqueConstraint(fields=["person", "weekday"], name="workday_once_per_weekday"),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="workday_is_a_weekday"),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="workday_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.weekday}"


class Absence(models.Model):
    """Days on which a colleague is away, and who stands in. Why is nobody's business, so it is not kept."""

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(
        _("until and including"), null=True, blank=True, help_text=_("Leave empty if you do not know yet.")
    )
    stand_in = models.ForeignKey(
        "directory.Person",
        verbose_name=_("who stands in"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="standing_in",
    )

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["person", "starts_on"], name="absence_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="absence_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(stand_in=None) | ~Q(stand_in=F("person")), name="absence_has_another_stand_in"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.starts_on}"


class ClosingDay(models.Model):
    """A day that differs from the public holidays: closed all the same, or open in spite of one."""

    on = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    is_open = models.BooleanField(
        _("open"), default=False, help_text=_("Tick when people work on this public holiday.")
    )

    class Meta:
        verbose_name = _("closing day")
        verbose_name_plural = _("closing days")
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.name}"
