"""Reading a photo that somebody uploads: nothing is decoded before its size is known, nothing of the camera
stays.
"""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()

LARGEST_BYTES = 20 * 1024 * 1024
KINDS = ["JPEG", "PNG", "WEBP", "HEIF"]
# As much as a large face ever needs to be cut from.
LONGEST_SIDE = 1600
# Less than this is a blur on a profile.
SHORTEST_SIDE = 128
# Paper, behind what is transparent.
PAPER = (252, 251, 245)


def read_picture(content: bytes, *, shortest_side: int = SHORTEST_SIDE) -> Image.Image:
    """Return the picture upright, in sRGB, of a moderate size and without what the camera wrote.

    `shortest_side` is the least number of pixels that it may have.
    Raises ValidationError with what is wrong and what to do.
    """
    if len(content) > LARGEST_BYTES:
        raise ValidationError(_("This photo is larger than 20 MB. Choose a smaller one."))
    try:
        with Image.open(BytesIO(content), formats=KINDS) as opened:
            _refuse_size(*opened.size, shortest_side)
            # A JPEG is decoded at a half or a quarter right away.
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _on_paper(_in_srgb(upright))
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    # Pillow raises what each reader of a format happens to raise.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, RuntimeError) as error:
        raise ValidationError(
            _("This is no photo that we can read. Choose a JPEG, PNG, WebP or HEIC file.")
        ) from error


def _refuse_size(width: int, height: int, shortest_side: int) -> None:
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < shortest_side:
        raise ValidationError(
            _("This photo is too small. Choose one of at least %(pixels)d by %(pixels)d pixels."),
            params={"pixels": shortest_side},
        )


def _too_many_pixels() -> ValidationError:
    return ValidationError(_("This photo has too many pixels. Make it smaller, or choose another one."))


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK", "L"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        # A profile that is broken says nothing about the colours.
        return picture
    return converted or picture


def _on_paper(picture: Image.Image) -> Image.Image:
    """Return a bare copy of the dots, on paper where they let through."""
    shown = picture.convert("RGBA")
    bare = Image.new("RGB", shown.size, PAPER)
    bare.paste(shown, mask=shown)
    return bare
