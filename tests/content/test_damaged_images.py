from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from access.models import User
from content.models import BrinkImage


@pytest.fixture
def half_a_picture() -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.effect_noise((200, 200), 60).convert("RGB").save(buffer, "JPEG")
    return SimpleUploadedFile("half.jpg", buffer.getvalue()[: buffer.tell() // 2], "image/jpeg")


@pytest.mark.parametrize("address", ["/admin/images/add/", "/admin/images/multiple/add/"])
def test_an_image_that_broke_off_is_refused_in_words(
    client: Client, home: object, half_a_picture: SimpleUploadedFile, address: str
) -> None:
    client.force_login(User.objects.create_superuser("administrator", language="nl"))
    field = "files[]" if "multiple" in address else "file"

    answer = client.post(
        address, {"title": "Half", field: half_a_picture}, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert answer.status_code == 200
    assert "Deze afbeelding is beschadigd" in answer.content.decode("unicode-escape")
    assert not BrinkImage.objects.exists()
