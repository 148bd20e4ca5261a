"""How a file is sent: in parts, by condition, and so that nothing in it runs in the name of its reader."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import FileSystemStorage
from django.test import Client

from access.models import User
from content.models import BrinkDocument, BrinkMedia, BrinkRendition
from news.models import NewsPage
from tests.factories.files import DocumentFactory, MediaFactory
from tests.factories.pages import ImageFactory, NewsPageFactory
from tests.factories.privacy import restrict
from tests.sent import body_of

pytestmark = pytest.mark.django_db


def picture_on(**page_fields: Any) -> tuple[str, NewsPage]:
    """Return the address of a picture, and the page that shows it."""
    image = ImageFactory()
    return image.get_rendition("width-100").url, NewsPageFactory(image=image, **page_fields)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("aanval.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("aanval.html", b"<script>alert(1)</script>"),
        ("aanval.xhtml", b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>"),
        ("aanval.svgz", b"\x1f\x8b"),
        ("aanval", b"<script>alert(1)</script>"),
        ("aanval.pdf.html", b"<script>alert(1)</script>"),
    ],
)
def test_what_could_run_in_the_name_of_the_reader_is_downloaded(
    client: Client, admin_user: User, name: str, content: bytes
) -> None:
    client.force_login(admin_user)
    document, media = DocumentFactory(name=name, content=content), MediaFactory(name=name, content=content)

    for address in (document.url, media.url):
        response = client.get(address)

        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert body_of(response) == content


def test_a_document_that_the_browser_can_show_is_shown_with_its_name(
    client: Client, admin_user: User
) -> None:
    client.force_login(admin_user)
    document = DocumentFactory(name="Jaarverslag één.pdf")

    response = client.get(document.url)

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("inline")
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


SOUND = bytes(range(256)) * 4


@pytest.fixture
def sound(db: None, own_files: Path) -> BrinkMedia:
    media: BrinkMedia = MediaFactory(content=SOUND)
    return media


@pytest.mark.parametrize(
    ("asked", "content_range", "expected"),
    [
        ("bytes=0-9", "bytes 0-9/1024", SOUND[:10]),
        ("bytes=1000-", "bytes 1000-1023/1024", SOUND[1000:]),
        ("bytes=-24", "bytes 1000-1023/1024", SOUND[1000:]),
        ("bytes=1000-99999", "bytes 1000-1023/1024", SOUND[1000:]),
        ("bytes=-99999", "bytes 0-1023/1024", SOUND),
    ],
)
def test_a_player_gets_the_part_that_it_asks_for(
    client: Client, admin_user: User, sound: BrinkMedia, asked: str, content_range: str, expected: bytes
) -> None:
    client.force_login(admin_user)

    response = client.get(sound.url, headers={"Range": asked})

    assert response.status_code == 206
    assert response.headers["Content-Range"] == content_range
    assert response.headers["Content-Length"] == str(len(expected))
    assert response.headers["Content-Type"] == "audio/mpeg"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert body_of(response) == expected


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(
    client: Client, admin_user: User, sound: BrinkMedia, asked: str
) -> None:
    client.force_login(admin_user)

    response = client.get(sound.url, headers={"Range": asked})

    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */1024"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "bytes=9-2", "bytes=-", "lines=1-2", "bytes=x-", f"bytes={'9' * 5000}-"]
)
def test_a_question_that_makes_no_sense_gets_the_whole(
    client: Client, admin_user: User, sound: BrinkMedia, asked: str
) -> None:
    client.force_login(admin_user)

    response = client.get(sound.url, headers={"Range": asked})

    assert response.status_code == 200
    assert response.headers["Accept-Ranges"] == "bytes"
    assert body_of(response) == SOUND


def test_a_part_of_an_older_version_gets_the_whole(
    client: Client, admin_user: User, sound: BrinkMedia
) -> None:
    client.force_login(admin_user)
    etag = client.get(sound.url).headers["ETag"]

    same = client.get(sound.url, headers={"Range": "bytes=0-9", "If-Range": etag})
    older = client.get(sound.url, headers={"Range": "bytes=0-9", "If-Range": '"older"'})

    assert (same.status_code, older.status_code) == (206, 200)


def test_a_file_that_the_browser_has_is_not_sent_again(outsider: Client) -> None:
    address, _page = picture_on()
    first = outsider.get(address)

    by_mark = outsider.get(address, headers={"If-None-Match": first.headers["ETag"]})
    by_date = outsider.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    other = outsider.get(address, headers={"If-None-Match": '"other"'})

    assert (by_mark.status_code, by_date.status_code, other.status_code) == (304, 304, 200)
    assert by_mark.headers["ETag"] == first.headers["ETag"]
    assert by_mark.headers["Cache-Control"] == "private, no-cache"


def test_a_file_that_the_browser_has_is_not_confirmed_to_who_may_no_longer_see_it(
    outsider: Client, council: Group
) -> None:
    address, page = picture_on()
    etag = outsider.get(address).headers["ETag"]

    restrict(page, council)

    assert outsider.get(address, headers={"If-None-Match": etag}).status_code == 404


def test_the_head_of_a_file_has_its_length_and_no_body(
    client: Client, admin_user: User, sound: BrinkMedia
) -> None:
    client.force_login(admin_user)

    response = client.head(sound.url)

    assert response.headers["Content-Length"] == "1024"
    assert body_of(response) == b""


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_file_is_only_read(client: Client, admin_user: User, sound: BrinkMedia, method: str) -> None:
    client.force_login(admin_user)

    assert getattr(client, method)(sound.url).status_code == 405


def test_behind_a_proxy_the_file_is_named_and_not_sent(outsider: Client, settings: Any) -> None:
    settings.FILES_PROXY_PATH = "/binnen/"
    address, page = picture_on()
    hidden, _page = picture_on(live=False)

    response = outsider.get(address)

    name = BrinkRendition.objects.get(image=page.image).file.name
    assert response.headers["X-Accel-Redirect"] == f"/binnen/{name}"
    assert response.headers["Content-Type"] == "image/webp"
    assert body_of(response) == b""
    assert "X-Accel-Redirect" not in outsider.get(hidden).headers


class SigningStore(FileSystemStorage):
    """A store without paths on disk, as one that speaks S3 is."""

    def path(self, name: str) -> str:
        raise NotImplementedError

    def url(self, name: str | None, parameters: dict[str, str] | None = None) -> str:
        signed = "&".join(f"{key}={value}" for key, value in (parameters or {}).items())
        return f"https://store.example/{name}?signature=1&{signed}"


def test_from_another_store_a_signed_address_is_given(
    client: Client, admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(admin_user)
    document = DocumentFactory(name="aanval.html", content=b"<script>")
    monkeypatch.setattr(BrinkDocument._meta.get_field("file"), "storage", SigningStore())

    response = client.get(document.url)

    address = response.headers["Location"]
    assert response.status_code == 302
    assert address.startswith("https://store.example/documents/aanval")
    assert "ResponseContentType=application/octet-stream" in address
    assert "ResponseContentDisposition=attachment" in address
    assert response.headers["Cache-Control"] == "private, no-cache"
