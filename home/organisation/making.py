"""Makes a synthetic organisation: everything or nothing."""

from collections.abc import Callable

from django.db import transaction

from directory.models import Person
from following.rebuilding import rebuild_stream
from home.models import HomePage
from home.organisation.attention import make_follows
from home.organisation.finding import make_findable
from home.organisation.front import make_front
from home.organisation.groups import make_groups
from home.organisation.library import make_library
from home.organisation.people import make_staff, root_of
from home.organisation.plan import Plan
from home.organisation.talk import make_talk
from home.organisation.telling import make_notices


class OtherSize(Exception):
    """An organisation with this seed stands already, with another number of people."""

    def __init__(self, people_count: int) -> None:
        super().__init__(people_count)
        self.people_count = people_count


@transaction.atomic
def make_organisation(plan: Plan, home: HomePage, tell: Callable[[str], None]) -> bool:
    """Store the organisation of `plan` under `home` and its translation; return whether it was missing.

    `tell` hears of each stage. Raises OtherSize if one with this seed stands with another size.
    """
    root = root_of(plan.seed)
    if root is not None:
        people_count = Person.objects.filter(unit__path__startswith=root.path).count()
        if people_count != plan.size.people:
            raise OtherSize(people_count)
        return False
    staff = make_staff(plan)
    tell(f"{len(staff.people)} people")
    library = make_library(plan, staff, home)
    tell(f"{len(library.pages)} pages")
    make_front(plan, staff, library)
    make_talk(plan, staff, library)
    tell("comments")
    groups = make_groups(plan, staff)
    tell(f"{len(groups)} groups")
    make_follows(plan, staff, library, home)
    tell("follows")
    streams = rebuild_stream(now=plan.now)
    tell(f"{streams.pages + streams.comments + streams.others} things in streams")
    told_count = make_notices(library, plan.now)
    tell(f"notices of {told_count} news items")
    make_findable(library.pages, staff.people, groups, plan.now)
    tell("search entries")
    return True
