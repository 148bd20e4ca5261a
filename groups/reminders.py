"""What falls due for groups: a co-host, a review, and an end where nobody hosts."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.models import User
from groups.models import Group, Membership
from groups.services.states import SEEKS_FOR, end_unhosted
from notices.happening import note
from notices.models import Event, Notice
from notices.tellers import Subject

CO_HOST, REVIEW, SEEKS = "co_host", "review", "seeks"
# A review is announced this long before.
REVIEW_AHEAD = timedelta(days=14)
# Whoever wrote there lately may want to host; a large group is not told as a whole.
MOST_ASKED_TO_HOST = 30


def look_after(now: datetime) -> None:
    """Tell hosts what a group asks of them, each once, and end groups that nobody hosts."""
    today = timezone.localdate(now)
    groups = Group.objects.filter(state=Group.State.ACTIVE).select_related("scope").order_by("pk")
    for group in groups.filter(co_host_due_on__lte=today):
        _note(group, CO_HOST, str(group.co_host_due_on), now)
    for group in groups.filter(review_on__lte=today + REVIEW_AHEAD):
        _note(group, REVIEW, str(group.review_on), now)
    for group in groups.filter(seeks_host_since__isnull=False):
        assert group.seeks_host_since is not None
        _note(group, SEEKS, f"{group.seeks_host_since:%Y-%m-%d}", now)
    end_unhosted(now)


class TaskTeller:
    """Tells hosts what their group asks of them, and members that it looks for a host."""

    name = "task"

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        group_id, what = _parts_of(event)
        members = Membership.objects.members().filter(group=group_id, person__user__isnull=False)
        if what == SEEKS:
            newest = members.order_by("-since", "-pk").values_list("person__user", flat=True)
            return dict.fromkeys(newest[:MOST_ASKED_TO_HOST], Notice.Reason.MEMBERSHIP)
        hosts = members.exclude(role=Membership.Role.MEMBER).values_list("person__user", flat=True)
        return dict.fromkeys(hosts, Notice.Reason.HOST)

    def sentence(self, event: Event) -> str:
        _group, what = _parts_of(event)
        return {
            CO_HOST: _("Who hosts %(what)s together with you? Name a co-host"),
            REVIEW: _("Does %(what)s still help? Look at it together"),
            SEEKS: _("%(what)s looks for a host. Is that something for you?"),
        }[what]

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        asked = {event.pk: _parts_of(event) for event in events}
        groups = Group.objects.visible_to(viewer).in_bulk({group_id for group_id, _what in asked.values()})
        return {
            event_pk: Subject(
                title=groups[group_id].name,
                language=groups[group_id].language,
                address=_address_of(groups[group_id], what),
                is_open=not groups[group_id].is_secret,
            )
            for event_pk, (group_id, what) in asked.items()
            if group_id in groups
        }


def ends_on(group: Group) -> datetime | None:
    """Return until when a group looks for a host."""
    return group.seeks_host_since + SEEKS_FOR if group.seeks_host_since is not None else None


def _note(group: Group, what: str, moment: str, now: datetime) -> None:
    note(
        kind=Event.Kind.HOSTING,
        key=f"task:{group.pk}:{what}:{moment}",
        happened_at=now,
        scope_id=group.front_scope_id,
        page_id=None,
    )


def _address_of(group: Group, what: str) -> str:
    return group.get_absolute_url() if what == SEEKS else reverse("groups:host", args=[group.slug])


def _parts_of(event: Event) -> tuple[int, str]:
    _name, group_id, what, _moment = event.key.split(":")
    return int(group_id), what
