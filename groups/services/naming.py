"""Addresses of groups."""

from django.utils.crypto import get_random_string
from django.utils.text import slugify

from groups.models import Group

# Words that stand in that place in other addresses.
TAKEN = frozenset({"new", "similar", "rules", "mine", "events", "feeds", "hosts", "calendar"})
LONGEST = 90
SECRET_LENGTH = 12
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def free_slug(name: str) -> str:
    """Return an address that no group has: of its name, with a number where that is taken."""
    base = slugify(name)[:LONGEST].strip("-") or "groep"
    near = set(Group.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | TAKEN
    number = 1
    slug = base
    while slug in near:
        number += 1
        slug = f"{base}-{number}"
    return slug


def secret_slug() -> str:
    """Return an address that tells nothing and that nobody guesses.

    A number behind the name of a new group would tell that there is a secret one of that name.
    """
    return get_random_string(SECRET_LENGTH, LETTERS)
