"""What earlier imports made of a folder."""

import posixpath
from dataclasses import dataclass, field
from datetime import datetime

from wagtail.models import Page

from content.importing.names import index_rank
from content.importing.survey import Place
from content.models import ImportedFile

FOLDER_DIGEST = "folder"


@dataclass
class Memory:
    """The files of one folder that became pages below `target`."""

    target: Page
    folder: str
    rows: dict[str, ImportedFile] = field(default_factory=dict)

    @classmethod
    def of(cls, target: Page, folder: str, digests: dict[str, str]) -> "Memory":
        """Return what is known of the folder that is called `folder` and holds {source: digest}.

        A folder is recognised by its name; a renamed one by its files, if at least half are the same.
        """
        folders: dict[str, dict[str, ImportedFile]] = {}
        for row in ImportedFile.objects.filter(target=target):
            folders.setdefault(row.folder, {})[row.source] = row
        if folder not in folders:
            for name, rows in sorted(folders.items()):
                same_count = sum(rows[source].digest == digests[source] for source in rows.keys() & digests)
                if digests and 2 * same_count >= len(digests):
                    return cls(target, name, rows)
        return cls(target, folder, folders.get(folder, {}))

    def row_of(self, place: Place) -> ImportedFile | None:
        """Return the row of a place; a section is known by its folder, whichever file is its text."""
        if place.source in self.rows or place.folder is None:
            return self.rows.get(place.source)
        rows = (row for source, row in self.rows.items() if _section_folder(source) == place.folder)
        return next(rows, None)

    def remember(self, place: Place, page: Page, now: datetime) -> None:
        """Store that `page` is reserved for a place."""
        self.rows[place.source] = ImportedFile.objects.create(
            # By its key: a folder of thousands of files must not keep thousands of pages in memory.
            page_id=page.pk,
            target=self.target,
            folder=self.folder,
            source=place.source,
            digest="" if place.card else FOLDER_DIGEST,
            made_at=now,
        )

    def rename(self, row: ImportedFile, source: str) -> None:
        """Store that the text of a section is another file now."""
        if row.source != source:
            del self.rows[row.source]
            row.source = source
            row.save(update_fields=["source"])
            self.rows[source] = row

    def confirm(self, row: ImportedFile, digest: str, awaited: list[str]) -> None:
        """Store what the page of a row was made of."""
        row.digest, row.awaited = digest, awaited
        row.save(update_fields=["digest", "awaited"])

    def give_up(self, row: ImportedFile) -> None:
        """Take back a page that was reserved and got no text, unless others already lie below it."""
        page = Page.objects.get(pk=row.page_id)
        if page.numchild == 0:
            del self.rows[row.source]
            page.delete()

    def vanished(self, sources: set[str]) -> list[str]:
        """Return the files that became pages and are not among `sources` any more."""
        return sorted(self.rows.keys() - sources)


def _section_folder(source: str) -> str | None:
    if source.endswith("/"):
        return source.rstrip("/")
    return posixpath.dirname(source) if index_rank(source) is not None else None
