"""The newest questions of many groups, read from the front of each one's own index.

A plain `scope IN (...) ORDER BY` reads every question of all these scopes to find the twenty newest. Here the
database takes as many of each as a list can show, and then the newest of those: what is read grows with the
number of groups that somebody reads, and not with what was written there.
"""

from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery

from groups.models import Question
from groups.querysets import QuestionQuerySet


class _EachKey(Subquery):
    """The keys that a query finds, each on a row of its own: PostgreSQL's function that returns sets."""

    template = "unnest(ARRAY(%(subquery)s))"
    output_field = BigIntegerField()
    set_returning = True


def newest_of_each(
    questions: QuestionQuerySet,
    places: "QuerySet[Any]",  # Any: scopes or groups
    name: str,
    size: int,
) -> QuestionQuerySet:
    """Return the newest `size` of `questions` in each of `places`, to which their field `name` points.

    Other databases than PostgreSQL have no join that looks back, and get all of these places.
    """
    if connection.vendor != "postgresql":
        everything: QuestionQuerySet = questions.filter(**{f"{name}__in": places.order_by().values("pk")})
        return everything
    of_each = questions.filter(**{name: OuterRef("pk")}).order_by("-asked_at", "-pk").values("pk")[:size]
    keys = places.order_by().annotate(key=_EachKey(of_each)).values("key")
    found: QuestionQuerySet = Question.objects.filter(pk__in=keys)
    return found


def newest_of(
    questions: QuestionQuerySet,
    places: "QuerySet[Any]",  # Any: as above
    name: str,
    size: int,
) -> list[int]:
    """Return the keys of the newest `size` of `questions` in all of `places` together, the newest first."""
    newest = newest_of_each(questions, places, name, size).order_by("-asked_at", "-pk")
    return list(newest.values_list("pk", flat=True)[:size])
