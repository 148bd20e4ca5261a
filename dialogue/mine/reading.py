"""“Your conversations” as its reader meets it: all sections in short, or one of them page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from access.models import User
from dialogue.authors import Author, authors_for
from dialogue.mentions import named_in
from dialogue.mine.registry import Row, Section, sections
from dialogue.targets import Place, places_of
from dialogue.wording import as_excerpt

# Lines of each section on the screen that shows them all.
ROWS_IN_SHORT = 3


@dataclass(frozen=True)
class ShownRow:
    """A line with the title of its thing and the name of who spoke, as the reader may see both."""

    row: Row
    place: Place
    author: Author | None
    text: str


@dataclass(frozen=True)
class ShownSection:
    """A section with those of its lines that are shown."""

    section: Section
    rows: list[ShownRow]
    has_more: bool = False


def read_in_short(user: User) -> list[ShownSection]:
    """Return every section that has something, each with its first lines."""
    found = []
    for section in sections():
        things = list(section.find(user)[: ROWS_IN_SHORT + 1])
        rows = section.rows(things[:ROWS_IN_SHORT], user)
        found.append((section, rows, len(things) > ROWS_IN_SHORT))
    shown = iter(show(list(chain.from_iterable(rows for _section, rows, _more in found)), user))
    return [
        ShownSection(section, [next(shown) for _row in rows], has_more)
        for section, rows, has_more in found
        if rows
    ]


def show(rows: Sequence[Row], user: User) -> list[ShownRow]:
    """Return `rows` as `user` may see them, in four queries and one for each kind of thing."""
    places = places_of((row.content_type_id, row.object_pk) for row in rows)
    authors = authors_for([row.user_id for row in rows if row.has_author], user)
    named = named_in((row.text for row in rows), user)
    return [
        ShownRow(
            row=row,
            place=row.place or places.get((row.content_type_id, row.object_pk), Place("", "")),
            author=authors.get(row.user_id, authors[None]) if row.has_author else None,
            text=as_excerpt(row.text, named),
        )
        for row in rows
    ]
