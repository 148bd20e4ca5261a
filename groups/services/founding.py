"""Founding a group, whose founder is its first host."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from access.audit import record
from access.models import Scope, User
from dialogue.services.posting import DOUBLE_SUBMIT
from directory.models import Person, Subject
from groups.models import Group, Membership
from groups.services.hosting import write_role
from groups.services.letting_in import invite
from groups.services.naming import free_slug, secret_slug
from groups.services.scopes import scopes_for
from groups.services.standing_in import colleague_of, write_row
from groups.signals import group_changed

CO_HOST_WITHIN = timedelta(days=14)
MOST_TRIES = 3


@dataclass(frozen=True)
class NewGroup:
    """What somebody says of the group that they found."""

    name: str
    kind: str
    purpose: str
    access: str
    review_on: date
    brings: str = ""
    gets: str = ""
    rhythm: str = ""
    house_rules: str = ""
    language: str = ""
    subjects: Iterable[Subject] = ()


def found_group(*, founder: User, new: NewGroup, co_host: Person | None = None, now: datetime) -> Group:
    """Return the group, of which `founder` is the host; a co-host is asked to come in, or sought in 14 days.

    The same name and purpose again within a minute is a second click, not a second group.

    Raises NotAColleague.
    """
    for attempt in range(1, MOST_TRIES + 1):
        try:
            return _found(founder, new, co_host, now)
        except IntegrityError:
            # Somebody founded one of the same name at this moment.
            if attempt == MOST_TRIES:
                raise
    raise AssertionError("The last try returns or raises.")


@transaction.atomic
def _found(founder: User, new: NewGroup, co_host: Person | None, now: datetime) -> Group:
    person = colleague_of(founder)
    # One at a time per founder, so that a double click finds what its twin made.
    User.objects.select_for_update(no_key=True).get(pk=founder.pk)
    twin: Group | None = _twin(founder, new, now)
    if twin is not None:
        return twin
    is_secret = new.access == Group.Access.SECRET
    # Until its key is known, nothing else can be said of who sees it.
    nobody_yet = Scope.objects.everyone()
    group = Group.objects.create(
        slug=secret_slug() if is_secret else free_slug(new.name),
        name=new.name,
        language=new.language,
        kind=new.kind,
        access=new.access,
        purpose=new.purpose,
        brings=new.brings,
        gets=new.gets,
        rhythm=new.rhythm,
        house_rules=new.house_rules,
        review_on=new.review_on,
        founded_at=now,
        founded_by=founder,
        co_host_due_on=timezone.localdate(now) + CO_HOST_WITHIN,
        scope=nobody_yet,
        front_scope=nobody_yet,
    )
    group.scope, group.front_scope = scopes_for(group.access, group.pk)
    group.save(update_fields=["scope", "front_scope"])
    group.subjects.set(new.subjects)
    row = write_row(group, person, Membership.State.MEMBER, now=now)
    write_role(group, row, Membership.Role.HOST, actor=founder, now=now)
    record(actor=founder, action="group.founded", thing=group, details={"access": group.access}, now=now)
    if co_host is not None:
        invite(host=founder, group=group, people=[co_host], role=Membership.Role.CO_HOST, now=now)
    group.refresh_from_db()
    group_changed.send(sender=Group, group=group)
    return group


def _twin(founder: User, new: NewGroup, now: datetime) -> Group | None:
    founded = Group.objects.filter(founded_by=founder, founded_at__gt=now - DOUBLE_SUBMIT)
    found: Group | None = founded.filter(name=new.name, purpose=new.purpose, access=new.access).first()
    return found
