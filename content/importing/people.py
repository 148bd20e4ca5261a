"""Who wrote a text: a colleague where one has that name, else the name."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Q

from content.importing.folder import FoundFile, check_place
from content.importing.front_matter import text_of
from content.importing.kinds import Author
from content.importing.names import readable
from content.importing.refusal import Refused
from content.importing.sources import read_source
from directory.models import Person

# Where website generators keep a record for each author.
RECORDS = ("_authors", "authors", "_data/authors", "_people")


@dataclass
class People:
    """Finds authors by the name or the id that a text gives them; `folders` may hold their records."""

    folders: list[Path]
    _authors: dict[str, Author] = field(default_factory=dict)

    def author(self, name_or_id: str) -> Author:
        """Return the author whom a text calls `name_or_id`."""
        if name_or_id not in self._authors:
            self._authors[name_or_id] = self._found(name_or_id)
        return self._authors[name_or_id]

    def name(self, name_or_id: str) -> str:
        return self.author(name_or_id).name

    def _found(self, name_or_id: str) -> Author:
        name = self._recorded_name(name_or_id) or spelled_out(name_or_id)
        colleagues = Person.objects.filter(Q(slug=name_or_id.lower()) | Q(name__iexact=name))
        person = colleagues.order_by("left_on", "pk").first()
        return Author(person.name if person else name, person)

    def _recorded_name(self, name_or_id: str) -> str:
        file_name = f"{name_or_id}.md"
        if "/" in file_name or file_name.startswith("."):
            return ""
        for folder in self.folders:
            for records in RECORDS:
                path = folder / records / file_name
                try:
                    check_place(path, f"{records}/{file_name}", folder)
                    front = read_source(FoundFile(path, file_name)).front
                except Refused:
                    continue  # No record, or none that can be read: the id will do.
                first_and_last = f"{text_of(front, ('first_name',))} {text_of(front, ('last_name',))}".strip()
                return text_of(front, ("full_name", "display_name")) or first_and_last
        return ""


def spelled_out(name_or_id: str) -> str:
    """Return an id such as `noor-de-wit` as a name; a name stays as it is."""
    if " " in name_or_id or name_or_id != name_or_id.lower():
        return name_or_id
    return " ".join(word[:1].upper() + word[1:] for word in readable(name_or_id).split())
