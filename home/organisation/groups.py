"""The groups of a synthetic organisation, and who is in them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from directory.models import Person
from following.models import Follow
from following.sources import sources_for
from groups.models import Group, Membership
from groups.services.hosting import keep_hosts_group
from groups.services.scopes import scopes_for
from groups.source import GROUP
from home.organisation.invention import Inventor, address
from home.organisation.people import Staff
from home.organisation.plan import Plan
from home.organisation.posts import add_posts
from home.organisation.storing import reserve_ids, store

Access, Role, State = Group.Access, Membership.Role, Membership.State

# The first one is open: all who work here are in it.
ACCESS = (Access.OPEN, Access.ON_REQUEST, Access.OPEN, Access.CLOSED, Access.SECRET)
KINDS = tuple(Group.Kind)
MEMBERS_IN_A_GROUP = 40
# Who comes first is a host, and the next one a co-host.
ROLES = (Role.HOST, Role.CO_HOST)
# So many ask to come in where a host decides on that.
ASKING_COUNT = 3
SUBJECTS_IN_A_GROUP = 2


def make_groups(plan: Plan, staff: Staff) -> list[Group]:
    """Store groups of all kinds with their members and what these write; the first one is for everybody."""
    inventor = plan.inventor("groups")
    groups = [_group(plan, number, inventor) for number in range(plan.size.groups)]
    members = [staff.people, *(_some(staff.people, inventor) for _group in groups[1:])]
    for group, people in zip(groups, members, strict=True):
        group.member_count = len(people)
    _store_groups(groups)
    _give_subjects(groups, staff, inventor)
    # Half of all that is written is written where everybody is.
    shares = [plan.size.group_posts // 2, *_shared(plan.size.group_posts // 2, len(groups) - 1)]
    for group, people, share in zip(groups, members, shares, strict=True):
        add_members(group, people, plan, inventor)
        if group.access in (Access.ON_REQUEST, Access.CLOSED):
            _let_ask(group, people, staff, plan, inventor)
        add_posts(group, people, share, inventor, plan.now)
    keep_hosts_group({person.pk for people in members for person in people[: len(ROLES)]}, now=plan.now)
    return groups


def make_group(plan: Plan, people: Sequence[Person], post_count: int) -> Group:
    """Store a group on request of all these people, who wrote so many posts; the first one hosts it."""
    inventor = plan.inventor("group")
    group = _group(plan, ACCESS.index(Access.ON_REQUEST), inventor)
    group.member_count = len(people)
    _store_groups([group])
    add_members(group, people, plan, inventor)
    add_posts(group, people, post_count, inventor, plan.now)
    keep_hosts_group([person.pk for person in people[: len(ROLES)]], now=plan.now)
    return group


def add_members(group: Group, people: Sequence[Person], plan: Plan, inventor: Inventor) -> None:
    """Let these people be in `group`, and follow it: the first of them are its hosts.

    The group knows already how many they are.
    """
    [source] = sources_for([(GROUP, group.pk)])
    store(
        Follow(follower_id=person.user_id, source=source, followed_at=plan.now)
        for person in people
        if person.user_id is not None
    )
    store(
        Membership(
            group=group,
            person_id=person.pk,
            state=State.MEMBER,
            role=ROLES[place] if place < len(ROLES) else Role.MEMBER,
            since=max(group.founded_at, inventor.moment_before(plan.now, 700)),
        )
        for place, person in enumerate(people)
    )


def _group(plan: Plan, number: int, inventor: Inventor) -> Group:
    access = ACCESS[number % len(ACCESS)]
    name = f"{inventor.title()} {plan.seed}.{number}"
    return Group(
        slug=address(inventor.title(), plan.seed, number),
        name=name[:80],
        language="nl",
        kind=KINDS[number % len(KINDS)],
        access=access,
        purpose=inventor.text(1)[:200],
        brings=inventor.text(1),
        gets=inventor.text(1),
        rhythm="Elke eerste dinsdag om twaalf uur",
        house_rules=inventor.text(2),
        welcome=inventor.text(2),
        review_on=plan.today + timedelta(days=180),
        founded_at=plan.now - timedelta(days=720),
    )


def _store_groups(groups: Sequence[Group]) -> None:
    for pk, group in zip(reserve_ids(Group, len(groups)), groups, strict=True):
        group.pk = pk
        group.scope, group.front_scope = scopes_for(group.access, pk)
    store(groups)


def _some(people: Sequence[Person], inventor: Inventor) -> list[Person]:
    count = min(len(people), max(len(ROLES), int(inventor.random.expovariate(1 / MEMBERS_IN_A_GROUP))))
    return inventor.random.sample(people, k=count)


def _shared(count: int, group_count: int) -> Iterator[int]:
    for number in range(group_count):
        yield count // group_count + (number < count % group_count)


def _let_ask(group: Group, members: Sequence[Person], staff: Staff, plan: Plan, inventor: Inventor) -> None:
    inside = {person.pk for person in members}
    some = inventor.random.sample(staff.people, k=min(len(staff.people), 2 * ASKING_COUNT))
    asking = [person for person in some if person.pk not in inside][:ASKING_COUNT]
    store(
        Membership(
            group=group,
            person_id=person.pk,
            state=State.ASKED,
            since=inventor.moment_before(plan.now, 10),
            words=inventor.text(1)[:300],
        )
        for person in asking
    )


def _give_subjects(groups: Sequence[Group], staff: Staff, inventor: Inventor) -> None:
    # Any: what lies between two models has no types.
    through: Any = Group.subjects.through
    store(
        through(group_id=group.pk, subject_id=subject.pk)
        for group in groups
        for subject in inventor.random.sample(staff.subjects, k=SUBJECTS_IN_A_GROUP)
    )
