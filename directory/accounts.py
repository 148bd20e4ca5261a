"""The accounts of who works here."""

from django.db.models import QuerySet

from access.models import User


def accounts_here() -> QuerySet[User]:
    """Return the accounts that can be used, but for those of colleagues who have left.

    An account that stands in no directory is among them.
    """
    return User.objects.filter(is_active=True).exclude(person__left_on__isnull=False)
