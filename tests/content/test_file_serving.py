"""A file is sent to who may see a page that shows it or may put it on a page, and to nobody else."""

from io import BytesIO
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection, GroupCollectionPermission, Page

from access.models import User
from content.models import BrinkDocument, BrinkImage, BrinkMedia, BrinkRendition
from news.models import NewsPage
from tests.factories.accounts import UserFactory
from tests.factories.files import DocumentFactory, MediaFactory
from tests.factories.pages import ImageFactory, NewsPageFactory, SectionPageFactory
from tests.factories.privacy import restrict

# The number of a note in a picture.
CAMERA_MAKER = 0x010F

pytestmark = pytest.mark.django_db

# What it takes to know who asks: the session, the account, its roles and the scopes that these open.
TABLES_OF_THE_PERSON = ('"django_session"', 'FROM "access_user"', 'FROM "auth_group"', 'FROM "access_scope"')


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def council(db: None) -> Group:
    return Group.objects.create(name="Works council")


@pytest.fixture
def outsider(client: Client, employee: User) -> Client:
    client.force_login(employee)
    return client


def size_of(image: BrinkImage, spec: str = "width-100") -> BrinkRendition:
    rendition: BrinkRendition = image.get_rendition(spec)
    return rendition


def every_kind_of_file() -> list[str]:
    """Return the address of a file of each kind."""
    return [size_of(ImageFactory()).url, DocumentFactory().url, MediaFactory().url]


def one_on(page_fields: dict[str, Any]) -> tuple[str, NewsPage]:
    image = ImageFactory()
    return size_of(image).url, NewsPageFactory(image=image, **page_fields)


def chooser_in(collection: Collection, *codenames: str) -> User:
    group = Group.objects.create(name="Newsroom")
    for codename in codenames:
        permission = Permission.objects.get(codename=codename, content_type__app_label__startswith="wagtail")
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    user: User = UserFactory()
    user.groups.add(group)
    return user


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_reader_of_the_page_gets_its_picture(outsider: Client) -> None:
    address, _page = one_on({})

    response = outsider.get(address)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response.headers["Vary"]
    assert body_of(response)[8:12] == b"WEBP"


def test_who_may_see_one_of_several_pages_gets_the_picture(outsider: Client, council: Group) -> None:
    image = ImageFactory()
    restrict(NewsPageFactory(image=image), council)
    closed = outsider.get(size_of(image).url).status_code

    NewsPageFactory(image=image)

    assert closed == 404
    assert outsider.get(size_of(image).url).status_code == 200


def test_a_file_that_nothing_shows_is_not_there(outsider: Client) -> None:
    answers = [outsider.get(address).status_code for address in every_kind_of_file()]

    assert answers == [404, 404, 404]


def test_a_stranger_is_asked_to_sign_in_for_any_file(client: Client) -> None:
    for address in every_kind_of_file():
        response = client.get(address)

        assert response.status_code == 302
        assert response.headers["Location"].startswith("/login/?next=/files/")


def test_the_newsroom_looks_at_files_that_nothing_shows_yet(client: Client) -> None:
    root = Collection.get_first_root_node()
    client.force_login(chooser_in(root, "choose_image", "choose_document", "change_media"))

    answers = [client.get(address).status_code for address in every_kind_of_file()]

    assert answers == [200, 200, 200]


def test_an_editor_of_one_collection_does_not_look_into_another(client: Client) -> None:
    own = Collection.get_first_root_node().add_child(name="Own")
    other = Collection.get_first_root_node().add_child(name="Other")
    client.force_login(chooser_in(Collection.objects.get(pk=own.pk), "choose_document"))

    assert client.get(DocumentFactory(collection=own).url).status_code == 200
    assert client.get(DocumentFactory(collection=other).url).status_code == 404


@pytest.mark.parametrize("spec", ["original", "width-100", "fill-50x50", "width-100|format-webp"])
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_no_size_of_a_picture_says_where_it_was_taken(
    client: Client, admin_user: User, spec: str, file_format: str
) -> None:
    picture = PIL.Image.new("RGB", (300, 200), "green")
    notes = picture.getexif()
    notes[CAMERA_MAKER] = "Telltale"
    uploaded = BytesIO()
    picture.save(uploaded, file_format, exif=notes)
    image = ImageFactory(file=ContentFile(uploaded.getvalue(), name=f"foto.{file_format.lower()}"))
    client.force_login(admin_user)

    sent = body_of(client.get(size_of(image, spec).url))

    assert b"Telltale" in uploaded.getvalue()
    assert b"Telltale" not in sent
    assert PIL.Image.open(BytesIO(sent)).size[0] <= 300


def test_an_address_with_another_name_is_not_there(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    rendition, document = size_of(ImageFactory()), DocumentFactory()

    assert client.get(reverse("content:rendition", args=[rendition.pk, "x.jpg"])).status_code == 404
    assert client.get(reverse("content:document", args=[document.pk, "x.pdf"])).status_code == 404
    assert client.get(reverse("content:media", args=[1, "x.mp3"])).status_code == 404


def test_a_file_that_the_disk_has_lost_is_not_there(client: Client, admin_user: User) -> None:
    client.force_login(admin_user)
    document = DocumentFactory()
    Path(document.file.path).unlink()

    assert client.get(document.url).status_code == 404


def test_nothing_is_reached_by_its_path(client: Client, admin_user: User, own_files: Path) -> None:
    image, document, media = ImageFactory(), DocumentFactory(), MediaFactory()
    size_of(image)
    client.force_login(admin_user)
    stored = [path.relative_to(own_files) for path in own_files.rglob("*") if path.is_file()]

    answers = {
        f"{root}{path}{end}": client.get(f"{root}{path}{end}").status_code
        for root in ("/files/", "/media/", "/static/", "/", "/documents/", "/images/")
        for path in stored
        for end in ("", "/")
    }

    assert len(stored) == 4
    # A missing slash is added, and leads nowhere.
    assert set(answers.values()) <= {404, 301}
    assert [client.get(address, follow=True).status_code for address in answers] == [404] * len(answers)
    assert document.file.url.startswith("/files/documents/")
    assert media.file.url.startswith("/files/media/")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("wagtaildocs_serve", [1, "x.pdf"]), ("wagtailimages_serve", ["s", 1, "original", "x"])],
)
def test_wagtails_own_addresses_of_files_are_not_there(name: str, arguments: list[Any]) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name, args=arguments)


def test_restricting_lifting_and_moving_take_effect_at_once(outsider: Client, council: Group) -> None:
    image, document = ImageFactory(), DocumentFactory()
    section = SectionPageFactory(title="Closed")
    page = SectionPageFactory(
        title="Page",
        body=[("figure", {"image": image, "caption": ""}), ("file", {"document": document, "label": ""})],
    )
    addresses = [size_of(image).url, document.url]

    def answers() -> list[int]:
        return [outsider.get(address).status_code for address in addresses]

    at_first = answers()
    restriction = restrict(page, council)
    restricted = answers()
    restriction.delete()
    lifted = answers()
    restrict(section, council)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=section.pk), pos="last-child")
    moved = answers()
    Page.objects.get(pk=page.pk).unpublish()
    outsider.force_login(member := UserFactory())
    member.groups.add(council)

    assert at_first == lifted == [200, 200]
    assert restricted == moved == [404, 404]
    assert answers() == [404, 404]


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
    address, _page = one_on({})
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
    address, page = one_on({})
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
    address, page = one_on({})
    hidden, _page = one_on({"live": False})

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


@pytest.mark.parametrize("who", ["reader", "newsroom"])
def test_a_file_costs_at_most_two_queries_beyond_knowing_the_person(client: Client, who: str) -> None:
    image, document = ImageFactory(), DocumentFactory()
    if who == "reader":
        NewsPageFactory(image=image, body=[("file", {"document": document, "label": ""})])
    root = Collection.get_first_root_node()
    asker = chooser_in(root, "choose_image", "choose_document") if who == "newsroom" else UserFactory()
    client.force_login(asker)

    for address in (size_of(image).url, document.url):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)

        of_the_file = [
            query["sql"]
            for query in captured.captured_queries
            if not any(table in query["sql"] for table in TABLES_OF_THE_PERSON)
        ]
        assert response.status_code == 200
        assert len(of_the_file) == (1 if who == "reader" else 2)
