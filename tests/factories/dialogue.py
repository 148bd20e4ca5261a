"""Comments, placed by the service so that their threads are in order."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from wagtail.models import Page

from access.models import User
from access.roles import Role, give_role
from dialogue.conversations import note_spoken, sum_up
from dialogue.models import BrinkComment
from dialogue.services import post_comment
from home.organisation.storing import reserve_ids, store
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


def comments_on(
    page: Page,
    count: int,
    words: str = "Reactie",
    *,
    parent: BrinkComment | None = None,
    author: User | None = None,
) -> list[BrinkComment]:
    """Return so many comments under `page`, or answers to a `parent` whose thread ends with its answers.

    They are stored at once, for where only their number matters, and nobody is told of them.
    """
    author = author or UserFactory()
    before = BrinkComment.objects.filter(thread_id=parent.thread_id).count() if parent else 0
    made = [
        BrinkComment(
            pk=pk,
            content_type=page.cached_content_type,
            object_pk=str(page.pk),
            site_id=settings.SITE_ID,
            user=author,
            comment=f"{words} {number}",
            submit_date=NOW,
            # The package writes a first comment as its own parent.
            parent_id=parent.pk if parent else pk,
            thread_id=parent.thread_id if parent else pk,
            level=parent.level + 1 if parent else 0,
            order=before + number + 1 if parent else 1,
        )
        for number, pk in enumerate(reserve_ids(BrinkComment, count))
    ]
    store(made)
    if parent is None:
        for first in made:
            note_spoken(first)
        return made
    above = [parent]
    while not above[-1].is_first:
        above.append(BrinkComment.objects.get(pk=above[-1].parent_id))
    answered = BrinkComment.objects.filter(pk__in=[comment.pk for comment in above])
    answered.update(nested_count=F("nested_count") + count)
    sum_up(parent.thread_id)
    return made


def walk_of(page: Page) -> list[int]:
    """Return the numbers of all comments under `page` in the order in which they are stored to be read."""
    rows = BrinkComment.objects.under(page.content_type_id, str(page.pk)).order_by("thread_id", "order")
    return list(rows.values_list("pk", flat=True))
