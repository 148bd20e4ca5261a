from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# Words are kept, and anyone reads them, once so many different people have asked with them.
FEWEST_PEOPLE = 5
KEPT_FOR = timedelta(days=90)


class LessonQuerySet(models.QuerySet["Lesson"]):
    def readable(self) -> "LessonQuerySet":
        """Return what enough different people asked, so that it tells of none of them."""
        return self.filter(people_count__gte=FEWEST_PEOPLE)

    def failed(self) -> "LessonQuerySet":
        """Return the searches that fail more often than they lead somewhere, the most frequent first."""
        fails = F("nothing_count") + F("went_on_count") + F("no_count")
        counted = self.readable().filter(thing="", solved_on=None).annotate(fails=fails)
        return counted.filter(fails__gt=F("opened_count") + F("yes_count")).order_by("-fails", "pk")

    def about(self, thing: str) -> "LessonQuerySet":
        """Return what was asked by who came from search to the thing of this key, the most frequent first."""
        return self.readable().filter(thing=thing).order_by("-no_count", "-opened_count", "pk")

    def denied(self) -> "LessonQuerySet":
        """Return those of which a thing was answered not to be it, the most frequent first."""
        return self.readable().filter(no_count__gt=0).exclude(thing="").order_by("-no_count", "pk")


class Lesson(models.Model):
    """What a search taught: how often nothing came of it, or how often it led to one thing.

    Whoever asked is never known, and with fewer than five people neither is what they asked: until then there
    is a keyed digest of the words alone.
    """

    # Of the words, whatever their order and form.
    search = models.CharField(max_length=64)
    # The key of the entry that was answered about; empty for the search itself.
    thing = models.CharField(max_length=80, blank=True)
    # As the fifth of them typed it, and cut to the stems.
    words = models.CharField(_("search"), max_length=200, blank=True)
    core = models.CharField(max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    people_count = models.PositiveSmallIntegerField(_("people"), default=0)
    nothing_count = models.PositiveIntegerField(_("found nothing"), default=0)
    went_on_count = models.PositiveIntegerField(_("searched on with other words"), default=0)
    opened_count = models.PositiveIntegerField(_("opened a result"), default=0)
    yes_count = models.PositiveIntegerField(_("this was it"), default=0)
    no_count = models.PositiveIntegerField(_("this was not it"), default=0)
    last_on = models.DateField(_("last on"))
    solved_on = models.DateField(_("solved on"), null=True, blank=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [models.UniqueConstraint(fields=["search", "thing"], name="lesson_is_unique")]
        indexes = [
            models.Index(fields=["thing"], condition=~Q(words=""), name="lesson_can_be_read"),
            models.Index(fields=["last_on"], name="lesson_is_old"),
        ]

    def __str__(self) -> str:
        return self.words or self.search[:8]


class LessonAsker(models.Model):
    """That one more person asked it, as a digest that joins no two searches; gone after the fifth."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="askers", db_index=False)
    digest = models.CharField(max_length=64)
    asked_on = models.DateField()

    class Meta:
        verbose_name = _("one more who asked")
        verbose_name_plural = _("those who asked")
        constraints = [models.UniqueConstraint(fields=["lesson", "digest"], name="asker_counts_once")]
        indexes = [models.Index(fields=["asked_on"], name="asker_is_old")]

    def __str__(self) -> str:
        return self.digest[:8]


class Remark(models.Model):
    """What somebody wrote of a thing that they found, without a name and without what they searched for."""

    thing = models.CharField(max_length=80)
    was_it = models.BooleanField(_("was it"))
    text = models.CharField(_("remark"), max_length=500)
    written_on = models.DateField(_("written on"))

    class Meta:
        verbose_name = _("remark on a result")
        verbose_name_plural = _("remarks on results")
        indexes = [models.Index(fields=["thing"], name="remark_of_thing")]

    def __str__(self) -> str:
        return self.text[:80]
