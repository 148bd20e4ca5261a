from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from access.models import User
from access.scopes import Viewer
from directory.models.person import Person
from directory.models.unit import Unit, paths_down_to

if TYPE_CHECKING:
    from django.contrib.auth.models import Group

    from directory.models.location import Location


class AudienceQuerySet(QuerySet["Audience"]):
    def ids_of(self, user: Viewer) -> frozenset[int]:
        """Return the keys of the audiences that `user` belongs to; a stranger belongs to none.

        Three queries, once per user object (so per request).
        """
        if not isinstance(user, User):
            return frozenset()
        known: frozenset[int] | None = getattr(user, "_audience_ids", None)
        if known is None:
            known = frozenset(self.reaching(user).values_list("pk", flat=True))
            user._audience_ids = known  # type: ignore[attr-defined]  # a memo, not a field
        return known

    def reaching(self, user: User) -> "AudienceQuerySet":
        """Return the audiences that `user` belongs to."""
        place = Person.objects.filter(user=user).values_list("unit__path", "location_id").first()
        unit_path, location_id = place or (None, None)
        roles = list(user.groups.values_list("pk", flat=True))
        return self.filter(
            _has_none("units") | _has("units", unit__path__in=paths_down_to(unit_path or "")),
            _has_none("locations") | _has("locations", location_id=location_id),
            _has_none("groups") | _has("groups", group_id__in=roles),
        )


class Audience(models.Model):
    """For whom something is meant: by unit, place and role together, where these are filled in.

    It orders and labels what people read. It hides nothing: what is confidential has a scope.
    """

    name = models.CharField(_("name"), max_length=100, unique=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    units: "models.ManyToManyField[Unit, Audience]" = models.ManyToManyField(
        "directory.Unit",
        verbose_name=_("units"),
        blank=True,
        related_name="+",
        help_text=_("With every unit below them. None chosen: people of any unit."),
    )
    locations: "models.ManyToManyField[Location, Audience]" = models.ManyToManyField(
        "directory.Location",
        verbose_name=_("locations"),
        blank=True,
        related_name="+",
        help_text=_("None chosen: people anywhere."),
    )
    groups: "models.ManyToManyField[Group, Audience]" = models.ManyToManyField(
        "auth.Group",
        verbose_name=_("roles"),
        blank=True,
        related_name="+",
        help_text=_("None chosen: people with any role, or without one."),
    )

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return (self.name_en if get_language() == "en" else self.name) or self.name


def _has(limit: str, **condition: object) -> Exists:
    """Tell in SQL whether an audience names something as its limit that meets the condition."""
    through = getattr(Audience, limit).through
    return Exists(through.objects.filter(audience_id=OuterRef("pk"), **condition))


def _has_none(limit: str) -> Q:
    return ~Q(_has(limit))
