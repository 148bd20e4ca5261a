"""What hosts do for the people in their group: welcome who is new, and thank who helped."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from access.models import User
from dialogue.models import BrinkComment
from dialogue.services import post_comment
from dialogue.targets import target_of
from directory.models import Person
from groups.hosting.newcomers import to_welcome
from groups.models import Group, Membership, Post
from groups.services.hosting import hold_as_host
from groups.services.posting import NewPost, post_in_group
from groups.services.refusals import NothingToDecide


@transaction.atomic
def welcome(
    *, host: User, group: Group, members: Collection[int], text: str, language: str, now: datetime
) -> Post:
    """Return the message in which `host` welcomes those of the newcomers `members`, each by name.

    Raises NoGroup, NotAHost, NothingToDecide (all of them left or were welcomed), and what posting raises.
    """
    group = hold_as_host(group, host)
    rows = list(to_welcome(group.pk, now).filter(pk__in=members))
    people = Person.objects.visible_to(host).working_here().filter(pk__in=[row.person_id for row in rows])
    called = ", ".join(f"@{person.slug}" for person in people.order_by("sort_name", "pk"))
    if not called:
        raise NothingToDecide
    new = NewPost(kind=Post.Kind.MESSAGE, title="", text=f"{called}: {text}", language=language)
    post = post_in_group(author=host, group=group, new=new, now=now)
    _note_welcomed(rows, now)
    return post


@transaction.atomic
def need_no_welcome(*, host: User, group: Group, members: Collection[int], now: datetime) -> None:
    """Take newcomers from the list without a word, who were welcomed at the coffee machine.

    Raises NoGroup and NotAHost.
    """
    group = hold_as_host(group, host)
    _note_welcomed(list(to_welcome(group.pk, now).filter(pk__in=members)), now)


@transaction.atomic
def say_thanks(*, host: User, group: Group, answer: BrinkComment, text: str, now: datetime) -> BrinkComment:
    """Return the comment in which `host` thanks who gave `answer`: they get notice of it as of any reply.

    Raises NoGroup, NotAHost, and what commenting raises.
    """
    group = hold_as_host(group, host)
    post = Post.objects.select_related("group").get(pk=int(answer.object_pk), group=group)
    return post_comment(author=host, target=target_of(post), text=text, parent=answer, now=now)


def _note_welcomed(rows: Collection[Membership], now: datetime) -> None:
    Membership.objects.filter(pk__in=[row.pk for row in rows]).update(welcomed_at=now)
