"""What is sent after a session has ended comes back to its writer, and to nobody else."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from access.models import User
from content.models import ContentPage
from dialogue.drafts import POST_FORM, edit_form, reply_form
from dialogue.models import BrinkComment, Draft, DraftFile
from dialogue.signed_out import Desk, desk_of
from dialogue.targets import target_of
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.attachments import PDF
from tests.factories.dialogue import comment_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Path:
    """Where files are kept: a folder of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def seal_of(user: User, page: ContentPage, form: str = POST_FORM) -> str:
    return Desk(user, target_of(page), form).seal


def post_url(page: ContentPage) -> str:
    return reverse("dialogue:comment-post", args=[page.content_type_id, page.pk])


def save_url(page: ContentPage) -> str:
    return reverse("dialogue:draft-save", args=[page.content_type_id, page.pk])


def test_what_is_sent_after_the_session_ended_is_there_after_signing_in(
    client: Client, page: ContentPage, employee: User
) -> None:
    client.force_login(employee)
    seal = re.search(r'name="seal" value="([^"]+)"', client.get(page.url).content.decode())
    assert seal is not None
    client.session.flush()
    text = "Zin een.\n\nZin twee & <drie>. " + "x" * 4_000

    answer = client.post(post_url(page), {"text": text, "seal": seal.group(1)})

    door = urlsplit(answer.headers["Location"])
    assert (answer.status_code, door.path) == (302, "/login/")
    assert parse_qs(door.query)["next"] == [f"{page.url}#comment-form"]
    assert not BrinkComment.objects.exists()
    client.force_login(employee)
    shown = client.get(page.url).content.decode()
    assert "Zin een.\n\nZin twee &amp; &lt;drie&gt;. xxx" in shown
    assert Draft.objects.get().text == text


@pytest.mark.parametrize("is_own", [True, False])
def test_a_file_that_is_sent_from_a_page_of_before_signing_in_is_kept_for_its_writer(
    page: ContentPage, employee: User, is_own: bool
) -> None:
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    client.force_login(employee)
    seal = seal_of(employee if is_own else UserFactory(), page)
    file = SimpleUploadedFile("plan.pdf", PDF)

    answer = client.post(post_url(page), {"text": "Met een plan", "seal": seal, "file": file})

    assert answer.status_code == 403
    assert (f'href="{page.url}#comment-form"' in answer.text) is is_own
    kept = Draft.objects.filter(user=employee, text="Met een plan", file__name="plan.pdf")
    assert kept.exists() is is_own
    assert Draft.objects.count() == is_own


def test_who_signs_in_next_on_the_same_computer_finds_nothing(
    client: Client, page: ContentPage, employee: User
) -> None:
    client.post(post_url(page), {"text": "Van mij", "seal": seal_of(employee, page)})

    client.force_login(UserFactory())

    assert "Van mij" not in client.get(page.url).content.decode()
    assert Draft.objects.get().user == employee


def test_the_file_that_was_sent_is_there_too(client: Client, page: ContentPage, employee: User) -> None:
    file = SimpleUploadedFile("plan.pdf", PDF)

    client.post(post_url(page), {"text": "Lees.", "file": file, "seal": seal_of(employee, page)})

    assert DraftFile.objects.get().name == "plan.pdf"


def test_a_file_that_is_refused_loses_no_words(client: Client, page: ContentPage, employee: User) -> None:
    file = SimpleUploadedFile("plan.pdf", b"MZ\x00")

    client.post(post_url(page), {"text": "Lees.", "file": file, "seal": seal_of(employee, page)})

    assert Draft.objects.get().text == "Lees."
    assert not DraftFile.objects.exists()


def test_an_answer_and_an_edit_lead_back_to_their_form(
    client: Client, page: ContentPage, employee: User
) -> None:
    own, other = comment_on(page, author=employee), comment_on(page)
    sent = {
        reverse("dialogue:comment-reply", args=[other.pk]): reply_form(other.pk),
        reverse("dialogue:comment-edit", args=[own.pk]): edit_form(own.pk),
    }

    for address, form in sent.items():
        answer = client.post(address, {"text": "Woorden", "seal": seal_of(employee, page, form)})
        assert parse_qs(urlsplit(answer.headers["Location"]).query)["next"] == [address]
    assert {draft.form for draft in Draft.objects.all()} == set(sent.values())


def test_htmx_is_led_to_the_door(client: Client, page: ContentPage, employee: User) -> None:
    answer = client.post(
        post_url(page), {"text": "x", "seal": seal_of(employee, page)}, headers={"HX-Request": "true"}
    )

    assert answer.headers["HX-Redirect"].startswith("/login/?next=")


def test_a_page_that_keeps_by_itself_hears_that_it_is_signed_out(
    client: Client, page: ContentPage, employee: User
) -> None:
    sent = {"form": POST_FORM, "text": "Woorden", "seal": seal_of(employee, page)}

    answer = client.post(save_url(page), sent)

    assert answer.status_code == 401
    assert Draft.objects.get().text == "Woorden"


@pytest.mark.parametrize("change", ["nothing", "broken", "password", "left", "closed"])
def test_a_seal_that_does_not_count_keeps_nothing(
    client: Client, page: ContentPage, outsider: User, change: str
) -> None:
    seal = seal_of(outsider, page)
    if change == "nothing":
        seal = ""
    elif change == "broken":
        seal = seal[:-1] + ("a" if seal[-1] != "a" else "b")
    elif change == "password":
        outsider.set_password("anders")
        outsider.save()
    elif change == "left":
        User.objects.filter(pk=outsider.pk).update(is_active=False)
    else:
        restrict(page)

    answer = client.post(post_url(page), {"text": "Woorden", "seal": seal})

    assert answer.headers["Location"].startswith("/login/")
    assert not Draft.objects.exists()
    assert desk_of(seal) is None


def test_a_seal_does_nothing_for_who_is_signed_in(client: Client, page: ContentPage, employee: User) -> None:
    client.force_login(UserFactory())

    client.post(post_url(page), {"text": "Van mij", "seal": seal_of(employee, page)})

    assert BrinkComment.objects.get().user != employee
    assert not Draft.objects.exists()


def test_a_seal_needs_the_token_of_our_own_pages(page: ContentPage, employee: User) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(post_url(page), {"text": "Woorden", "seal": seal_of(employee, page)})

    assert answer.status_code == 403
    assert not Draft.objects.exists()
