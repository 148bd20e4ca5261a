"""The file of a comment: for who may read the comment, and gone when its words are."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from access.models import User
from content.models import ContentPage
from dialogue.files.keeping import FileChange, keep_with_comment, read_kept, sweep
from dialogue.files.reading import read_file
from dialogue.models import BrinkComment, CommentFile
from dialogue.services import edit_comment, hide_comment, withdraw_comment
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.attachments import PDF, office, read_photo
from tests.factories.dialogue import NOW, comment_on, moderator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Path:
    """Where files are kept: a folder of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def stored(store: Path) -> list[str]:
    return [path.name for path in store.rglob("*") if path.is_file()]


def address(comment: BrinkComment) -> str:
    return reverse("dialogue:comment-file", args=[comment.pk])


def with_document(page: ContentPage, *, author: User | None = None) -> BrinkComment:
    return comment_on(page, author=author, file=read_file("plan.docx", office()))


def test_a_picture_is_shown_to_who_reads_the_comment(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment = comment_on(page, file=read_photo("eik.jpg"), file_description="De eik op de brink")
    client.force_login(employee)

    answer = client.get(address(comment))

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.headers["Content-Disposition"] == 'inline; filename="eik.webp"'
    assert b"".join(answer) == read_kept(comment.file).content
    assert (comment.file.width, comment.file.height) == (400, 300)
    assert comment.file.description == "De eik op de brink"


def test_a_document_is_downloaded_under_its_own_name(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment = with_document(page)
    client.force_login(employee)

    answer = client.get(address(comment))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.docx"'
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_outsider_finds_no_file(client: Client, page: ContentPage, outsider: User) -> None:
    comment = with_document(page, author=outsider)
    restrict(page)
    client.force_login(outsider)

    assert client.get(address(comment)).status_code == 404


def test_a_hidden_comment_has_its_file_for_its_author_and_for_moderators(
    client: Client, page: ContentPage, employee: User
) -> None:
    author, judge = UserFactory(), moderator()
    comment = with_document(page, author=author)
    hide_comment(moderator=judge, comment=comment, reason="Niet aardig.", now=NOW)

    for reader, status in ((employee, 404), (author, 200), (judge, 200)):
        client.force_login(reader)
        assert client.get(address(comment)).status_code == status


def test_a_comment_without_a_file_has_no_address_for_it(
    client: Client, page: ContentPage, employee: User
) -> None:
    client.force_login(employee)

    assert client.get(address(comment_on(page))).status_code == 404


def test_a_file_that_the_store_lost_is_not_found(client: Client, page: ContentPage, employee: User) -> None:
    comment = with_document(page)
    default_storage.delete(comment.file.file.name)
    client.force_login(employee)

    assert client.get(address(comment)).status_code == 404


def test_withdrawing_takes_the_file_along(
    client: Client,
    page: ContentPage,
    employee: User,
    store: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    comment = with_document(page, author=employee)
    client.force_login(employee)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_comment(author=employee, comment=comment, now=NOW)

    assert client.get(address(comment)).status_code == 404
    assert not CommentFile.objects.exists()
    assert stored(store) == []


def test_a_page_that_goes_takes_the_files_along(
    page: ContentPage,
    store: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with_document(page)

    with django_capture_on_commit_callbacks(execute=True):
        page.delete()

    assert stored(store) == []


def test_an_edit_changes_the_file_and_says_so(
    page: ContentPage,
    employee: User,
    store: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    comment = with_document(page, author=employee)

    with django_capture_on_commit_callbacks(execute=True):
        edit_comment(
            editor=employee,
            comment=comment,
            text=comment.comment,
            file=FileChange(read_file("nieuw.pdf", PDF)),
            now=NOW,
        )

    kept = CommentFile.objects.get()
    assert kept.name == "nieuw.pdf"
    assert stored(store) == [Path(kept.file.name or "").name]
    assert BrinkComment.objects.get().edited_at == NOW


def test_an_edit_can_take_the_file_away(page: ContentPage, employee: User) -> None:
    comment = with_document(page, author=employee)

    edit_comment(
        editor=employee, comment=comment, text=comment.comment, file=FileChange(is_dropped=True), now=NOW
    )

    assert not CommentFile.objects.exists()
    assert BrinkComment.objects.get().edited_at == NOW


@pytest.mark.parametrize("change", [None, FileChange(description="Plan")])
def test_an_edit_leaves_the_file_where_nothing_is_asked_of_it(
    page: ContentPage, employee: User, change: FileChange | None
) -> None:
    comment = comment_on(page, author=employee, file=read_photo(), file_description="Plan")

    edit_comment(editor=employee, comment=comment, text=comment.comment, file=change, now=NOW)

    assert CommentFile.objects.get().description == "Plan"
    assert BrinkComment.objects.get().edited_at is None


def test_a_description_can_be_written_later(page: ContentPage, employee: User) -> None:
    comment = comment_on(page, author=employee, file=read_photo())

    edit_comment(
        editor=employee,
        comment=comment,
        text=comment.comment,
        file=FileChange(description="De eik"),
        now=NOW,
    )

    assert CommentFile.objects.get().description == "De eik"


def test_a_file_of_which_the_row_was_never_written_is_swept_away(page: ContentPage, store: Path) -> None:
    comment = comment_on(page)
    keep_with_comment(comment, read_photo(), description="", now=NOW)
    for day in (NOW, NOW - timedelta(days=1)):
        default_storage.save(f"comments/{day.date()}/alleen.txt", ContentFile(b"Hallo"))

    # Not while it may still be on its way, and not what has a row.
    assert sweep(NOW + timedelta(days=1)) == 1
    assert "alleen.txt" in stored(store)
    assert sweep(NOW + timedelta(days=2)) == 1
    assert stored(store) == [Path(CommentFile.objects.get().file.name or "").name]


def test_a_kept_file_is_read_as_it_was(page: ContentPage) -> None:
    file = read_photo()
    comment = comment_on(page, file=file)

    assert read_kept(comment.file) == file
    assert BytesIO(file.content).read(4) == b"RIFF"
