"""Who leads whom: the line above a colleague, and the people right below."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Exists, OuterRef

from access.scopes import Viewer
from directory.models import Person
from directory.visibility import ShownPerson, as_seen_by

REPORTS_PER_PAGE = 60
# Nobody has more above them, and a circle ends here.
MOST_ABOVE = 20

# The keys of who is above someone, the nearest first.
LINE_ABOVE = """
WITH RECURSIVE above(id, manager_id, step) AS (
    SELECT id, manager_id, 0 FROM directory_person WHERE id = %s
    UNION ALL
    SELECT person.id, person.manager_id, above.step + 1
    FROM directory_person person JOIN above ON person.id = above.manager_id
    WHERE above.step < %s
)
SELECT id FROM above WHERE step > 0 ORDER BY step
"""


@dataclass(frozen=True)
class Team:
    """A colleague, the line above with the highest first, and who works for them, page by page."""

    person: ShownPerson
    above: list[ShownPerson]
    page_obj: Page[Person]
    reports: list[ShownPerson]


def team_of(person: Person, viewer: Viewer, page: str | None = None) -> Team:
    """Return who leads `person` and whom they lead, as far as `viewer` may see them.

    A fixed number of queries. The line above stops at the first whom `viewer` does not see.
    """
    visible = Person.objects.visible_to(viewer).working_here().select_related("unit")
    leads = Exists(Person.objects.visible_to(viewer).working_here().filter(manager=OuterRef("pk")))
    keys = _keys_above(person)
    by_key = visible.in_bulk(keys)
    above: list[Person] = []
    for key in keys:
        if key not in by_key:
            break
        above.insert(0, by_key[key])
    reports = visible.filter(manager=person).annotate(leads=leads).order_by("sort_name", "pk")
    page_obj = Paginator(reports, REPORTS_PER_PAGE).get_page(page)
    shown = as_seen_by([person, *above, *page_obj.object_list], viewer)
    return Team(shown[0], shown[1 : len(above) + 1], page_obj, shown[len(above) + 1 :])


def _keys_above(person: Person) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(LINE_ABOVE, [person.pk, MOST_ABOVE])
        keys = [row[0] for row in cursor.fetchall()]
    # In a circle, which an import may have left, everyone once.
    return [key for key in dict.fromkeys(keys) if key != person.pk]
