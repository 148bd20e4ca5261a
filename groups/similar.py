"""What may already answer a question, found while it is typed. The search room registers how."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.safestring import SafeString

from access.scopes import Viewer

MOST_SIMILAR = 4
MOST_GROUPS = 5
# A title of three words says enough to look.
FEWEST_WORDS = 3
QUESTION, PAGE = "question", "page"


@dataclass(frozen=True)
class Similar:
    """Something that is about the same: a question that was asked, or a page such as a procedure.

    `title` and `passage` are safe HTML, with the found words in `<mark>`.
    """

    kind: str
    object_id: int
    title: SafeString
    address: str
    label: str
    passage: str = ""
    note: str = ""
    language: str = ""
    # It is answered, so it may be what somebody looks for.
    is_answer: bool = True


class SimilarSource(Protocol):
    """Finds what is about the same as a text and may be seen, in a fixed number of queries."""

    def things(self, text: str, viewer: Viewer, most: int) -> list[Similar]:
        """Return questions and pages, the likeliest first."""

    def group_ids(self, text: str, viewer: Viewer, most: int) -> list[int]:
        """Return the groups where such a question belongs, the likeliest first."""


_sources: list[SimilarSource] = []


def register_similar(source: SimilarSource) -> SimilarSource:
    """Let `source` answer from now on."""
    _sources[:] = [source]
    return source


def similar_to(text: str, viewer: Viewer, *, most: int = MOST_SIMILAR) -> list[Similar]:
    """Return what may answer `text` for `viewer`; nothing for a text of fewer than three words."""
    if len(text.split()) < FEWEST_WORDS:
        return []
    return [thing for source in _sources for thing in source.things(text, viewer, most)]


def groups_about(text: str, viewer: Viewer, *, most: int = MOST_GROUPS) -> list[int]:
    """Return the keys of groups where `text` belongs, the likeliest first."""
    return (
        [key for source in _sources for key in source.group_ids(text, viewer, most)] if text.strip() else []
    )
