"""Notices of coming into a group: to who is invited, let in, refused or removed, and to hosts who decide."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from access.models import Scope, User
from groups.models import Group, Membership
from notices.happening import note
from notices.models import Event, Notice
from notices.tellers import Subject

Reason = Notice.Reason
State = Membership.State
INVITED, ASKED, LET_IN, REFUSED, REMOVED = "invited", "asked", "let_in", "refused", "removed"
MADE_HOST = "made_host"


def note_membership(what: str, row: Membership, *, actor: User | None, now: datetime) -> None:
    """Note what happened to a membership, in its transaction; each time is an event of its own.

    Everyone's scope, as who is invited to a secret group has no other: what is told is asked of the row.
    """
    note(
        kind=Event.Kind.HOSTING if what == ASKED else Event.Kind.MEMBERSHIP,
        key=f"coming:{row.pk}:{what}:{now:%Y%m%d%H%M%S%f}",
        happened_at=now,
        scope_id=Scope.objects.everyone().pk,
        page_id=None,
        actor_id=actor.pk if actor is not None else None,
    )


class ComingTeller:
    """Tells of memberships, as long as they are in the state of which is told."""

    name = "coming"

    def concerned(self, event: Event) -> dict[int, Reason]:
        pk, what = _parts_of(event)
        row = Membership.objects.select_related("person").filter(pk=pk).first()
        if row is None:
            return {}
        if what == ASKED:
            hosts = Membership.objects.hosts().filter(group=row.group_id, person__user__isnull=False)
            return dict.fromkeys(hosts.values_list("person__user", flat=True), Reason.HOST)
        return {row.person.user_id: Reason.MEMBERSHIP} if row.person.user_id is not None else {}

    def sentence(self, event: Event) -> str:
        _pk, what = _parts_of(event)
        return {
            INVITED: _("%(who)s invites you to the group %(what)s"),
            ASKED: _("%(who)s would like to come into %(what)s"),
            LET_IN: _("%(who)s let you into %(what)s"),
            REFUSED: _("%(who)s did not let you into %(what)s"),
            REMOVED: _("%(who)s took you out of %(what)s"),
            MADE_HOST: _("%(who)s made you a host of %(what)s"),
        }[what]

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        asked = {event.pk: _parts_of(event) for event in events}
        keys = {pk for pk, _what in asked.values()}
        rows = Membership.objects.select_related("group", "person").in_bulk(keys)
        known = set(
            Group.objects.visible_to(viewer).filter(memberships__in=keys).values_list("pk", flat=True)
        )
        hosted = Membership.objects.of_user(viewer).hosts().filter(group__memberships__in=keys)
        hosting = set(hosted.order_by().values_list("group_id", flat=True))
        found = {}
        for event_pk, (pk, what) in asked.items():
            row = rows.get(pk)
            if row is None or not _may_be_told(row, what, viewer, known=known, hosting=hosting):
                continue
            found[event_pk] = Subject(
                title=row.group.name,
                language=row.group.language,
                text=row.words if what not in (LET_IN, MADE_HOST) else "",
                address=_address_of(row, what),
                is_open=not row.group.is_secret,
            )
        return found


def _may_be_told(row: Membership, what: str, viewer: User, *, known: set[int], hosting: set[int]) -> bool:
    if what == ASKED:
        return row.state == State.ASKED and row.group_id in hosting
    if row.person.user_id != viewer.pk:
        return False
    if what == INVITED and row.state == State.INVITED:
        return True
    states = {
        INVITED: (State.MEMBER,),
        LET_IN: (State.MEMBER,),
        REFUSED: (State.DECLINED,),
        REMOVED: (State.REMOVED,),
        MADE_HOST: (State.MEMBER,),
    }
    return row.group_id in known and row.state in states[what]


def _address_of(row: Membership, what: str) -> str:
    if what == ASKED or (what == MADE_HOST and row.role != Membership.Role.MEMBER):
        return reverse("groups:host", args=[row.group.slug])
    if row.state == State.INVITED:
        return reverse("groups:membership", args=[row.group.slug])
    return row.group.get_absolute_url()


def _parts_of(event: Event) -> tuple[int, str]:
    _name, pk, what, _moment = event.key.split(":")
    return int(pk), what
