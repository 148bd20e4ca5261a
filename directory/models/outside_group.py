"""Groups of the identity provider, and what they stand for here."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.models import Role

if TYPE_CHECKING:
    from directory.models.person import Person


class OutsideGroup(models.Model):
    """A group of the identity provider, and the unit or role that it stands for here.

    SCIM keeps its members; a sign-in names the groups of who comes in. It never becomes a social group.
    """

    name = models.CharField(_("name of the group there"), max_length=255, unique=True)
    external_id = models.CharField(max_length=255, blank=True, editable=False)
    # By what SCIM knows it; none for a group that only sign-ins or administrators name.
    scim_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    unit = models.ForeignKey(
        "directory.Unit",
        verbose_name=_("stands for this unit"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    role = models.CharField(_("stands for this role"), max_length=20, choices=Role, blank=True)
    members: "models.ManyToManyField[Person, OutsideMembership]" = models.ManyToManyField(
        "directory.Person",
        through="directory.OutsideMembership",
        blank=True,
        editable=False,
        related_name="outside_groups",
    )
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("group elsewhere")
        verbose_name_plural = _("groups elsewhere")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class OutsideMembership(models.Model):
    """That a person is in a group elsewhere, and which source says so."""

    group = models.ForeignKey(OutsideGroup, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        "directory.Person", on_delete=models.CASCADE, related_name="outside_memberships"
    )
    source = models.ForeignKey(
        "directory.Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="group_memberships"
    )

    class Meta:
        verbose_name = _("membership elsewhere")
        verbose_name_plural = _("memberships elsewhere")
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="outside_member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"


class OutsideGrant(models.Model):
    """A role or a unit that a person has because a group elsewhere stands for it; goes when the group goes.

    What somebody was given by hand has no such row, and stays.
    """

    person = models.ForeignKey("directory.Person", on_delete=models.CASCADE, related_name="outside_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    unit = models.ForeignKey(
        "directory.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("given by a group elsewhere")
        verbose_name_plural = _("given by groups elsewhere")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=~Q(role=""), name="outside_grant_role_once"
            ),
            models.UniqueConstraint(
                fields=["person", "unit"], condition=~Q(unit=None), name="outside_grant_unit_once"
            ),
            models.CheckConstraint(
                condition=Q(role="", unit__isnull=False) | (~Q(role="") & Q(unit=None)),
                name="outside_grant_is_role_or_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role or self.unit_id} of {self.person_id}"
