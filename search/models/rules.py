"""What the newsroom says about searches: other words, what comes first, what stays away."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_SEARCHES = 1000


def language_field() -> "models.CharField[str, str]":
    """Return a field for the language that a rule is about; without one it is about all."""
    return models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)


class Rule(models.Model):
    """Something that the newsroom decided about searches, and who last changed it."""

    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    changed_at = models.DateTimeField(_("changed at"), null=True, editable=False)

    class Meta:
        abstract = True


class SynonymRule(Rule):
    """Words that mean the same to who searches, besides those that Brink knows by itself."""

    words = models.CharField(
        _("words"),
        max_length=500,
        help_text=_(
            "“payslip, salary slip” lets each find the other. “side job => secondary activities” lets the "
            "left find the right, and not the other way round."
        ),
    )
    language = language_field()
    is_on = models.BooleanField(_("works"), default=True)
    note = models.CharField(
        _("note"), max_length=250, blank=True, help_text=_("For the newsroom, such as why it is there.")
    )

    class Meta:
        verbose_name = _("synonym rule")
        verbose_name_plural = _("synonym rules")
        ordering = ["words", "pk"]

    def __str__(self) -> str:
        return self.words


class SilencedSynonym(Rule):
    """A line of Brink's own list of synonyms that does not work here."""

    line = models.CharField(_("words"), max_length=500, unique=True)

    class Meta:
        verbose_name = _("general synonym that is off")
        verbose_name_plural = _("general synonyms that are off")
        ordering = ["line"]

    def __str__(self) -> str:
        return self.line


class BestBetQuerySet(models.QuerySet["BestBet"]):
    def standing_on(self, day: date) -> "BestBetQuerySet":
        """Return those that have not ended on `day`."""
        return self.filter(ends_on__gte=day)

    def ending_between(self, first: date, last: date) -> "BestBetQuerySet":
        """Return those that end on one of these days."""
        return self.filter(ends_on__range=(first, last))


class BestBet(Rule):
    """What the newsroom puts above the answer to some searches, until it ends.

    It leads to a thing that can be found, for who may see that, or to an address outside.
    """

    searches = models.TextField(
        _("searches"),
        max_length=LONGEST_SEARCHES,
        help_text=_("One on each line. Other forms and another order of the words count as the same."),
    )
    is_wide = models.BooleanField(
        _("also when other words stand beside them"),
        default=False,
        help_text=_("Then “parking” also counts for “parking permit for a visitor”."),
    )
    # The key of an entry: a thing that goes and comes back is the same thing.
    thing = models.CharField(_("page or thing"), max_length=80, blank=True, editable=False)
    address = models.CharField(
        _("or an address elsewhere"), max_length=500, blank=True, help_text=_("Such as https://example.org/.")
    )
    title = models.CharField(_("what stands there"), max_length=120, blank=True)
    text = models.CharField(
        _("why it comes first"), max_length=250, help_text=_("One sentence, which colleagues read below it.")
    )
    language = language_field()
    keeper = models.ForeignKey(
        "directory.Person",
        verbose_name=_("owner"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("Who checks that it is still right; readers see the name."),
    )
    ends_on = models.DateField(
        _("until"), help_text=_("The last day on which it is shown. A week before, the owner is told.")
    )

    objects = BestBetQuerySet.as_manager()

    class Meta:
        verbose_name = _("best bet")
        verbose_name_plural = _("best bets")
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(thing="", address__gt="") | models.Q(thing__gt="", address=""),
                name="best_bet_leads_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return " \N{MIDDLE DOT} ".join(self.searches.split("\n"))


class Exclusion(Rule):
    """A thing that the newsroom keeps out of the answers to some searches, or to all."""

    thing = models.CharField(_("page or thing"), max_length=80, editable=False)
    searches = models.TextField(
        _("searches"),
        max_length=LONGEST_SEARCHES,
        blank=True,
        help_text=_("One on each line. Without any, no search finds it."),
    )
    is_wide = models.BooleanField(
        _("also when other words stand beside them"),
        default=False,
        help_text=_("Then “parking” also counts for “parking permit for a visitor”."),
    )
    why = models.CharField(
        _("why"), max_length=250, help_text=_("For colleagues of the newsroom, now and later.")
    )

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.why


class RulesToken(models.Model):
    """Changes with every rule: a process that remembers rules sees that it must read them anew."""

    name = models.CharField(max_length=50, unique=True)
    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = "token of the search rules"
        verbose_name_plural = "tokens of the search rules"

    def __str__(self) -> str:
        return self.name
