"""The accounts of the people of Lindewaard."""

from access.models import User


def user_of(username: str) -> User:
    """Return the account of somebody in Lindewaard, read anew: what they may see changes on the way."""
    return User.objects.select_related("person").get(username=username)
