"""Choosing a photo on the site: the bomb is refused, the cut is kept, and others have no such screen."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from access.models import User
from directory.models import Person, PersonPhoto
from tests.directory.test_photos import bomb, picture
from tests.factories.directory import PersonFactory

ADDRESS = "/people/joris/edit/photo/"


@pytest.fixture
def joris(db: None) -> Person:
    user = User.objects.create_user("joris", language="nl")
    joris: Person = PersonFactory(name="Joris Hoekstra", slug="joris", user=user)
    return joris


@pytest.fixture
def own(client: Client, home: object, joris: Person) -> Client:
    """A browser in which Joris has signed in."""
    assert joris.user is not None
    client.force_login(joris.user)
    return client


def upload(client: Client, content: bytes) -> int:
    return client.post(ADDRESS, {"file": SimpleUploadedFile("foto.jpg", content)}).status_code


def test_a_photo_is_chosen_cut_shown_and_removed(own: Client, joris: Person) -> None:
    assert upload(own, picture()) == 302
    assert own.post(f"{ADDRESS}cut/", {"left": 0, "top": 100, "side": 50}).status_code == 302

    photo = PersonPhoto.objects.get()
    assert (photo.left, photo.top, photo.side) == (0, 1, 0.5)
    assert f"/people/joris/photo/{photo.digest}/xl" in own.get("/people/joris/").text

    assert own.post(f"{ADDRESS}remove/").status_code == 302
    assert "/photo/" not in own.get("/people/joris/").text.partition("<main")[2].partition("</header>")[0]
    assert not PersonPhoto.objects.exists()


def test_a_bomb_is_refused_with_what_to_do_and_the_old_photo_stays(own: Client, joris: Person) -> None:
    upload(own, picture())
    kept = PersonPhoto.objects.get().digest

    answer = own.post(ADDRESS, {"file": SimpleUploadedFile("foto.png", bomb(20_000, 20_000))})

    assert answer.status_code == 422
    assert "te veel beeldpunten" in answer.text
    assert PersonPhoto.objects.get().digest == kept


@pytest.mark.parametrize("content", [b"", b"x", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_photo_is_refused(own: Client, joris: Person, content: bytes) -> None:
    assert upload(own, content) == 422
    assert not PersonPhoto.objects.exists()


@pytest.mark.parametrize("cut", [{}, {"left": -1, "top": 0, "side": 50}, {"left": "x", "top": 0, "side": 5}])
def test_a_cut_that_cannot_be_is_refused(own: Client, joris: Person, cut: dict[str, object]) -> None:
    upload(own, picture())

    assert own.post(f"{ADDRESS}cut/", cut).status_code == 422


def test_who_sees_the_photo_is_chosen(own: Client, joris: Person) -> None:
    own.post(f"{ADDRESS}level/", {"level": "unit"})
    own.post(f"{ADDRESS}level/", {"level": "nobody"})

    assert joris.visibilities.get().level == "unit"


@pytest.mark.parametrize("act", ["", "cut/", "remove/", "level/"])
def test_a_colleague_changes_no_photo_of_another(reader: Client, joris: Person, act: str) -> None:
    assert reader.post(f"{ADDRESS}{act}", {"level": "self"}).status_code == 404
    assert not joris.visibilities.exists()


def test_the_whole_photo_keeps_its_shape(own: Client, joris: Person) -> None:
    upload(own, picture(size=(300, 600)))

    photo = PersonPhoto.objects.get()
    whole = own.get(f"/people/joris/photo/{photo.digest}/original")

    assert Image.open(BytesIO(whole.content)).size == (300, 600)
