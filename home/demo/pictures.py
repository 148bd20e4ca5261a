"""The pictures of Lindewaard, each stored once."""

from django.core.files.images import ImageFile
from wagtail.utils.file import hash_filelike

from access.models import User
from content.models import BrinkImage
from home.demo.written import FOLDER, Written


def picture(written: Written) -> BrinkImage:
    """Return the picture, known by its content, so that all pages that show it share it."""
    with (FOLDER / "images" / written["file"]).open("rb") as file:
        file_hash = hash_filelike(file)
        found: BrinkImage | None = BrinkImage.objects.filter(file_hash=file_hash).first()
        return found or BrinkImage.objects.create(
            title=written["file"].partition(".")[0].capitalize(),
            description=written["alt"]["nl"],
            file=ImageFile(file, name=written["file"]),
            file_hash=file_hash,
            uploaded_by_user=User.objects.get(username="emre"),
        )
