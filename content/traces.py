"""What of a person stands in pages and files, and in what the admin keeps of working on them."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from access.models import User
from access.traces import (
    Erasing,
    Kind,
    Rows,
    Trace,
    Traced,
    mentions,
    register_discretion,
    register_impersonal,
    register_traces,
)
from content.models import ContentPage, may_see
from directory.models import Person

POINTS_AT_NOBODY = _("The account that it points at has no name any more.")
PAGE_WORDS = _("A page is the organisation's; what it says stays until an editor changes it.")


def entries_about(traced: Traced) -> Q:
    """Find the entries of the admin's log whose thing is the person, or that name an address of theirs."""
    types = ContentType.objects.get_for_models(User, Person)
    about = Q(pk__in=[])
    if traced.user_id is not None:
        about |= Q(content_type=types[User], object_id=str(traced.user_id))
    if traced.person_id is not None:
        about |= Q(content_type=types[Person], object_id=str(traced.person_id))
    return about | mentions("label", traced.addresses) | mentions("data_in_words", traced.addresses)


def chooser_entries(traced: Traced) -> Q:
    """Find by what the choosers of the admin find the person; it follows the row when that is emptied."""
    person = ContentType.objects.get_for_model(Person)
    if traced.person_id is None:
        return Q(pk__in=[])
    return Q(content_type=person, object_id=str(traced.person_id))


def unname_entries(rows: Rows, traced: Traced) -> None:
    """Keep that something was done, without the name of whom it was done to."""
    rows.filter(entries_about(traced)).update(label="", data={})


def unname_page_entries(rows: Rows, traced: Traced) -> None:
    rows.filter(mentions("data_in_words", traced.addresses)).update(data={})


def unlock(rows: Rows, traced: Traced) -> None:
    """Let others edit what the person had locked."""
    rows.filter(locked_by=traced.user_id).update(locked=False, locked_by=None, locked_at=None)


def remove_notes(rows: Rows, traced: Traced) -> None:
    """Empty the notes beside pages, also in the versions that Wagtail keeps of those."""
    _remove_notes(rows.filter(user=traced.user_id), "page_id", traced)


def remove_replies(rows: Rows, traced: Traced) -> None:
    """Empty the answers to notes, in the same way."""
    _remove_notes(rows, "comment__page_id", traced)


def _remove_notes(rows: Rows, page: str, traced: Traced) -> None:
    page_ids = [str(page_id) for page_id in rows.values_list(page, flat=True)]
    rows.update(text="")
    pages = ContentType.objects.get_for_model(Page)
    versions = Revision.objects.filter(base_content_type=pages, object_id__in=page_ids)
    for version in versions.filter(content__has_key=COMMENTS_RELATION_NAME).iterator(chunk_size=100):
        if _blank_notes(version.content[COMMENTS_RELATION_NAME], traced.user_id):
            Revision.objects.filter(pk=version.pk).update(content=version.content)


# Any: notes as Wagtail writes them in a version.
def _blank_notes(notes: list[dict[str, Any]], user_id: int | None) -> bool:
    changed = False
    for note in notes:
        for words in (note, *note.get("replies", [])):
            if words.get("user") == user_id and words.get("text"):
                words["text"], changed = "", True
    return changed


def may_read_title(page: Any, account: Any) -> bool:  # Any: Wagtail's pages have no types
    """Tell whether an export may say what a page is called."""
    return account is not None and may_see(account, page)


def page_trace(model: type[ContentPage], *more: str, **rest: Any) -> Trace:
    """Return the place of pages that people answer for: their owner and deputy, and `more` relations."""
    return Trace(
        model=model._meta.label,
        kind=Kind.PAGES,
        erasing=Erasing.HAND_OVER,
        person=("keeper", "deputy", *more),
        tells=("title", "url_path"),
        erase=hand_over,
        **rest,
    )


def hand_over(rows: Rows, traced: Traced) -> None:
    """Let the deputy answer for what the person answered for, where leaving left it with them."""
    for page in rows.filter(keeper=traced.person_id).exclude(deputy=None):
        page.keeper, page.deputy = page.deputy, None
        page.save(update_fields=["keeper", "deputy"])
    rows.filter(deputy=traced.person_id).update(deputy=None)


def uploaded(model: str, **more: Any) -> Trace:
    """Return the place of files that someone put in the library of the newsroom."""
    return Trace(
        model=model,
        kind=Kind.PAGES,
        erasing=Erasing.KEEP,
        user=("uploaded_by_user",),
        tells=("title", "created_at"),
        reason=_("Pages use the file; who uploaded it has no name any more."),
        **more,
    )


TRACES = [
    Trace(
        model="content.SavedPage",
        kind=Kind.KEPT,
        erasing=Erasing.DELETE,
        user=("user",),
        tells=("page", "saved_at"),
    ),
    Trace(
        model="wagtailcore.PageSubscription",
        kind=Kind.KEPT,
        erasing=Erasing.DELETE,
        user=("user",),
        title=_("pages with mails from the admin"),
        tells=("page", "comment_notifications"),
    ),
    Trace(
        model="wagtailcore.Page",
        kind=Kind.PAGES,
        erasing=Erasing.ANONYMISE,
        user=("owner", "locked_by"),
        holds=("content_type",),
        title=_("pages made or locked"),
        tells=("title", "url_path", "first_published_at", "locked_at"),
        erase=unlock,
    ),
    uploaded("content.BrinkImage", files=("file",)),
    uploaded("content.BrinkDocument", files=("file",)),
    uploaded("content.BrinkMedia", files=("file", "thumbnail")),
    Trace(
        model="wagtailcore.UploadedFile",
        kind=Kind.PAGES,
        erasing=Erasing.DELETE,
        user=("uploaded_by_user",),
        holds=("for_content_type",),
        files=("file",),
        title=_("files that are half uploaded"),
        tells=("file",),
    ),
    Trace(
        model="wagtailcore.Revision",
        kind=Kind.PAGES,
        erasing=Erasing.KEEP,
        user=("user",),
        holds=("content", "object_str", "content_type", "base_content_type"),
        title=_("saved versions of pages"),
        tells=("object_str", "created_at"),
        reason=PAGE_WORDS,
    ),
    Trace(
        model="wagtailcore.Comment",
        kind=Kind.PAGES,
        erasing=Erasing.ANONYMISE,
        user=("user", "resolved_by"),
        title=_("notes beside pages in the admin"),
        tells=("page", "text", "created_at", "resolved_at"),
        remove=remove_notes,
        removing=Erasing.DELETE,
    ),
    Trace(
        model="wagtailcore.CommentReply",
        kind=Kind.PAGES,
        erasing=Erasing.ANONYMISE,
        user=("user",),
        title=_("answers to notes beside pages"),
        tells=("text", "created_at"),
        remove=remove_replies,
        removing=Erasing.DELETE,
    ),
    Trace(
        model="wagtailcore.WorkflowState",
        kind=Kind.PAGES,
        erasing=Erasing.KEEP,
        user=("requested_by",),
        holds=("content_type", "base_content_type"),
        title=_("pages handed in"),
        tells=("status", "created_at"),
        reason=POINTS_AT_NOBODY,
    ),
    Trace(
        model="wagtailcore.TaskState",
        kind=Kind.PAGES,
        erasing=Erasing.KEEP,
        user=("finished_by",),
        holds=("content_type",),
        title=_("pages approved or sent back"),
        tells=("status", "finished_at", "comment"),
        reason=POINTS_AT_NOBODY,
    ),
    Trace(
        model="wagtailsearch.IndexEntry",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        holds=("content_type",),
        also=chooser_entries,
        title=_("name in the lists that editors choose from"),
        tells=(),
    ),
    Trace(
        model="wagtailcore.ModelLogEntry",
        kind=Kind.LOG,
        erasing=Erasing.ANONYMISE,
        user=("user",),
        words=("label", "data"),
        holds=("content_type",),
        title=_("lines in the admin's log"),
        tells=("timestamp", "action", "label"),
        also=entries_about,
        erase=unname_entries,
    ),
    Trace(
        model="wagtailcore.PageLogEntry",
        kind=Kind.LOG,
        erasing=Erasing.ANONYMISE,
        user=("user",),
        words=("data",),
        holds=("content_type",),
        title=_("lines in the log of pages"),
        tells=("timestamp", "action", "label"),
        erase=unname_page_entries,
    ),
]


def register() -> None:
    """Let what pages, files and the admin keep be found."""
    register_traces(TRACES)
    register_discretion(Page, may_read_title)
    a_name = "It names a thing, not a person."
    for model, field in (
        ("wagtailcore.Collection", "name"),
        ("wagtailcore.Site", "site_name"),
        ("wagtailcore.Task", "name"),
        ("wagtailcore.Workflow", "name"),
        ("taggit.Tag", "name"),
    ):
        register_impersonal(model, field, because=a_name)
    for model, fields in (
        ("wagtailcore.Task", ("content_type",)),
        ("wagtailcore.WorkflowContentType", ("content_type",)),
        ("taggit.TaggedItem", ("content_type",)),
    ):
        register_impersonal(model, *fields, because="People have no tags and no workflow.")
    register_impersonal(
        "wagtailcore.ReferenceIndex",
        "content_type",
        "base_content_type",
        "to_content_type",
        because="It holds numbers alone, and follows what it points at.",
    )
    register_impersonal(
        "content.BrinkRendition", "file", because="It is made of a picture that is registered."
    )
    register_impersonal("content.Finding", "details", because="It says what a check found in a page.")
    register_impersonal("content.ImportedFile", "awaited", because="It holds the names of files.")
    register_impersonal(
        "wagtailembeds.Embed",
        "author_name",
        "provider_name",
        because="It is what another site says of itself.",
    )
    register_impersonal(
        "wagtailsearch.SQLiteFTSIndexEntry", "index_entry", because="It mirrors entries that are registered."
    )
    never = "The package's own model, of which ours takes the place; it has no rows."
    register_impersonal("wagtailimages.Image", "file", "uploaded_by_user", because=never)
    register_impersonal("wagtailimages.Rendition", "file", because=never)
    register_impersonal("wagtaildocs.Document", "file", "uploaded_by_user", because=never)
    register_impersonal("wagtailmedia.Media", "file", "thumbnail", "uploaded_by_user", because=never)
