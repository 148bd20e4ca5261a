"""The screen of one's own data, and the archive that only its owner opens."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import AuditEntry, User
from directory.models import DataArchive
from directory.privacy.my_data import ask_for_archive, drop_expired, make_archive
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("files_apart")]

PAGE, ASK, DOWNLOAD = (
    reverse(f"directory:{name}") for name in ("my-data", "my-data-ask", "my-data-download")
)


@pytest.fixture
def archive(employee: User) -> DataArchive:
    ask_for_archive(user=employee, now=timezone.now())
    return DataArchive.objects.get(user=employee)


def content_of(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # of a file


def test_it_says_what_is_kept_and_for_how_long(reader: Client) -> None:
    words = reader.get(PAGE).content.decode()

    assert "Je account" in words
    assert "730 dagen" in words
    assert "als woorden van een oud-collega" in words


def test_the_settings_lead_there(reader: Client) -> None:
    assert f'href="{PAGE}"' in reader.get(reverse("access:settings")).content.decode()


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    for address in (PAGE, ASK, DOWNLOAD):
        assert client.get(address).status_code == 302


def test_one_click_makes_an_archive_ready(reader: Client, employee: User) -> None:
    answer = reader.post(ASK, follow=True)

    archive = DataArchive.objects.get(user=employee)
    assert archive.can_be_downloaded(timezone.now())
    assert "Download mijn gegevens" in answer.content.decode()


def test_a_second_click_makes_no_second_archive(reader: Client, employee: User) -> None:
    reader.post(ASK)
    first = DataArchive.objects.get(user=employee)

    reader.post(ASK)

    assert DataArchive.objects.get(user=employee) == first
    assert AuditEntry.objects.filter(action="my_data.asked").count() == 1


def test_after_an_hour_a_new_one_takes_its_place(
    archive: DataArchive, employee: User, files_apart: Path
) -> None:
    old = str(archive.file.name)

    ask_for_archive(user=employee, now=timezone.now() + timedelta(minutes=61))

    new = DataArchive.objects.get(user=employee)
    assert new.pk != archive.pk
    assert not (files_apart / old).exists()
    assert (files_apart / str(new.file.name)).exists()


def test_making_it_twice_makes_it_once(archive: DataArchive, files_apart: Path) -> None:
    make_archive(archive_id=archive.pk, now=timezone.now())

    assert len(list((files_apart / "my-data").iterdir())) == 1


def test_its_owner_downloads_it_with_the_password(reader: Client, archive: DataArchive) -> None:
    response = reader.post(DOWNLOAD, {"password": "secret"})

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "private" in response.headers["Cache-Control"]
    assert "no-store" in response.headers["Cache-Control"]
    assert "index.html" in ZipFile(BytesIO(content_of(response))).namelist()
    assert AuditEntry.objects.filter(action="my_data.downloaded").exists()


def test_it_is_in_the_language_in_which_it_was_asked_for(reader: Client) -> None:
    reader.post(ASK, headers={"accept-language": "en"})

    archive = ZipFile(BytesIO(content_of(reader.post(DOWNLOAD, {"password": "secret"}))))
    assert '<html lang="en">' in archive.read("index.html").decode()


def test_a_wrong_password_opens_nothing(reader: Client, archive: DataArchive) -> None:
    response = reader.post(DOWNLOAD, {"password": "guess"})

    assert response.status_code == 422
    assert "Dit is niet je wachtwoord" in response.content.decode()


def test_passwords_cannot_be_guessed_without_end(reader: Client, archive: DataArchive) -> None:
    codes = {reader.post(DOWNLOAD, {"password": f"guess{n}"}).status_code for n in range(12)}

    assert 429 in codes


def test_who_has_no_password_needs_none(reader: Client, archive: DataArchive, employee: User) -> None:
    employee.set_unusable_password()
    employee.save()
    reader.force_login(employee)

    assert "index.html" in ZipFile(BytesIO(content_of(reader.post(DOWNLOAD)))).namelist()


def test_nobody_else_has_a_way_to_it(archive: DataArchive, client: Client) -> None:
    colleague: User = UserFactory()
    administrator = User.objects.create_superuser("beheer", "beheer@lindewaard.example", PASSWORD)

    for user in (colleague, administrator):
        client.force_login(user)
        answer = client.post(DOWNLOAD, {"password": PASSWORD})
        assert answer.status_code == 302
        assert client.get(f"/files/{archive.file.name}").status_code == 404
        assert client.get(f"/media/{archive.file.name}").status_code == 404
        assert DOWNLOAD not in client.get(PAGE).content.decode()


def test_an_archive_whose_file_is_lost_can_be_asked_for_again(
    reader: Client, archive: DataArchive, files_apart: Path
) -> None:
    (files_apart / str(archive.file.name)).unlink()

    assert reader.post(DOWNLOAD, {"password": "secret"}).status_code == 302


def test_it_is_thrown_away_in_time(archive: DataArchive, files_apart: Path) -> None:
    assert drop_expired(timezone.now() + timedelta(days=6)) == 0

    assert drop_expired(timezone.now() + timedelta(days=8)) == 1

    assert not (files_apart / str(archive.file.name)).exists()


def test_nothing_is_made_for_a_closed_account(employee: User) -> None:
    waiting = DataArchive.objects.create(user=employee, requested_at=timezone.now())
    employee.is_active = False
    employee.save()

    make_archive(archive_id=waiting.pk, now=timezone.now())

    waiting.refresh_from_db()
    assert waiting.ready_at is None
