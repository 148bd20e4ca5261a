"""What a thing says about itself, before it is stored to be found."""

from dataclasses import dataclass
from typing import Any

from content.passages import Passage
from search.models import Entry

# Raise it with every change of what things say about themselves: a worker then reads all of them anew.
RULE = 1


@dataclass(frozen=True)
class Words:
    """An entry that is not stored yet, with its passages."""

    entry: Entry
    passages: list[Passage]
    # The keys of the subjects it is about.
    subject_ids: tuple[int, ...] = ()
    # Of a colleague only: by what they are looked up.
    keys: tuple[str, ...] = ()


def names_of(subjects: Any) -> list[str]:  # Any: a queryset or a relation
    """Return how subjects are called, in both languages."""
    return [name for subject in subjects for name in (subject.name_nl, subject.name_en)]


def line_of(words: list[str]) -> str:
    """Return `words` once each, as one line of search words."""
    return ", ".join(dict.fromkeys(word for word in words if word))


def text_of(passages: list[Passage]) -> str:
    """Return everything in reading order; a heading stands once, above its first passage."""
    lines: list[str] = []
    heading = ""
    for passage in passages:
        if passage.heading != heading:
            lines.append(passage.heading)
        heading = passage.heading
        lines.append(passage.text)
    return "\n".join(filter(None, lines))
