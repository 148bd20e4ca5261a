"""Which files a page opens, and from when until when."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from access.models import FileUse
from content.files import FILE_KINDS, FileKind, files_of, write_uses
from content.models import BrinkDocument, BrinkImage
from news.models import NewsPage
from tests.factories.files import DocumentFactory, MediaFactory
from tests.factories.pages import ImageFactory, NewsPageFactory, SectionPageFactory

pytestmark = pytest.mark.django_db


def uses_of(page: Page) -> set[tuple[str, int]]:
    uses = FileUse.objects.filter(thing_kind="page", thing_id=page.pk)
    return {(use.file_kind, use.file_id) for use in uses}


def figure(image: BrinkImage) -> tuple[str, dict[str, Any]]:
    return ("figure", {"image": image, "caption": ""})


def image_key(image: BrinkImage) -> tuple[str, int]:
    return ("image", image.pk)


def the_hour_has_come(page: NewsPage) -> None:
    """Bring the hour of the planned revision forward, instead of waiting for it."""
    hour = timezone.now() - timedelta(minutes=1)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = hour
    revision.content["go_live_at"] = hour.isoformat()
    revision.save()


def publish(page: NewsPage) -> None:
    page.save_revision().publish()


def test_files_are_found_in_fields_blocks_and_rich_text() -> None:
    in_field, in_block = ImageFactory(), ImageFactory()
    offered, linked = DocumentFactory(), DocumentFactory()
    text = f'<p><a linktype="document" id="{linked.pk}">formulier</a></p>'

    page = NewsPageFactory(
        image=in_field,
        body=[figure(in_block), ("file", {"document": offered, "label": ""}), ("text", text)],
    )

    assert uses_of(page) == {
        image_key(in_field),
        image_key(in_block),
        ("document", offered.pk),
        ("document", linked.pk),
    }


def test_the_files_found_are_those_of_wagtails_own_index() -> None:
    page = NewsPageFactory(
        image=ImageFactory(),
        body=[
            figure(ImageFactory()),
            ("text", f'<p><a linktype="document" id="{DocumentFactory().pk}">formulier</a></p>'),
        ],
    )
    kinds = {ContentType.objects.get_for_model(model).pk: kind.value for model, kind in FILE_KINDS.items()}

    index = ReferenceIndex.get_references_for_object(page).filter(to_content_type__in=kinds)

    found = {(kinds[row.to_content_type_id], int(row.to_object_id)) for row in index}
    assert files_of(page) == found
    assert len(found) == 3


def test_a_draft_opens_nothing_until_it_is_published() -> None:
    image = ImageFactory()
    page = NewsPageFactory()
    page.image = image
    page.save_revision()
    opened_by_draft = uses_of(page)

    page.get_latest_revision().publish()

    assert opened_by_draft == set()
    assert uses_of(page) == {image_key(image)}


def test_a_draft_that_drops_an_image_keeps_it_open_until_it_is_published() -> None:
    old, new = ImageFactory(), ImageFactory()
    page = NewsPageFactory(image=old)
    page.image = new
    page.save_revision()
    opened_by_draft = uses_of(page)

    page.get_latest_revision().publish()

    assert opened_by_draft == {image_key(old)}
    assert uses_of(page) == {image_key(new)}


def test_a_new_page_that_is_not_live_opens_nothing() -> None:
    page = NewsPageFactory(image=ImageFactory(), live=False)

    assert uses_of(page) == set()


def test_unpublishing_closes_and_publishing_again_opens() -> None:
    image = ImageFactory()
    page = NewsPageFactory(image=image)

    page.unpublish()
    closed = uses_of(page)
    publish(page)

    assert closed == set()
    assert uses_of(page) == {image_key(image)}


def test_saving_one_field_of_a_live_page_opens_what_it_holds() -> None:
    image = ImageFactory()
    page = NewsPageFactory()

    page.image = image
    page.save(update_fields=["summary"])
    after_another_field = uses_of(page)
    page.save(update_fields=["image"])

    assert after_another_field == set()
    assert uses_of(page) == {image_key(image)}


def test_a_base_page_can_be_unpublished_and_moved_too() -> None:
    image = ImageFactory()
    page = NewsPageFactory(image=image)
    base = Page.objects.get(pk=page.pk)

    base.move(base.get_parent(), pos="first-child")
    after_move = uses_of(page)
    Page.objects.get(pk=page.pk).unpublish()

    assert after_move == {image_key(image)}
    assert uses_of(page) == set()


def test_deleting_a_page_or_its_branch_closes() -> None:
    section = SectionPageFactory(body=[figure(ImageFactory())])
    below = SectionPageFactory(parent=section, body=[figure(ImageFactory())])
    opened = uses_of(section) | uses_of(below)

    Page.objects.get(pk=section.pk).delete()

    assert len(opened) == 2
    assert not FileUse.objects.exists()


def test_deleting_a_file_forgets_its_uses() -> None:
    kept, removed = ImageFactory(), DocumentFactory()
    page = NewsPageFactory(image=kept, body=[("file", {"document": removed, "label": ""})])

    BrinkDocument.objects.filter(pk=removed.pk).delete()

    assert uses_of(page) == {image_key(kept)}


def test_publishing_by_the_clock_opens() -> None:
    image = ImageFactory()
    page = NewsPageFactory(live=False, image=image)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    opened_before = uses_of(page)
    the_hour_has_come(page)

    call_command("publish_scheduled", verbosity=0)

    assert opened_before == set()
    assert uses_of(page) == {image_key(image)}


def test_an_alias_and_a_copy_open_what_they_show() -> None:
    image = ImageFactory()
    page = NewsPageFactory(image=image)

    alias = page.create_alias(update_slug="alias")
    copy = page.copy(update_attrs={"slug": "kopie"})
    draft = page.copy(update_attrs={"slug": "concept"}, keep_live=False)
    page.image = None
    publish(page)

    assert uses_of(copy) == {image_key(image)}
    assert uses_of(draft) == set()
    assert uses_of(alias) == set()


def test_a_thing_that_is_no_page_writes_its_own_uses() -> None:
    first, second = MediaFactory(), MediaFactory()
    page = NewsPageFactory()
    scope_id = page.visibility.scope_id

    def write(*files: Any) -> None:
        keys = [(FileKind.MEDIA.value, file.pk) for file in files]
        write_uses(thing_kind="episode", thing_id=1, scope_id=scope_id, files=keys)

    write(first)
    write(second)
    write(second)

    uses = FileUse.objects.filter(thing_kind="episode", thing_id=1)
    assert [(use.file_kind, use.file_id) for use in uses] == [("media", second.pk)]
