from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from directory.models import Subject
    from search.models.entry_subject import EntrySubject


class EntryQuerySet(models.QuerySet["Entry"]):
    def findable(self) -> "EntryQuerySet":
        """Return the entries of things that are there, whoever may see them."""
        return self.filter(is_deleted=False)

    def with_words(self) -> "EntryQuerySet":
        """Return the entries with their passages, keys and subjects, in three queries."""
        return self.select_related("person_keys").prefetch_related("passages", "about")

    def read_before(self, rule: int) -> "EntryQuerySet":
        """Return what can be found and was read by an older rule than this one, or by none."""
        return self.findable().filter(models.Q(rule__lt=rule) | models.Q(rule__isnull=True))

    def waiting(self) -> "EntryQuerySet":
        """Return the entries that Elasticsearch does not know yet, the oldest change first."""
        return self.filter(is_dirty=True).order_by("version", "pk")

    def with_versions(self, versions: dict[int, int]) -> "EntryQuerySet":
        """Return the entries that still have the version that `versions` gives for their key."""
        whens = [models.When(pk=pk, then=models.Value(version)) for pk, version in versions.items()]
        if not whens:
            return self.none()
        return self.filter(
            pk__in=versions, version=models.Case(*whens, output_field=models.BigIntegerField())
        )

    def change(self, *, now: datetime, **changes: Any) -> int:
        """Make `changes` that the index has to follow; values of any field, so without types."""
        # A counter alone would start anew when a thing is deleted and made again.
        version = Greatest(models.F("version") + 1, microseconds(now))
        return self.update(**changes, version=version, is_dirty=True)


def microseconds(now: datetime) -> int:
    """Return a moment as the version of what is written at it."""
    return int(now.timestamp() * 1_000_000)


class Entry(models.Model):
    """A thing that can be found: the table that the database searches and the outbox of Elasticsearch.

    It is written in the transaction that changes the thing. `version` only grows, also when a thing is
    deleted and made again, so that a late write never replaces a newer one in the index. A deleted thing
    leaves a row without words until the index has forgotten it as well. Without a scope, nobody finds it.
    """

    kind = models.CharField(_("kind"), max_length=50)
    object_id = models.BigIntegerField()
    scope = models.ForeignKey("access.Scope", on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(_("language"), max_length=10, blank=True)
    unit = models.ForeignKey("directory.Unit", on_delete=models.SET_NULL, null=True, related_name="+")
    keeper = models.ForeignKey("directory.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    subjects: "models.ManyToManyField[Subject, EntrySubject]" = models.ManyToManyField(
        "directory.Subject", through="search.EntrySubject", related_name="+"
    )
    title = models.TextField(_("title"), blank=True)
    keywords = models.TextField(_("search words"), blank=True)
    headings = models.TextField(_("headings"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    text = models.TextField(_("text"), blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    # By which an answer is limited and put in order: of what has no day of its own, when it last changed.
    dated_on = models.DateField(_("dated on"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    review_due_on = models.DateField(_("check again before"), null=True, blank=True)
    ends_on = models.DateField(_("holds until"), null=True, blank=True)
    is_deleted = models.BooleanField(default=False)
    is_dirty = models.BooleanField(default=True)
    version = models.BigIntegerField(default=0)
    # By which rule it was read: what an older release read is read anew.
    rule = models.PositiveSmallIntegerField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search result")
        verbose_name_plural = _("search results")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="entry_is_unique")]
        indexes = [
            models.Index(
                fields=["version", "id"], condition=models.Q(is_dirty=True), name="entry_is_waiting"
            ),
            models.Index(
                fields=["rule", "id"], condition=models.Q(is_deleted=False), name="entry_is_of_rule"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """The name of the thing in the index, the same when it is deleted and made again."""
        return f"{self.kind}-{self.object_id}"

    @property
    def keys_of_person(self) -> str:
        """The keys by which a colleague is looked up; empty for any other thing."""
        keys = getattr(self, "person_keys", None)
        return keys.keys if keys else ""

    @staticmethod
    def object_id_in(key: str) -> int:
        """Return the key of the thing that an entry in the index is of."""
        return int(key.rpartition("-")[2])
