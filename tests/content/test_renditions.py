from io import BytesIO

from django.core.files.base import ContentFile
from django.urls import resolve
from PIL import Image

from content.models import BrinkImage


def test_sizes_made_together_have_their_addresses_at_once(db: None) -> None:
    png = BytesIO()
    Image.new("RGB", (60, 40)).save(png, "PNG")
    image = BrinkImage.objects.create(title="Desk", file=ContentFile(png.getvalue(), "desk.png"))

    renditions = image.get_renditions("width-30", "width-20")

    for spec, rendition in renditions.items():
        match = resolve(rendition.url)
        assert match.kwargs["pk"] == image.renditions.get(filter_spec=spec).pk
