"""Which live things show which files; who may see one of these may open the file."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from access.models import FileUse
from access.scopes import Viewer, visible_scope_ids
from content.models import BrinkDocument, BrinkImage, BrinkMedia
from content.scopes import carried_scope_id, register_carrier
from content.signals import files_shown_anew

PAGE = "page"
FileKind = FileUse.FileKind
FileKey: TypeAlias = tuple[str, int]

FILE_KINDS: dict[type[Model], FileKind] = {
    BrinkImage: FileKind.IMAGE,
    BrinkDocument: FileKind.DOCUMENT,
    BrinkMedia: FileKind.MEDIA,
}


def references_of(thing: Model) -> set[tuple[int, str, str]]:
    """Return what `thing` refers to in its fields, blocks, rich text and child rows.

    Each as the id of a content type, a key and the name of the field. Wagtail's own index of references is
    written by a task after publishing; this is what that task would write. The method is private there: it
    is called here and nowhere else, and pinned by a test.
    """
    return {
        (content_type, pk, path.partition(".")[0])
        for content_type, pk, path, _content_path in ReferenceIndex._extract_references_from_object(thing)
    }


def files_of(thing: Model) -> set[FileKey]:
    """Return the files that `thing` shows."""
    kinds = {ContentType.objects.get_for_model(model).pk: kind for model, kind in FILE_KINDS.items()}
    return {
        (kinds[content_type].value, int(pk))
        for content_type, pk, _field in references_of(thing)
        if content_type in kinds
    }


@transaction.atomic
def write_uses(*, thing_kind: str, thing_id: int, scope_id: int, files: Iterable[FileKey]) -> None:
    """Make `files` the ones that a live thing shows to who meets its scope."""
    uses = FileUse.objects.filter(thing_kind=thing_kind, thing_id=thing_id)
    wanted = set(files)
    known: dict[FileKey, FileUse] = {(use.file_kind, use.file_id): use for use in uses}
    stale = [use.pk for key, use in known.items() if key not in wanted]
    if stale:
        uses.filter(pk__in=stale).delete()
    moved = {key for key, use in known.items() if key in wanted and use.scope_id != scope_id}
    if moved:
        uses.update(scope_id=scope_id)
    FileUse.objects.bulk_create(
        [
            FileUse(file_kind=kind, file_id=pk, thing_kind=thing_kind, thing_id=thing_id, scope_id=scope_id)
            for kind, pk in sorted(wanted - known.keys())
        ],
        # Whoever publishes the same thing at the same moment writes the same rows.
        ignore_conflicts=True,
    )
    _tell((wanted ^ known.keys()) | moved)


@transaction.atomic
def forget_uses(*, thing_kind: str, thing_id: int) -> None:
    """Take away what a thing opened that is gone or no longer live."""
    uses = FileUse.objects.filter(thing_kind=thing_kind, thing_id=thing_id)
    files = set(uses.values_list("file_kind", "file_id"))
    if files:
        uses.delete()
        _tell(files)


@transaction.atomic
def refresh_uses(page: Page) -> None:
    """Write which files `page` shows now; a page that is not live, or seen by nobody, opens none."""
    scope_id = carried_scope_id(page) if page.live else None
    if scope_id is None:
        forget_uses(thing_kind=PAGE, thing_id=page.pk)
        return
    if not isinstance(page, page.specific_class or Page):
        page = page.specific
    write_uses(thing_kind=PAGE, thing_id=page.pk, scope_id=scope_id, files=files_of(page))


def forget_file(file: Model) -> None:
    """Take away the uses of a deleted file."""
    FileUse.objects.filter(file_kind=FILE_KINDS[type(file)], file_id=file.pk).delete()


@register_carrier
def carry_scope_to_files(scope_id: int, pages: "QuerySet[Page]") -> None:
    uses = FileUse.objects.filter(thing_kind=PAGE, thing_id__in=pages.values("pk"))
    others = uses.exclude(scope_id=scope_id)
    files = set(others.values_list("file_kind", "file_id"))
    if files:
        others.update(scope_id=scope_id)
        _tell(files)


def with_openness(rows: QuerySet[Any], user: Viewer, kind: FileKind, file_id: str = "pk") -> QuerySet[Any]:
    """Annotate `rows` with `is_shown`: whether `user` may see a live thing that shows the file.

    Any: the models of Wagtail have no types.
    """
    shown = FileUse.objects.filter(
        file_kind=kind, file_id=OuterRef(file_id), scope_id__in=visible_scope_ids(user)
    )
    opened: QuerySet[Any] = rows.annotate(is_shown=Exists(shown))
    return opened


def may_choose(user: Viewer, file: Model) -> bool:
    """Tell whether `user` may put `file` on a page or change it, and so must be able to look at it."""
    policy = policy_registry.get_by_type(type(file))
    return bool(policy.user_has_any_permission_for_instance(user, ["choose", "change"], file))


def _tell(files: set[FileKey]) -> None:
    if files:
        files_shown_anew.send(sender=FileUse, files=files)
