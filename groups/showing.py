"""What the screen of a group shows beside its stream: hosts, what is known there, and whom it welcomes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from access.scopes import Viewer
from directory.models import Person
from directory.presence_words import Presence, presence_of
from directory.visibility import ShownPerson, as_seen_by
from groups.models import Group, Membership, Post, Question

MOST_HOSTS = 6
MOST_KNOWN = 4
NEW_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Host:
    """A host, and whether they can be reached today."""

    person: ShownPerson
    presence: Presence | None


def hosts_of(group: Group, viewer: Viewer, now: datetime) -> list[Host]:
    """Return the hosts of a group, whom everybody sees who knows of it: a fixed number of queries."""
    keys = list(group.memberships.hosts().values_list("person_id", flat=True)[:MOST_HOSTS])
    people = Person.objects.visible_to(viewer).select_related("unit").in_bulk(keys)
    shown = as_seen_by([people[key] for key in keys if key in people], viewer)
    presences = presence_of(shown, viewer, now)
    return [Host(person, presences.get(person.pk)) for person in shown]


def known_in(group: Group, viewer: Viewer) -> list[Post]:
    """Return the questions of a group whose answer helped, the last one first."""
    helped = Question.objects.visible_to(viewer).standing().filter(group=group, state=Question.State.HELPED)
    newest = helped.filter(is_outdated=False, duplicate_of=None).order_by("-asked_at", "-pk")
    return [question.post for question in newest.select_related("post")[:MOST_KNOWN]]


def awaits_welcome(membership: Membership | None, now: datetime) -> bool:
    """Tell whether somebody who came in lately has yet to read the welcome of their group."""
    return (
        membership is not None
        and membership.state == Membership.State.MEMBER
        and membership.role == Membership.Role.MEMBER
        and membership.read_welcome_at is None
        and membership.since > now - NEW_FOR
    )
