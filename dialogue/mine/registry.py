"""The sections of “Your conversations”, and the one form that their rows have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from access.models import User
from dialogue.targets import Place

# In which order sections stand on the screen: what asks for something comes first.
FIRST, MIDDLE, LAST = 10, 50, 90


@dataclass(frozen=True)
class Act:
    """A small thing to do with a row: a link, or a button where it changes something."""

    words: str | Promise
    url: str
    is_button: bool = False


@dataclass(frozen=True)
class Row:
    """One line of a section. The screen adds the title of the thing and the name of who spoke."""

    # The thing that is talked about, as comments keep it.
    content_type_id: int
    object_pk: str
    # Where the line leads.
    url: str
    happened_at: datetime
    # What was said, as it was written; the screen shortens it.
    text: str = ""
    # Whose face and name stand with it: an account, or nobody where it is the reader.
    user_id: int | None = None
    has_author: bool = False
    # How it stands, in a few words.
    note: str | Promise = ""
    is_waiting: bool = False
    # What the line is called, where it is about nothing that is talked about yet.
    place: Place | None = None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the screen. What `find` returns holds only what its reader may see now."""

    # In the address: "answers".
    name: str
    title: str | Promise
    # The sentence that stands there while there is nothing.
    nothing: str | Promise
    # Any: each section has rows of its own model.
    find: Callable[[User], "QuerySet[Any]"]
    # In a number of queries that does not depend on how many there are.
    rows: Callable[[Sequence[Any], User], list[Row]]
    order: int = MIDDLE


_sections: dict[str, Section] = {}


def register_section(section: Section) -> Section:
    """Give “Your conversations” a section; registering a name again replaces it."""
    _sections[section.name] = section
    return section


def sections() -> list[Section]:
    """Return every section in the order of the screen."""
    return sorted(_sections.values(), key=lambda section: (section.order, section.name))
