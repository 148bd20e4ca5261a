"""A file is sent to who may see a page that shows it or may put it on a page, and to nobody else."""

from io import BytesIO
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection, GroupCollectionPermission, Page

from access.models import User
from content.models import BrinkImage, BrinkRendition
from news.models import NewsPage
from tests.factories.accounts import UserFactory
from tests.factories.files import DocumentFactory, MediaFactory
from tests.factories.pages import ImageFactory, NewsPageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.sent import body_of

# The number of a note in a picture.
CAMERA_MAKER = 0x010F

pytestmark = pytest.mark.django_db

# What it takes to know who asks: the session, the account, its roles and the scopes that these open.
TABLES_OF_THE_PERSON = (
    '"django_session"',
    'FROM "access_user"',
    'FROM "auth_group"',
    'FROM "access_scope"',
    'FROM "directory_person"',
    'FROM "directory_placement"',
    'FROM "groups_membership"',
    'FROM "directory_unit"',
)


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
