"""Pictures that would harm the machine or the reader are refused with a reason, in the admin."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.models import BrinkImage

ADDRESS = "/admin/images/add/"
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it is very large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(width // 8 + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def upload(client: Client, name: str, content: bytes) -> str:
    file = SimpleUploadedFile(name, content)
    answer = client.post(ADDRESS, {"title": "Eik", "file": file})
    assert answer.status_code == 200
    shown: str = answer.content.decode()
    return shown


@pytest.mark.parametrize("size", [(20_000, 20_000), (60_000, 60_000)])
def test_an_image_of_far_too_many_pixels_is_refused(editor: Client, size: tuple[int, int]) -> None:
    shown = upload(editor, "eik.png", bomb(*size))

    assert "te veel beeldpunten" in shown
    assert not BrinkImage.objects.exists()


@pytest.mark.parametrize("name", ["eik.svg", "eik.png"])
def test_a_drawing_with_a_script_is_refused(editor: Client, name: str) -> None:
    shown = upload(editor, name, SCRIPT)

    assert "error-message" in shown
    assert not BrinkImage.objects.exists()


def test_what_was_typed_is_kept_when_a_picture_is_refused(editor: Client) -> None:
    assert 'value="Eik"' in upload(editor, "eik.png", bomb(20_000, 20_000))
