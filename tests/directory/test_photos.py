"""A photo: nothing of the camera stays, bombs are refused, and only who may see it gets it."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from access.models import Scope, User
from directory.models import FieldVisibility, Person, PersonChange, PersonPhoto
from directory.photos.cutting import SIZES, Cut
from directory.photos.keeping import cut_photo, face_names, keep_photo, read_face, remove_photo
from directory.photos.picture import read_picture
from directory.visibility import as_seen_by, set_visibility
from tests.factories.directory import PersonFactory

ORIENTATION, GPS, DESCRIPTION = 0x0112, 0x8825, 0x010E


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300), *, left: str = "red") -> bytes:
    """Return a picture of which the left half has a colour of its own, as a camera writes it."""
    image = Image.new("RGB", size, "blue")
    image.paste(Image.new("RGB", (size[0] // 2, size[1]), left), (0, 0))
    exif = image.getexif()
    exif[DESCRIPTION] = "Kantoor van Joris"
    exif.get_ifd(GPS)[1] = "N"
    file = BytesIO()
    image.save(file, kind, exif=exif)
    return file.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it is very large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(width // 8 + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are read in English here."""
    with override("en"):
        yield


@pytest.fixture
def joris(db: None) -> Person:
    user = User.objects.create_user("joris")
    joris: Person = PersonFactory(name="Joris Hoekstra", slug="joris", user=user)
    return joris


def kept(person: Person, content: bytes | None = None) -> PersonPhoto:
    assert person.user is not None
    return keep_photo(actor=person.user, person=person, content=content or picture(), now=timezone.now())


def is_red(shown: Image.Image, at: tuple[int, int]) -> bool:
    dot = shown.getpixel(at)
    assert isinstance(dot, tuple)
    return dot[0] > dot[2]


def address(photo: PersonPhoto, size: str = "xl") -> str:
    return f"/people/{photo.person.slug}/photo/{photo.digest}/{size}"


@pytest.mark.parametrize("size", [(20_000, 20_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(ValidationError, match="too many pixels"):
        read_picture(bomb(*size))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a photo",
        picture()[:200],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + bytes(90),
    ],
)
def test_what_is_no_photo_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(ValidationError, match="Choose a JPEG, PNG, WebP or HEIC file"):
        read_picture(content)


def test_a_photo_that_is_too_small_or_too_heavy_is_refused() -> None:
    with pytest.raises(ValidationError, match="too small"):
        read_picture(picture(size=(90, 900)))
    with pytest.raises(ValidationError, match="20 MB"):
        read_picture(bytes(20 * 1024 * 1024 + 1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_that_the_camera_wrote_stays(joris: Person, kind: str) -> None:
    photo = kept(joris, picture(kind))

    for size in [*SIZES, "original"]:
        file = read_face(photo, size)
        assert b"Joris" not in file
        with Image.open(BytesIO(file)) as shown:
            assert shown.format == "WEBP"
            assert not shown.getexif()


def test_a_photo_taken_sideways_stands_upright() -> None:
    image = Image.open(BytesIO(picture()))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    file = BytesIO()
    image.save(file, "JPEG", exif=exif)

    upright = read_picture(file.getvalue())

    assert upright.size == (300, 400)
    # What was left is above.
    assert is_red(upright, (150, 20))


def test_a_transparent_picture_lies_on_paper() -> None:
    file = BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(file, "PNG")

    assert read_picture(file.getvalue()).getpixel((5, 5)) == (252, 251, 245)


def test_a_cut_shows_the_part_that_was_chosen(joris: Person) -> None:
    photo = kept(joris)
    first = photo.digest

    assert joris.user is not None
    photo = cut_photo(actor=joris.user, person=joris, cut=Cut(0, 0, 0.5), now=timezone.now())

    assert photo.digest != first
    with Image.open(BytesIO(read_face(photo, "xl"))) as shown:
        assert shown.size == (256, 256)
        assert is_red(shown.convert("RGB"), (200, 128))


@pytest.mark.parametrize("cut", [(-0.1, 0, 1), (0, 1.1, 1), (0, 0, 0.1), (0, 0, float("nan"))])
def test_a_cut_outside_of_the_photo_is_none(cut: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="outside"):
        Cut(*cut)


def test_an_old_photo_leaves_no_file(joris: Person, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        old = kept(joris)
        names = [*face_names(old).values(), str(old.original.name)]
    assert all(default_storage.exists(name) for name in names)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        new = kept(joris, picture(left="green"))

    assert not any(default_storage.exists(name) for name in names)
    assert all(default_storage.exists(name) for name in face_names(new).values())


def test_a_photo_goes_with_its_person(joris: Person, django_capture_on_commit_callbacks: object) -> None:
    photo = kept(joris)
    names = [*face_names(photo).values(), str(photo.original.name)]

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        joris.delete()

    assert not any(default_storage.exists(name) for name in names)


def test_a_colleague_changes_nobody_elses_photo(joris: Person, employee: User) -> None:
    kept(joris)

    with pytest.raises(PermissionDenied):
        keep_photo(actor=employee, person=joris, content=picture(), now=timezone.now())
    with pytest.raises(PermissionDenied):
        cut_photo(actor=employee, person=joris, cut=Cut(0, 0, 0.5), now=timezone.now())
    with pytest.raises(PermissionDenied):
        remove_photo(actor=employee, person=joris, now=timezone.now())


def test_who_changed_a_photo_is_kept(joris: Person) -> None:
    kept(joris)
    assert joris.user is not None
    remove_photo(actor=joris.user, person=joris, now=timezone.now())

    assert list(PersonChange.objects.values_list("field", "before", "after", "by")) == [
        ("photo", "yes", "", joris.user.pk),
        ("photo", "", "yes", joris.user.pk),
    ]
    assert not PersonPhoto.objects.exists()


def test_a_colleague_gets_the_photo_and_may_keep_it(reader: Client, joris: Person) -> None:
    photo = kept(joris)

    answer = reader.get(address(photo))

    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.content == read_face(photo, "xl")


@pytest.mark.parametrize("level", [FieldVisibility.Level.UNIT, FieldVisibility.Level.SELF])
def test_an_outsider_gets_no_hidden_photo(
    reader: Client, joris: Person, level: FieldVisibility.Level
) -> None:
    photo = kept(joris)
    assert joris.user is not None
    set_visibility(actor=joris.user, person=joris, field="photo", level=level, now=timezone.now())

    assert reader.get(address(photo)).status_code == 404
    assert photo.digest not in reader.get("/people/joris/").text


def test_a_photo_of_whom_one_may_not_see_is_nowhere(reader: Client, joris: Person) -> None:
    photo = kept(joris)
    joris.scope = Scope.objects.for_sets([["role:999"]])
    joris.save()

    assert reader.get(address(photo)).status_code == 404


@pytest.mark.parametrize("wrong", ["/people/joris/photo/{0}/xxl", "/people/joris/photo/abc/xl"])
def test_another_address_is_no_photo(reader: Client, joris: Person, wrong: str) -> None:
    photo = kept(joris)

    assert reader.get(wrong.format(photo.digest)).status_code == 404


def test_a_stranger_is_sent_to_sign_in(client: Client, joris: Person) -> None:
    answer = client.get(address(kept(joris)))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


def test_only_who_may_cut_it_gets_the_whole_photo(
    client: Client, home: object, joris: Person, employee: User
) -> None:
    whole = address(kept(joris), "original")
    assert joris.user is not None

    client.force_login(employee)
    assert client.get(whole).status_code == 404

    client.force_login(joris.user)
    assert client.get(whole).status_code == 200


def test_a_photo_costs_one_query_beyond_knowing_the_reader(reader: Client, joris: Person) -> None:
    photo = kept(joris)

    with CaptureQueriesContext(connection) as queries:
        reader.get(address(photo))

    assert len([query for query in queries if "directory_personphoto" in query["sql"]]) == 1


def test_photos_of_six_cost_as_many_queries_as_of_three(employee: User) -> None:
    def cost(count: int) -> int:
        people = [PersonFactory() for _ in range(count)]
        keep_photo(
            actor=User.objects.create_superuser(f"keeper-{count}"),
            person=people[0],
            content=picture(),
            now=timezone.now(),
        )
        people = list(Person.objects.filter(pk__in=[person.pk for person in people]))
        with CaptureQueriesContext(connection) as queries:
            portraits = [shown.portrait for shown in as_seen_by(people, employee)]
        assert sum(portrait is not None for portrait in portraits) == 1
        return len(queries)

    cost(1)

    assert cost(3) == cost(6) == 2
