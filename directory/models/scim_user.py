import uuid
from typing import TYPE_CHECKING
from unicodedata import normalize

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from directory.models.person import Person


class ScimUserQuerySet(QuerySet["ScimUser"]):
    def present(self) -> "ScimUserQuerySet":
        """Return those that the identity provider did not delete."""
        return self.filter(removed_at=None)


class ScimUser(models.Model):
    """A colleague as the identity provider delivers them by SCIM, and gets them back.

    What becomes of it here stands on the person, by way of `directory.provisioning`. One that the identity
    provider deletes stays as a row: who comes back under the same number is the same person.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person: "models.OneToOneField[Person]" = models.OneToOneField(
        "directory.Person", on_delete=models.CASCADE, related_name="scim_user"
    )
    # As long as the name of an account can be.
    user_name = models.CharField(max_length=150)
    # Compared without regard to capitals, on every database in the same way.
    user_name_key = models.CharField(max_length=300, editable=False)
    external_id = models.CharField(max_length=255, blank=True)
    active = models.BooleanField(null=True)
    formatted_name = models.CharField(max_length=150, blank=True)
    family_name = models.CharField(max_length=150, blank=True)
    given_name = models.CharField(max_length=150, blank=True)
    middle_name = models.CharField(max_length=150, blank=True)
    display_name = models.CharField(max_length=150, blank=True)
    nick_name = models.CharField(max_length=150, blank=True)
    title = models.CharField(max_length=150, blank=True)
    preferred_language = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=254, blank=True)
    email_is_primary = models.BooleanField(null=True)
    phone = models.CharField(max_length=50, blank=True)
    phone_is_primary = models.BooleanField(null=True)
    mobile = models.CharField(max_length=50, blank=True)
    mobile_is_primary = models.BooleanField(null=True)
    employee_number = models.CharField(max_length=50, blank=True)
    # In their words; the unit it is found to be stands on the person.
    department = models.CharField(max_length=150, blank=True)
    manager = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ScimUserQuerySet.as_manager()

    class Meta:
        verbose_name = _("colleague in SCIM")
        verbose_name_plural = _("colleagues in SCIM")
        constraints = [
            models.UniqueConstraint(
                fields=["user_name_key"], condition=Q(removed_at=None), name="scim_user_name_is_unique"
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=Q(removed_at=None) & ~Q(external_id=""),
                name="scim_external_id_is_unique",
            ),
        ]
        indexes = [
            models.Index(fields=["external_id"], name="scim_user_by_external_id"),
            models.Index(models.functions.Lower("email"), name="scim_user_by_email"),
        ]

    def __str__(self) -> str:
        return self.user_name


def key_of_user_name(user_name: str) -> str:
    """Return what two user names have in common that differ in capitals only."""
    return normalize("NFC", normalize("NFC", user_name).lower())
