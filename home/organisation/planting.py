"""Puts many pages under a parent at once, as Wagtail would one by one."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Page

from content.models import ContentPage
from home.organisation.storing import reserve_ids, store


def plant(parent: Page, pages: Sequence[ContentPage]) -> None:
    """Store new pages of one type below `parent`, after the children it has, with their subjects.

    Their scopes are not made here: `content.scopes.fill_scopes` gives them to a whole branch.
    """
    if not pages:
        return
    parent = Page.objects.get(pk=parent.pk)
    last = parent.get_last_child()
    # Paths come from the tree's own arithmetic; its public methods move one row at a time.
    first_step = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
    content_type = ContentType.objects.get_for_model(type(pages[0]))
    for step, (pk, page) in enumerate(zip(reserve_ids(Page, len(pages)), pages, strict=True), first_step):
        page.pk = page.id = pk
        page.path = Page._get_path(parent.path, parent.depth + 1, step)
        page.depth = parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.content_type = content_type
        page.draft_title = page.title
    store(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    _store_subjects(pages)


def _store_subjects(pages: Sequence[ContentPage]) -> None:
    field = type(pages[0])._meta.get_field("subjects")
    page_key, subject_key = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through = field.remote_field.through
    store(
        through(**{page_key: page.pk, subject_key: subject.pk})
        for page in pages
        for subject in page.subjects.all()
    )
