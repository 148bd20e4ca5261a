"""People with a role."""

from typing import Any

from wagtail.models import Page

from access.models import User
from access.roles import Role, give_role, give_section
from tests.factories.accounts import UserFactory


def holder_of(role: Role, **account: Any) -> User:  # Any: field values of an account
    """Return someone who has this role, read anew as a request would."""
    user: User = UserFactory(**account)
    give_role(user, role)
    return User.objects.get(pk=user.pk)


def section_editor_of(page: Page) -> User:
    """Return someone who writes and publishes on `page` and below it."""
    user: User = UserFactory()
    give_section(user, page)
    return User.objects.get(pk=user.pk)
