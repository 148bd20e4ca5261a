"""Subjects, as somebody types them in a form."""

import re

from django.db.models import Q

from directory.models import Subject

MOST = 8


class NoSuchSubjects(Exception):
    """There are no subjects of these names."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def subjects_in(text: str) -> list[Subject]:
    """Return the subjects of which `text` has the names, in either language, with commas between.

    At most eight: who writes of more writes of nothing. Raises NoSuchSubjects.
    """
    names = list(dict.fromkeys(filter(None, (part.strip() for part in re.split(r"[,;\n]", text)))))[:MOST]
    condition = Q(pk__in=[])
    for name in names:
        condition |= Q(name_nl__iexact=name) | Q(name_en__iexact=name)
    found = list(Subject.objects.filter(condition))
    known = {name.casefold() for subject in found for name in (subject.name_nl, subject.name_en)}
    if unknown := [name for name in names if name.casefold() not in known]:
        raise NoSuchSubjects(unknown)
    return found


def names_of(subjects: "list[Subject]") -> str:
    """Return the names as they are typed."""
    return ", ".join(str(subject) for subject in subjects)
