from collections.abc import Iterable
from itertools import product
from typing import TypeAlias

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

EVERYONE = "everyone"
NOBODY = "nobody"
# A condition that grows beyond this is not made: whoever it would have let in as well is left out.
MOST_SETS = 32
MOST_TOKENS = 400

TokenSet: TypeAlias = frozenset[str]


class ScopeManager(models.Manager["Scope"]):
    def everyone(self) -> "Scope":
        """Return the scope that every signed-in person has."""
        return self.for_sets([])

    @transaction.atomic
    def for_sets(self, token_sets: Iterable[Iterable[str]]) -> "Scope":
        """Return the one scope that asks a token of each set.

        A set without tokens can be met by nobody. Sets in another order, or given twice, are the
        same scope.
        """
        clauses = sorted({tuple(sorted(set(tokens))) or (NOBODY,) for tokens in token_sets})
        # Whoever is signed in meets this set, so it asks nothing.
        clauses = [clause for clause in clauses if EVERYONE not in clause] or [(EVERYONE,)]
        condition = " & ".join("|".join(clause) for clause in clauses)
        scope, created = self.get_or_create(condition=condition, defaults={"set_count": len(clauses)})
        if created:
            ScopeToken.objects.bulk_create(
                ScopeToken(scope=scope, set_number=number, token=token)
                for number, clause in enumerate(clauses)
                for token in clause
            )
        return scope

    def for_any(self, scopes: Iterable["Scope"]) -> "Scope":
        """Return the scope that is met by who meets one of `scopes`; by nobody if there are none.

        Should that grow too large, some who meet one of them do not meet it; never the other way round.
        """
        simplest_first = sorted(set(scopes), key=lambda scope: (scope.set_count, scope.pk))
        if len(simplest_first) == 1:
            return simplest_first[0]
        together: set[TokenSet] = {frozenset({NOBODY})}
        for scope in simplest_first:
            wider = _either(together, scope.token_sets)
            if len(wider) <= MOST_SETS and sum(map(len, wider)) <= MOST_TOKENS:
                together = wider
        return self.for_sets(together)


def _either(some: Iterable[TokenSet], others: Iterable[TokenSet]) -> set[TokenSet]:
    """Return the sets that are all met where all of `some` are, or all of `others`."""
    pairs = {(one | other) - {NOBODY} for one, other in product(some, others)}
    pairs = {pair or frozenset({NOBODY}) for pair in pairs if EVERYONE not in pair}
    # Whoever meets a set meets each larger one as well.
    return {pair for pair in pairs if not any(other < pair for other in pairs)}


class Scope(models.Model):
    """Who may see a thing: one token of every set, such as `role:4|role:7 & unit:12`.

    Interned: things with the same condition share a row, so lists filter on a handful of numbers.
    """

    condition = models.TextField(unique=True, editable=False)
    set_count = models.PositiveSmallIntegerField(editable=False)

    objects = ScopeManager()

    class Meta:
        verbose_name = _("scope")
        verbose_name_plural = _("scopes")

    def __str__(self) -> str:
        return self.condition

    @property
    def token_sets(self) -> list[TokenSet]:
        """The sets of which a reader must hold a token each."""
        return [frozenset(clause.split("|")) for clause in self.condition.split(" & ")]


class ScopeToken(models.Model):
    """One token that meets one of a scope's sets."""

    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="tokens")
    set_number = models.PositiveSmallIntegerField()
    token = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["token", "scope", "set_number"], name="scope_token_lookup")]
        constraints = [
            models.UniqueConstraint(fields=["scope", "set_number", "token"], name="scope_token_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.token} in {self.scope_id}"
