from django.db import models

from search.models.entry import Entry


class PersonKeysQuerySet(models.QuerySet["PersonKeys"]):
    def of_rule(self, rule: int) -> "PersonKeysQuerySet":
        """Return the keys that were made by the rule of this number."""
        return self.filter(rule=rule)


class PersonKeys(models.Model):
    """The keys by which a colleague is looked up, whatever someone types: `search.people.keys` makes them."""

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, primary_key=True, related_name="person_keys"
    )
    # Separated by spaces, for the full-text index of each database.
    keys = models.TextField()
    # By which rule they were made: keys of an older one are made anew.
    rule = models.PositiveSmallIntegerField()

    objects = PersonKeysQuerySet.as_manager()

    class Meta:
        verbose_name = "keys of a colleague"
        verbose_name_plural = "keys of colleagues"

    def __str__(self) -> str:
        return str(self.entry)
