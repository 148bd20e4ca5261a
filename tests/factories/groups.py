"""Groups, their members and what these write, by the services."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from access.models import Scope, User
from directory.models import Person
from groups.models import Group, Membership, Post
from groups.services.posting import NewPost, post_in_group
from groups.services.scopes import scopes_for
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import colleague

NOW = datetime(2026, 11, 23, 9, 14, tzinfo=UTC)


class GroupFactory(DjangoModelFactory):
    """A group without members, open unless `access` says otherwise."""

    class Meta:
        model = Group

    name = factory.Sequence(lambda number: f"Groep {number}")
    slug = factory.Sequence(lambda number: f"groep-{number}")
    kind = Group.Kind.PRACTICE
    purpose = "Samen leren van wat we doen."
    review_on = date(2027, 6, 1)
    founded_at = NOW

    @classmethod
    def _create(cls, model_class: type[Group], *args: Any, **kwargs: Any) -> Group:  # Any: the factory's own
        everyone = Scope.objects.everyone()
        group = model_class.objects.create(*args, scope=everyone, front_scope=everyone, **kwargs)
        group.scope, group.front_scope = scopes_for(group.access, group.pk)
        group.save()
        return group


def member_of(group: Group, name: str = "", role: str = "member", **account: Any) -> User:  # Any: its fields
    """Return the account of a member of `group`; with a `role`, of a host."""
    user = colleague(name or f"Lid {Membership.objects.count()}", **account)
    let_in(group, user.person, role)
    # Read anew: what they may see was asked before they came in.
    return User.objects.get(pk=user.pk)


def let_in(group: Group, person: Person, role: str = "member") -> Membership:
    """Return the membership of somebody who is in from now on."""
    membership = Membership.objects.create(
        group=group, person=person, role=role, state=Membership.State.MEMBER, since=NOW
    )
    group.member_count += 1
    group.save(update_fields=["member_count"])
    return membership


def post_in(
    group: Group,
    title: str = "Wie weet dit?",
    text: str = "Ik kom er niet uit.",
    *,
    kind: str = "message",
    author: User | None = None,
    now: datetime = NOW,
    language: str = "nl",
    **kwargs: Any,  # Any: as the service has them
) -> Post:
    """Return a post in `group`, read anew as a view would; without `author` a member is made for it."""
    new = NewPost(kind=Post.Kind(kind), title=title, text=text, language=language, **kwargs)
    post = post_in_group(author=author or member_of(group), group=group, new=new, now=now)
    found: Post = Post.objects.select_related("group", "opening").get(pk=post.pk)
    return found


def ask_in(group: Group, title: str = "Wie weet dit?", **kwargs: Any) -> Post:  # Any: as `post_in` has them
    """Return a question that was asked in `group`."""
    return post_in(group, title, kind="question", **kwargs)


def stranger() -> User:
    """Return an account of somebody who is in no group."""
    return UserFactory()
