"""What the screen of a group shows beside its stream: hosts, some members by department, and its state."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from access.scopes import Viewer
from directory.models import Person, Unit
from directory.presence_words import Presence, presence_of
from directory.visibility import ShownPerson, as_seen_by
from groups.models import Group, Membership, Post, Question

# So many of the newest stand for all.
MEMBERS_READ = 30
MOST_DEPARTMENTS = 4
MOST_FACES = 3
MOST_HOSTS = 6
MOST_KNOWN = 4
NEW_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Host:
    """A host, and whether they can be reached today."""

    person: ShownPerson
    presence: Presence | None


@dataclass(frozen=True)
class Department:
    """Some members of one part of the organisation."""

    name: str
    people: list[ShownPerson]
    has_more: bool


def hosts_of(group: Group, viewer: Viewer, now: datetime) -> list[Host]:
    """Return the hosts of a group, whom everybody sees who knows of it: a fixed number of queries."""
    keys = list(group.memberships.hosts().values_list("person_id", flat=True)[:MOST_HOSTS])
    people = Person.objects.visible_to(viewer).select_related("unit").in_bulk(keys)
    shown = as_seen_by([people[key] for key in keys if key in people], viewer)
    presences = presence_of(shown, viewer, now)
    return [Host(person, presences.get(person.pk)) for person in shown]


def departments_of(group: Group, viewer: Viewer) -> list[Department]:
    """Return the newest few members by department: as many rows, however many members there are."""
    newest = group.memberships.members().order_by("-since", "-pk").values_list("person_id", flat=True)
    keys = list(newest[:MEMBERS_READ])
    people = Person.objects.visible_to(viewer).select_related("unit").in_bulk(keys)
    shown = as_seen_by([people[key] for key in keys if key in people], viewer)
    names = _departments({person.unit.path for person in shown if person.unit is not None})
    by_name: dict[str, list[ShownPerson]] = defaultdict(list)
    for person in shown:
        if person.unit is not None:
            by_name[names[person.unit.path]].append(person)
    largest = sorted(by_name.items(), key=lambda each: (-len(each[1]), each[0]))[:MOST_DEPARTMENTS]
    return [Department(name, own[:MOST_FACES], len(own) > MOST_FACES) for name, own in largest]


def _departments(paths: Iterable[str]) -> dict[str, str]:
    """Return {path of a unit: the name of its department}, which is the second level of the tree."""
    tops = {path: path[: Unit.steplen * 2] for path in paths}
    found = dict(Unit.objects.filter(path__in=set(tops.values())).values_list("path", "name"))
    return {path: found.get(top, "") for path, top in tops.items()}


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
