"""A folder as the procedures of an organisation, and an employee of it who searches."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from access.models import User
from content.importing import import_folder, known_kinds
from content.importing.report import Report
from content.importing.service import Progress
from content.models import ImportedFile
from home.services import lay_out
from knowledge.models import KnowledgeIndexPage
from search.index.client import for_sending
from search.index.sending import send_dirty
from search.models import Entry
from search.queries import query

KIND = "procedure"
# Nobody looks further, and a file that comes later counts for nothing.
PAGES = 5


class WrongEngine(Exception):
    """Another engine answered than the one that is measured."""


@contextmanager
def own_index() -> Iterator[None]:
    """Use an index of Elasticsearch that is gone afterwards; without Elasticsearch nothing changes."""
    settings.ELASTICSEARCH_INDEX = f"brink-eval-{os.getpid()}"
    try:
        yield
    finally:
        if settings.ELASTICSEARCH_URL:
            for name in for_sending().indices.get(index=f"{settings.ELASTICSEARCH_INDEX}-v*"):
                for_sending().indices.delete(index=name)


def fill(folder: Path, language: str, progress: Progress = list) -> Report:
    """Make procedures of the texts in `folder`, and let the index know them."""
    lay_out()
    into = KnowledgeIndexPage.objects.get(locale__language_code=language)
    kind = next(kind for kind in known_kinds() if kind.name == KIND)
    report = import_folder(folder=folder, into=into, kind=kind, now=timezone.now(), progress=progress)
    send_dirty(timezone.now())
    if settings.ELASTICSEARCH_URL and Entry.objects.waiting().exists():
        raise WrongEngine("Elasticsearch did not take everything; what it said stands above.")
    return report


def make_reader() -> User:
    """Return an ordinary employee, who holds no role."""
    return User.objects.create_user("reader")


def ranking(reader: User, text: str, engine: str) -> list[str]:
    """Return the files that `reader` finds for `text`, the best first. Raises WrongEngine."""
    files: list[str] = []
    for page in range(1, PAGES + 1):
        results = query(reader, text, page=page)
        if results.engine not in {"", engine}:
            raise WrongEngine(f"{results.engine} answered “{text}” in place of {engine}.")
        sources = dict(
            ImportedFile.objects.filter(page__in=[hit.entry.object_id for hit in results.hits]).values_list(
                "page_id", "source"
            )
        )
        files += [sources[hit.entry.object_id] for hit in results.hits if hit.entry.object_id in sources]
        if page >= results.page_count:
            break
    return files
