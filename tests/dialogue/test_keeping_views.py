"""The forms of dialogue take a file along and open as they were left."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from access.models import User
from content.models import ContentPage
from dialogue.drafts import POST_FORM, edit_form, reply_form
from dialogue.models import BrinkComment, CommentFile, Draft, DraftFile
from dialogue.services import LONGEST_COMMENT, save_draft, withdraw_comment
from dialogue.services.drafting import LONGEST_DRAFT
from dialogue.targets import target_of
from tests.conftest import QueryCounter
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.attachments import PDF, photo, read_photo
from tests.factories.dialogue import NOW, comment_on
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Path:
    """Where files are kept: a folder of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def writer(client: Client, employee: User) -> User:
    """Who has signed in."""
    client.force_login(employee)
    return employee


def post_url(page: ContentPage) -> str:
    return reverse("dialogue:comment-post", args=[page.content_type_id, page.pk])


def save_url(page: ContentPage) -> str:
    return reverse("dialogue:draft-save", args=[page.content_type_id, page.pk])


def picture(name: str = "eik.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(), "image/jpeg")


def document(name: str = "plan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def write(page: ContentPage, user: User, text: str, form: str = POST_FORM) -> None:
    save_draft(user=user, target=target_of(page), form=form, text=text, now=NOW)


def test_a_picture_goes_along_and_is_shown_with_its_words(
    client: Client, page: ContentPage, writer: User
) -> None:
    client.post(
        post_url(page), {"text": "Kijk.", "file": picture(), "file_description": "De eik\nop de brink"}
    )

    comment = BrinkComment.objects.get()
    assert comment.file.description == "De eik op de brink"
    shown = client.get(page.url).content.decode()
    assert (
        f'<img src="/comments/{comment.pk}/file/" width="400" height="300" alt="De eik op de brink"' in shown
    )


def test_a_document_goes_along_by_its_name(client: Client, page: ContentPage, writer: User) -> None:
    client.post(post_url(page), {"text": "Lees.", "file": document("plan <1>.pdf")})

    shown = client.get(page.url).content.decode()
    assert f'href="/comments/{BrinkComment.objects.get().pk}/file/">plan &lt;1&gt;.pdf</a>' in shown


@pytest.mark.parametrize("is_htmx", [False, True])
def test_a_file_that_is_not_what_it_says_is_refused_and_the_text_kept(
    client: Client, page: ContentPage, writer: User, is_htmx: bool
) -> None:
    sent = {"text": "Lees dit eens.", "file": document(content=b"MZ\x00\x01")}
    answer = client.post(post_url(page), sent, headers={"HX-Request": "true"} if is_htmx else {})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_file_error"' in shown
    assert "De naam eindigt op .pdf, maar er zit iets anders in." in shown
    assert "Lees dit eens.</textarea>" in shown
    assert '<details class="attach" open>' in shown
    assert not BrinkComment.objects.exists()
    assert not DraftFile.objects.exists()


def test_a_picture_without_words_is_asked_for_them_and_not_chosen_twice(
    client: Client, page: ContentPage, writer: User
) -> None:
    answer = client.post(post_url(page), {"text": "Kijk.", "file": picture()})

    assert answer.status_code == 422
    assert 'id="id_file_description_error"' in answer.content.decode()
    client.post(post_url(page), {"text": "Kijk.", "file_description": "De eik"})
    assert CommentFile.objects.get().name == "eik.webp"
    assert not Draft.objects.exists()


def test_a_preview_keeps_the_file_for_the_placing(
    client: Client, page: ContentPage, writer: User, store: Path
) -> None:
    answer = client.post(post_url(page), {"text": "Lees.", "file": document(), "act": "preview"})

    kept = DraftFile.objects.get()
    assert answer.status_code == 200
    assert f'href="/comments/drafts/{kept.pk}/file/">plan.pdf</a>' in answer.content.decode()
    client.post(post_url(page), {"text": "Lees."})
    assert BrinkComment.objects.get().file.name == "plan.pdf"


def test_a_kept_file_can_be_left_out(client: Client, page: ContentPage, writer: User) -> None:
    client.post(post_url(page), {"text": "Lees.", "file": document(), "act": "preview"})

    client.post(post_url(page), {"text": "Lees.", "drop_file": "on"})

    assert not CommentFile.objects.exists()
    assert not DraftFile.objects.exists()


def test_a_kept_file_that_the_store_lost_is_asked_for_again(
    client: Client, page: ContentPage, writer: User
) -> None:
    client.post(post_url(page), {"text": "Lees.", "file": document(), "act": "preview"})
    default_storage.delete(DraftFile.objects.get().file.name or "")

    answer = client.post(post_url(page), {"text": "Lees."})

    assert answer.status_code == 422
    assert "is er niet meer" in answer.content.decode()


def test_words_about_a_picture_that_are_too_long_are_kept_and_refused(
    client: Client, page: ContentPage, writer: User
) -> None:
    sent = {"text": "Kijk.", "file": picture(), "file_description": "eik " * 100}

    answer = client.post(post_url(page), sent)

    assert answer.status_code == 422
    assert "eik eik eik" in answer.content.decode()
    assert DraftFile.objects.exists()


def test_an_edit_shows_the_file_and_can_take_it_away(
    client: Client,
    page: ContentPage,
    writer: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    store: Path,
) -> None:
    comment = comment_on(page, author=writer, file=read_photo(), file_description="De eik")
    address = reverse("dialogue:comment-edit", args=[comment.pk])

    shown = client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"text": comment.comment, "file_description": "De eik", "drop_file": "on"})

    assert f'src="/comments/{comment.pk}/file/"' in shown
    assert 'value="De eik"' in shown
    assert not CommentFile.objects.exists()
    assert not [path for path in store.rglob("*") if path.is_file()]


def test_an_edit_without_a_word_about_the_file_leaves_it(
    client: Client, page: ContentPage, writer: User
) -> None:
    comment = comment_on(page, author=writer, file=read_photo(), file_description="De eik")

    client.post(
        reverse("dialogue:comment-edit", args=[comment.pk]), {"text": "Beter.", "file_description": "De eik"}
    )

    assert CommentFile.objects.get().description == "De eik"
    assert BrinkComment.objects.get().comment == "Beter."


def test_nobody_else_opens_the_file_or_the_form_of_an_edit(
    client: Client, page: ContentPage, writer: User
) -> None:
    comment = comment_on(page, file=read_photo(), file_description="De eik")

    answer = client.post(
        reverse("dialogue:comment-edit", args=[comment.pk]), {"text": "x", "file": document(content=b"\x00")}
    )

    assert answer.status_code == 404


def test_a_draft_and_its_file_are_for_their_writer_alone(
    client: Client, page: ContentPage, writer: User
) -> None:
    client.post(post_url(page), {"text": "Lees.", "file": document(), "act": "preview"})
    draft = Draft.objects.get()
    addresses = {
        name: reverse(f"dialogue:{name}", args=[draft.pk]) for name in ("draft-file", "draft-discard")
    }
    assert client.get(addresses["draft-file"]).status_code == 200

    client.force_login(UserFactory())

    assert client.get(addresses["draft-file"]).status_code == 404
    assert client.post(addresses["draft-discard"]).status_code == 404
    assert "Lees." not in client.get(page.url).content.decode()
    assert Draft.objects.exists()


def test_a_page_that_is_closed_to_its_writer_shows_no_draft(
    client: Client, page: ContentPage, outsider: User
) -> None:
    client.force_login(outsider)
    client.post(post_url(page), {"text": "Lees.", "file": document(), "act": "preview"})
    restrict(page)
    draft = Draft.objects.get()

    assert client.get(reverse("dialogue:draft-file", args=[draft.pk])).status_code == 404
    assert client.post(save_url(page), {"form": POST_FORM, "text": "Nog iets"}).status_code == 404
    assert page.title not in client.get(reverse("dialogue:mine")).content.decode()


def test_the_form_opens_with_what_was_typed(client: Client, page: ContentPage, writer: User) -> None:
    answer = client.post(save_url(page), {"form": POST_FORM, "text": "Ik denk"})

    assert answer.json() == {"kept": True}
    shown = client.get(page.url).content.decode()
    assert "Ik denk</textarea>" in shown
    assert "Het is nog niet geplaatst." in shown


def test_an_answer_and_an_edit_open_with_what_was_typed(
    client: Client, page: ContentPage, writer: User
) -> None:
    own, other = comment_on(page, "Mijn plan", author=writer), comment_on(page, "Goed plan.")
    write(page, writer, "Mijn plan, maar", edit_form(own.pk))
    write(page, writer, "Dank je, want", reply_form(other.pk))

    edit = client.get(reverse("dialogue:comment-edit", args=[own.pk])).content.decode()
    reply = client.get(reverse("dialogue:comment-reply", args=[other.pk])).content.decode()
    quoting = client.get(reverse("dialogue:comment-reply", args=[other.pk]) + "?quote=1").content.decode()

    assert "Mijn plan, maar</textarea>" in edit
    assert "Dank je, want</textarea>" in reply
    assert "Dank je, want\n\n&gt; Goed plan." in quoting


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"form": "onzin", "text": "x"}, 404),
        ({"text": "x"}, 404),
        ({"form": POST_FORM, "text": "x" * (LONGEST_DRAFT + 1)}, 422),
        ({"form": POST_FORM}, 200),
        ({"form": POST_FORM, "text": "\x00", "submission_key": "x"}, 200),
    ],
)
def test_what_cannot_be_kept_is_answered_plainly(
    client: Client, page: ContentPage, writer: User, sent: dict[str, str], status: int
) -> None:
    assert client.post(save_url(page), sent).status_code == status
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away_by_a_click(client: Client, page: ContentPage, writer: User) -> None:
    write(page, writer, "Ik denk")
    address = reverse("dialogue:draft-discard", args=[Draft.objects.get().pk])

    answer = client.post(address, headers={"Referer": f"http://testserver{page.url}"})

    assert answer.headers["Location"] == f"http://testserver{page.url}"
    assert "Ik denk" not in client.get(page.url).content.decode()


def test_throwing_away_with_htmx_reads_the_page_anew(client: Client, page: ContentPage, writer: User) -> None:
    write(page, writer, "Ik denk")

    answer = client.post(
        reverse("dialogue:draft-discard", args=[Draft.objects.get().pk]), headers={"HX-Request": "true"}
    )

    assert answer.headers["HX-Refresh"] == "true"


def test_a_comment_that_is_too_long_is_kept_as_a_draft(
    client: Client, page: ContentPage, writer: User
) -> None:
    client.post(post_url(page), {"text": "x" * (LONGEST_COMMENT + 1)})

    assert len(Draft.objects.get().text) == LONGEST_COMMENT + 1


def test_an_answer_to_what_was_withdrawn_meanwhile_is_found_as_a_new_comment(
    client: Client, page: ContentPage, writer: User
) -> None:
    author = UserFactory()
    comment = comment_on(page, author=author)
    comment_on(page, parent=comment)
    withdraw_comment(author=author, comment=comment, now=NOW)

    answer = client.post(reverse("dialogue:comment-reply", args=[comment.pk]), {"text": "Ik vind"})

    assert answer.status_code == 422
    assert Draft.objects.get().form == POST_FORM
    assert "Ik vind</textarea>" in client.get(page.url).content.decode()


def test_a_draft_of_an_answer_to_what_is_gone_can_still_be_placed(
    client: Client, page: ContentPage, writer: User
) -> None:
    author = UserFactory()
    comment = comment_on(page, author=author)
    write(page, writer, "Ik vind", reply_form(comment.pk))
    withdraw_comment(author=author, comment=comment, now=NOW)

    shown = client.get(reverse("dialogue:comment-reply", args=[comment.pk])).content.decode()

    assert "Ik vind</textarea>" in shown
    assert f'action="{post_url(page)}"' in shown


def test_withdrawing_throws_the_draft_of_its_edit_away(page: ContentPage, employee: User) -> None:
    comment = comment_on(page, author=employee)
    write(page, employee, "Beter", edit_form(comment.pk))

    withdraw_comment(author=employee, comment=comment, now=NOW)

    assert not Draft.objects.exists()


def test_your_conversations_list_what_is_not_placed(client: Client, page: ContentPage, writer: User) -> None:
    own, other = comment_on(page, author=writer), comment_on(page)
    write(page, writer, "Een gedachte")
    write(page, writer, "Beter zo", edit_form(own.pk))
    write(page, writer, "Een antwoord", reply_form(other.pk))

    shown = client.get(reverse("dialogue:mine")).content.decode()

    for words in ("Een gedachte", "Beter zo", "Een antwoord"):
        assert words in shown
    for name in (f"/comments/{own.pk}/edit/", f"/comments/{other.pk}/reply/"):
        assert f'href="{name}"' in shown


def test_files_and_drafts_cost_the_same_however_many_there_are(
    page: ContentPage, employee: User, queries_of: QueryCounter
) -> None:
    def more(number: int) -> None:
        for _ in range(number):
            comment_on(page, author=UserFactory(), file=read_photo(), file_description="Eik")
            write(NewsPageFactory(), employee, "Ik denk")

    addresses = (page.url, reverse("dialogue:mine") + "?show=drafts")
    more(3)
    few = [queries_of(address) for address in addresses]

    more(3)

    assert [queries_of(address) for address in addresses] == few
