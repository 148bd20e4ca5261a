from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.models import Scope
from directory.faces import PAPERS, face_of
from groups.querysets import GroupQuerySet

if TYPE_CHECKING:
    from directory.models import Subject


class Group(models.Model):
    """A small community of colleagues, with hosts of its own.

    `scope` is asked of all that is written in it, `front_scope` of its name and purpose alone: a closed
    group shows those to everyone, a secret one only to its members. `groups.services.scopes` writes both.
    """

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("practice")
        INTEREST = "interest", _("interest")
        PROJECT = "project", _("project")
        COUNCIL = "council", _("council")

    class Access(models.TextChoices):
        OPEN = "open", _("open")
        ON_REQUEST = "on_request", _("on request")
        CLOSED = "closed", pgettext_lazy("group", "closed")
        SECRET = "secret", _("secret")

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        FROZEN = "frozen", _("frozen")
        ARCHIVED = "archived", _("archived")

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=80)
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("In which language people mostly write here.")
    )
    kind = models.CharField(_("type"), max_length=10, choices=Kind)
    access = models.CharField(_("who can come in"), max_length=10, choices=Access, default=Access.OPEN)
    purpose = models.CharField(
        _("purpose"), max_length=200, help_text=_("In one sentence: what is this group for?")
    )
    brings = models.TextField(_("what you bring"), max_length=500, blank=True)
    gets = models.TextField(_("what you get"), max_length=500, blank=True)
    rhythm = models.CharField(
        _("rhythm"), max_length=120, blank=True, help_text=_("Such as: every first Tuesday at noon.")
    )
    house_rules = models.TextField(_("house rules"), max_length=2000, blank=True)
    welcome = models.TextField(
        _("welcome"), max_length=2000, blank=True, help_text=_("Whoever comes in reads this first.")
    )
    accent = models.CharField(_("colour"), max_length=20, blank=True)
    subjects: "models.ManyToManyField[Subject, Group]" = models.ManyToManyField(
        "directory.Subject", verbose_name=_("subjects"), blank=True, related_name="groups"
    )
    promised_hours = models.PositiveSmallIntegerField(
        _("answer promise"),
        default=16,
        help_text=_("Within how many working hours a question gets an answer."),
    )
    review_on = models.DateField(
        _("review"), help_text=_("When members and hosts look whether it still helps.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    state_since = models.DateTimeField(_("in this state since"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
    )
    founded_at = models.DateTimeField(_("founded at"))
    founded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("founded by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # Until when a second host must be found; empty once there is one.
    co_host_due_on = models.DateField(_("co-host before"), null=True, blank=True)
    seeks_host_since = models.DateTimeField(_("looks for a host since"), null=True, blank=True)
    # What becomes of it when nobody steps forward: archived, or merged where a group is named.
    ends_in = models.ForeignKey(
        "self",
        verbose_name=_("without a host it goes on in"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # All hosts of all groups are members of this one, by themselves.
    is_of_hosts = models.BooleanField(_("group of all hosts"), default=False)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", editable=False)
    front_scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", editable=False)
    # Kept by the services, so that no screen counts thirty thousand rows.
    member_count = models.PositiveIntegerField(_("members"), default=0, editable=False)
    last_posted_at = models.DateTimeField(_("last posted at"), null=True, blank=True, editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_of_hosts"], condition=Q(is_of_hosts=True), name="group_of_hosts_is_one"
            ),
        ]
        indexes = [models.Index(fields=["state", "name", "id"], name="group_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:detail", args=[self.slug])

    @property
    def is_open_for_writing(self) -> bool:
        """Whether members write in it: neither frozen nor archived."""
        return self.state == self.State.ACTIVE

    @property
    def paper(self) -> str:
        """The calm paper of its head: what its hosts chose, or one that follows from its name."""
        return self.accent if self.accent in PAPERS else face_of(self.name)

    @property
    def brings_lines(self) -> list[str]:
        """What you bring, one thing for each line."""
        return self.brings.split("\n") if self.brings else []

    @property
    def gets_lines(self) -> list[str]:
        """What you get, one thing for each line."""
        return self.gets.split("\n") if self.gets else []

    @property
    def is_secret(self) -> bool:
        """Whether nobody but its members may know that it is there."""
        return self.access == self.Access.SECRET
