"""Comments, placed by the service so that their threads are in order."""

from datetime import UTC, datetime
from typing import Any

from wagtail.models import Page

from access.models import User
from access.roles import Role, give_role
from dialogue.models import BrinkComment
from dialogue.services import post_comment
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory

NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)


def colleague(name: str, **account: Any) -> User:  # Any: field values of an account
    """Return an account whose person has this name."""
    user = UserFactory(**account)
    PersonFactory(name=name, user=user)
    # Read anew: the account was made before its person.
    return User.objects.get(pk=user.pk)


def moderator() -> User:
    """Return a community manager."""
    user = UserFactory()
    give_role(user, Role.COMMUNITY_MANAGER)
    return User.objects.get(pk=user.pk)


def comment_on(
    page: Page,
    text: str = "Goed idee.",
    *,
    author: User | None = None,
    **kwargs: Any,  # Any: as the service has them
) -> BrinkComment:
    """Return a comment under `page`, read anew as a view would."""
    kwargs.setdefault("now", NOW)
    comment = post_comment(author=author or UserFactory(), target=page, text=text, **kwargs)
    found: BrinkComment = BrinkComment.objects.get(pk=comment.pk)
    return found


def walk_of(page: Page) -> list[int]:
    """Return the numbers of all comments under `page` in the order in which they are stored to be read."""
    rows = BrinkComment.objects.under(page.content_type_id, str(page.pk)).order_by("thread_id", "order")
    return list(rows.values_list("pk", flat=True))
