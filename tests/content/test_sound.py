"""Telling sound from what is only called so, from the file to the screen where it is uploaded."""

import wave
import zipfile
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from access.models import User
from content import forms
from content.models import BrinkMedia
from content.sound import NotSound, read_sound
from home.models import HomePage

SOUNDS = Path(__file__).parent / "sounds"


def tone(extension: str) -> bytes:
    """Return a second of sound in a file of that kind."""
    if extension != "wav":
        return (SOUNDS / f"toon.{extension}").read_bytes()
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 1, 8000, 8000, "NONE", ""))
        sound.writeframes(b"\x80" * 8000)
    return file.getvalue()


def archive() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("foto.jpg", bytes(range(256)) * 40)
    return file.getvalue()


EXTENSIONS = ["m4a", "mp3", "ogg", "opus", "wav"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_recording_says_how_long_and_how_large_it_is(extension: str) -> None:
    content = tone(extension)

    sound = read_sound(f"toon.{extension}", BytesIO(content))

    assert sound.seconds == pytest.approx(1, abs=0.1)
    assert sound.byte_count == len(content)


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("share", [0.5, 0.7, 0.95])
def test_a_recording_that_breaks_off_is_refused(extension: str, share: float) -> None:
    content = tone(extension)

    with pytest.raises(NotSound):
        read_sound(f"toon.{extension}", BytesIO(content[: int(len(content) * share)]))


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        bytes(10_000),
        archive(),
        b"%PDF-1.7 " + b"x" * 5000,
        b"<html>" * 900,
        b"\xff\xfb\x90\x00" * 3,
    ],
    ids=["empty", "one byte", "zeros", "zip", "pdf", "html", "heads only"],
)
def test_what_is_only_called_a_recording_is_refused(extension: str, content: bytes) -> None:
    with pytest.raises(NotSound):
        read_sound(f"toon.{extension}", BytesIO(content))


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_sound_of_another_kind_than_its_name_says_is_refused(extension: str) -> None:
    other = tone("wav" if extension != "wav" else "mp3")

    with pytest.raises(NotSound):
        read_sound(f"toon.{extension}", BytesIO(other))


@pytest.mark.parametrize("name", ["toon.flac", "toon.exe", "toon", "mp3"])
def test_a_kind_that_not_every_app_plays_is_refused_by_its_name(name: str) -> None:
    with override("nl"), pytest.raises(NotSound, match=r"Kies een \.mp3-"):
        read_sound(name, BytesIO(tone("mp3")))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.wav", b"RIFF\xff\xff\xff\xffWAVE" + b"\x00" * 8_000_000),
        ("a.m4a", b"\x00\x00\x00\x08ftyp" + b"\x00\x00\x00\x08free" * 1_000_000),
    ],
)
def test_a_file_of_nothing_but_heads_is_not_read_to_its_end(name: str, content: bytes) -> None:
    begin = process_time()

    with pytest.raises(NotSound):
        read_sound(name, BytesIO(content))

    assert process_time() - begin < 0.5


def test_what_a_program_wrote_around_the_sound_is_no_fault() -> None:
    content = tone("mp3") + b"TAG" + bytes(125)

    assert read_sound("toon.mp3", BytesIO(content)).seconds > 0.9


@pytest.fixture
def editor(client: Client, home: HomePage) -> Client:
    client.force_login(User.objects.create_superuser("administrator", language="nl"))
    return client


@pytest.mark.parametrize("address", ["/admin/media/audio/add/", "/admin/media/audio/chooser/upload/"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (archive(), "alleen de naam zegt dat"),
        (tone("mp3")[:1500], "breekt af"),
        (b"", "leeg"),
    ],
    ids=["zip", "half", "empty"],
)
def test_an_upload_that_is_no_sound_is_refused_at_its_field_and_nothing_is_kept(
    editor: Client, address: str, content: bytes, words: str
) -> None:
    prefix = "media-chooser-upload-" if "chooser" in address else ""
    form = {f"{prefix}title": "Toon", f"{prefix}file": SimpleUploadedFile("toon.mp3", content)}

    answer = editor.post(address, form)

    assert answer.status_code == 200
    assert words in answer.content.decode("unicode-escape" if "chooser" in address else "utf-8")
    assert not BrinkMedia.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_words(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST_MEDIA_BYTES", len(tone("mp3")) - 1)

    for kind in ("audio", "video"):
        file = SimpleUploadedFile("toon.mp3", tone("mp3"))
        answer = editor.post(f"/admin/media/{kind}/add/", {"title": "Toon", "file": file})

        assert "Dit bestand is groter dan" in answer.text
    assert not BrinkMedia.objects.exists()


def test_an_upload_says_itself_how_long_it_lasts(editor: Client) -> None:
    file = SimpleUploadedFile("toon.mp3", tone("mp3"))

    editor.post("/admin/media/audio/add/", {"title": "Toon", "file": file, "duration": "999"})

    media = BrinkMedia.objects.get()
    assert media.duration == pytest.approx(1.08, abs=0.1)
    assert media.byte_count == len(tone("mp3"))


def test_a_new_title_leaves_the_sound_alone(editor: Client) -> None:
    editor.post(
        "/admin/media/audio/add/", {"title": "Toon", "file": SimpleUploadedFile("toon.mp3", tone("mp3"))}
    )
    media = BrinkMedia.objects.get()

    editor.post(f"/admin/media/edit/{media.pk}/", {"title": "Andere toon"})

    changed = BrinkMedia.objects.get()
    assert (changed.title, changed.duration) == ("Andere toon", media.duration)
