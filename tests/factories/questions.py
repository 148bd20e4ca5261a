"""Colleagues who may know the answer to a question."""

from access.models import User
from directory.models import Subject, Workday
from tests.factories.dialogue import colleague


def expert(
    name: str, *subjects: Subject, days: "range | tuple[int, ...]" = range(1, 6), **hours: object
) -> User:
    """Return the account of who says to know about these subjects and works on these days."""
    user = colleague(name)
    user.person.subjects.add(*subjects)
    Workday.objects.bulk_create(Workday(person=user.person, weekday=day, **hours) for day in days)
    return user
