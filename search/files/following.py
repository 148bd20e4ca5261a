"""Documents are found by who may see a page that shows them, from the moment that the page does."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from access.models import FileUse
from content.files import PAGE, FileKind
from content.models import BrinkDocument
from search import services
from search.files.facts import Facts, facts_of, subjects_of
from search.files.reading import State, give_up_lost, is_something_waiting
from search.files.tasks import read_files
from search.files.words import FILE, documents_to_find, scopes_of
from search.kinds import PAGE_KINDS
from search.models import Entry, FileText

MOST_CAUGHT_UP = 200


@transaction.atomic
def follow_documents(ids: Iterable[int], *, now: datetime) -> None:
    """Write what is found of documents after they changed, and have read what was not read yet."""
    documents = _hold(ids)
    shown = list(documents_to_find().filter(pk__in=[document.pk for document in documents]))
    _have_read(shown)
    services.keep(FILE, shown, [document.pk for document in documents], now=now)


@transaction.atomic
def follow_uses(ids: Iterable[int], *, now: datetime) -> None:
    """Let documents be found by who may see them now. What stands in them is written only for new ones."""
    held = [document.pk for document in _hold(ids)]
    scopes = scopes_of(held)
    entries = Entry.objects.findable().filter(kind=FILE)
    known = set(entries.filter(object_id__in=held).values_list("object_id", flat=True))
    by_scope = defaultdict(list)
    for pk, scope in scopes.items():
        if pk in known:
            by_scope[scope.pk].append(pk)
    for scope_id, pks in by_scope.items():
        some = entries.filter(object_id__in=pks)
        services.touch(some.exclude(scope=scope_id), now=now, scope=scope_id)
    if gone := known - scopes.keys():
        services.forget([FILE], gone, now=now)
    if new := scopes.keys() - known:
        shown = list(documents_to_find().filter(pk__in=new))
        _have_read(shown)
        services.remember(shown, now=now)
    _follow_facts(known & scopes.keys(), now)


@transaction.atomic
def follow_pages(ids: Iterable[int], *, now: datetime) -> None:
    """Let documents be of whom the pages that show them are now."""
    uses = FileUse.objects.filter(file_kind=FileKind.DOCUMENT, thing_kind=PAGE, thing_id__in=list(ids))
    if shown := list(uses.values_list("file_id", flat=True)):
        _hold(shown)
        _follow_facts(shown, now)


def _follow_facts(ids: Iterable[int], now: datetime) -> None:
    entries = list(
        Entry.objects.findable()
        .filter(kind=FILE, object_id__in=list(ids))
        .prefetch_related("about")
        .only("object_id", "scope_id", "unit_id", "keeper_id")
    )
    known = facts_of({entry.object_id: entry.scope_id for entry in entries}, PAGE_KINDS)
    # Many documents take over the same: what one page says is written at once for all that it shows.
    changed = defaultdict(list)
    for entry in entries:
        facts = known.get(entry.object_id, Facts())
        if facts != Facts(entry.unit_id, entry.keeper_id, subjects_of(entry)):
            changed[facts].append(entry.pk)
    services.say_subjects({pk: facts.subject_ids for facts, pks in changed.items() for pk in pks})
    for facts, pks in changed.items():
        some = Entry.objects.filter(pk__in=pks)
        services.touch(some, now=now, unit=facts.unit_id, keeper=facts.keeper_id)


@transaction.atomic
def forget_document(pk: int, *, now: datetime) -> None:
    """Take away what was found of a document that is gone."""
    FileText.objects.filter(file_kind=FileKind.DOCUMENT, file_id=pk).delete()
    services.forget([FILE], [pk], now=now)


def catch_up(now: datetime) -> None:
    """Follow the documents that nobody was told of, such as those that were copied in, and read on."""
    give_up_lost(now)
    has_entry = Exists(Entry.objects.findable().filter(kind=FILE, object_id=OuterRef("pk")))
    has_text = Exists(
        FileText.objects.filter(file_kind=FileKind.DOCUMENT, file_id=OuterRef("pk"), name=OuterRef("file"))
    )
    missed = documents_to_find().filter(~Q(has_entry) | ~Q(has_text)).order_by("pk")
    for pk in missed.values_list("pk", flat=True)[:MOST_CAUGHT_UP]:
        follow_documents([pk], now=now)
    if is_something_waiting():
        read_files.enqueue()


def _hold(ids: Iterable[int]) -> "QuerySet[BrinkDocument]":
    """Hold documents until the transaction ends.

    Two pages that begin or cease to show one at the same moment write its scope in turn: the second sees
    what the first made of it.
    """
    held: QuerySet[BrinkDocument] = (
        BrinkDocument.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk")
    )
    # Asked at once: what is read after this is read while they are held.
    len(held)
    return held


def _have_read(documents: Iterable[BrinkDocument]) -> None:
    """Let a worker read each document of which the text is not known, or that of another file."""
    names = {document.pk: document.file.name for document in documents}
    texts = FileText.objects.filter(file_kind=FileKind.DOCUMENT)
    known = dict(texts.filter(file_id__in=names).values_list("file_id", "name"))
    replaced = [pk for pk, name in known.items() if name != names[pk]]
    for pk in replaced:
        texts.filter(file_id=pk).update(
            name=names[pk], state=State.WAITING, reason="", parts=[], digest="", begun_count=0
        )
    missing = names.keys() - known.keys()
    FileText.objects.bulk_create(
        FileText(file_kind=FileKind.DOCUMENT, file_id=pk, name=names[pk]) for pk in sorted(missing)
    )
    if replaced or missing:
        transaction.on_commit(read_files.enqueue)
