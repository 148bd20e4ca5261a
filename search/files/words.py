"""What a document of the newsroom says: the words in it, to who may see a page that shows it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import Truncator
from django.utils.timezone import localdate
from wagtail.models import Page

from access.models import FileUse, Scope
from access.scopes import Viewer, visible_scope_ids
from content.files import PAGE, FileKind, with_openness
from content.models import BrinkDocument
from content.passages import PASSAGE_LENGTH, Passage, in_pieces
from search.entries import Words, line_of, text_of
from search.files.facts import Facts, facts_of
from search.models import Entry, FileText

FILE = "file"
SUMMARY_WORDS = 30
# Tables and lists have no sentences: these are cut where words end.
LONGEST_PASSAGE = 2 * PASSAGE_LENGTH
# On a document that is about to be read: who may see it, what stands in it, and its language.
GATHERED = "_gathered"
# Words that each language has and the other has not.
TELLING = {
    "nl": {
        "aan",
        "bij",
        "dat",
        "de",
        "die",
        "een",
        "en",
        "het",
        "met",
        "niet",
        "ook",
        "van",
        "voor",
        "wordt",
    },
    "en": {
        "and",
        "are",
        "be",
        "by",
        "for",
        "from",
        "of",
        "that",
        "the",
        "this",
        "to",
        "which",
        "will",
        "with",
    },
}
TOLD_IN = 2_000
FEWEST_TELLING = 10
WORD = re.compile(r"[a-z]+")


class Gathered(NamedTuple):
    """What stands beside the row of a document."""

    scope_id: int | None
    parts: list[list[str]]
    language: str
    facts: Facts


class ShownIn(NamedTuple):
    """A page that shows a file, as a reader may know of it."""

    title: str
    address: str
    language: str


def documents_to_find() -> "QuerySet[BrinkDocument]":
    """Return the documents that some live page shows."""
    uses = FileUse.objects.filter(file_kind=FileKind.DOCUMENT, file_id=OuterRef("pk"))
    found: QuerySet[BrinkDocument] = BrinkDocument.objects.filter(Exists(uses)).prefetch_related("tags")
    return found


def gather_files(documents: Sequence[BrinkDocument], page_kinds: Iterable[str]) -> None:
    """Read beside each document who may see it, what stands in it and of whom it is, in a few queries."""
    ids = [document.pk for document in documents]
    scopes = scopes_of(ids)
    parts = dict(
        FileText.objects.filter(file_kind=FileKind.DOCUMENT, file_id__in=ids).values_list("file_id", "parts")
    )
    languages = _languages_of_pages(ids)
    facts = facts_of({pk: scope.pk for pk, scope in scopes.items()}, page_kinds)
    for document in documents:
        pk = document.pk
        read = parts.get(pk, [])
        language = _told_language(read) or languages.get(pk, settings.LANGUAGE_CODE)
        scope = scopes.get(pk)
        beside = Gathered(scope.pk if scope else None, read, language, facts.get(pk, Facts()))
        setattr(document, GATHERED, beside)


def words_of_file(document: BrinkDocument) -> Words:
    """Return what a gathered document says; until it is read, what it is called."""
    beside: Gathered = getattr(document, GATHERED)
    passages = list(_cut(in_pieces(Passage(text, heading, place) for place, heading, text in beside.parts)))
    headings = list(dict.fromkeys(passage.heading for passage in passages if passage.heading))
    stem = PurePosixPath(document.filename).stem
    return Words(
        Entry(
            kind=FILE,
            object_id=document.pk,
            scope_id=beside.scope_id,
            language=beside.language,
            unit_id=beside.facts.unit_id,
            keeper_id=beside.facts.keeper_id,
            title=document.title,
            keywords=line_of([re.sub(r"[-_.]+", " ", stem), *(tag.name for tag in document.tags.all())]),
            headings="\n".join(headings),
            summary=Truncator(" ".join(passage.text for passage in passages[:3])).words(SUMMARY_WORDS),
            text=text_of(passages),
            published_on=localdate(document.created_at),
            dated_on=localdate(document.created_at),
        ),
        passages,
        subject_ids=beside.facts.subject_ids,
    )


def scopes_of(ids: Iterable[int]) -> dict[int, Scope]:
    """Return the scope of each document that some live page shows: of who may see one of these."""
    shown = defaultdict(set)
    uses = FileUse.objects.filter(file_kind=FileKind.DOCUMENT, file_id__in=ids)
    for file_id, scope_id in uses.values_list("file_id", "scope_id"):
        shown[file_id].add(scope_id)
    scopes = Scope.objects.in_bulk({pk for scope_ids in shown.values() for pk in scope_ids})
    # Most documents are shown to the same people as many others.
    together = {
        scope_ids: Scope.objects.for_any(scopes[pk] for pk in scope_ids)
        for scope_ids in map(frozenset, shown.values())
    }
    return {file_id: together[frozenset(scope_ids)] for file_id, scope_ids in shown.items()}


def addresses_of_files(ids: Iterable[int], viewer: Viewer) -> dict[int, str]:
    """Return where each document is that `viewer` may open since some page shows it."""
    documents = with_openness(BrinkDocument.objects.filter(pk__in=ids), viewer, FileKind.DOCUMENT)
    return {document.pk: document.url for document in documents.filter(is_shown=True)}


def pages_that_show(ids: Iterable[int], viewer: Viewer) -> dict[int, ShownIn]:
    """Return a page that `viewer` may see for each document that one shows, in two queries."""
    uses = FileUse.objects.filter(
        file_kind=FileKind.DOCUMENT,
        file_id__in=list(ids),
        thing_kind=PAGE,
        scope_id__in=visible_scope_ids(viewer),
    )
    first: dict[int, int] = {}
    for file_id, page_id in uses.order_by("thing_id").values_list("file_id", "thing_id"):
        first.setdefault(file_id, page_id)
    pages = Page.objects.live().select_related("locale").in_bulk(first.values())
    return {
        file_id: ShownIn(page.title, page.url or "", page.locale.language_code)
        for file_id, page_id in first.items()
        if (page := pages.get(page_id)) is not None
    }


def _languages_of_pages(ids: Iterable[int]) -> dict[int, str]:
    uses = FileUse.objects.filter(file_kind=FileKind.DOCUMENT, file_id__in=ids, thing_kind=PAGE)
    shown_by = dict(uses.order_by("-thing_id").values_list("file_id", "thing_id"))
    pages = Page.objects.filter(pk__in=shown_by.values())
    languages: dict[int, str] = dict(pages.values_list("pk", "locale__language_code"))
    return {file_id: languages[pk] for file_id, pk in shown_by.items() if pk in languages}


def _told_language(parts: Iterable[Sequence[str]]) -> str:
    """Return the language that the first words of a text tell, or nothing: a form may be in any."""
    words: Counter[str] = Counter()
    for _place, _heading, text in parts:
        words.update(WORD.findall(text.lower()))
        if words.total() > TOLD_IN:
            break
    counts = {language: sum(words[word] for word in telling) for language, telling in TELLING.items()}
    best = max(counts, key=lambda language: counts[language])
    is_told = counts[best] >= FEWEST_TELLING and counts[best] > 2 * (sum(counts.values()) - counts[best])
    return best if is_told else ""


def _cut(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages that are not too long to point at, also of what has no sentences."""
    for passage in passages:
        text = passage.text
        while len(text) > LONGEST_PASSAGE:
            end = text.rfind(" ", 0, LONGEST_PASSAGE)
            end = end if end > 0 else LONGEST_PASSAGE
            yield passage._replace(text=text[:end])
            text = text[end:].strip()
        yield passage._replace(text=text)
