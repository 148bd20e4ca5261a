"""The pictures of a folder: found, checked, and each put in the library once."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import PIL.Image
from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from content.importing.folder import leads_outside, outside
from content.importing.names import readable, shortened
from content.importing.refusal import Refused
from content.models import BrinkImage

# What a file may call itself, and what it then must be.
FORMATS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
}
# A camera's JPEG with more pictures inside.
ALSO_KNOWN_AS = {"MPO": "JPEG"}
LONGEST_TITLE = 255
MEGABYTE = 1024 * 1024


@dataclass
class Pictures:
    """Gives pictures by the address that a text uses. With `is_trial` nothing is stored."""

    bases: list[Path]  # the folder and those above it, up to the root
    root: Path
    is_trial: bool
    made_count: int = 0
    known_count: int = 0
    _pks: dict[str, int] = field(default_factory=dict)
    _digests: dict[Path, str] = field(default_factory=dict)

    def find(self, address: str, text: Path) -> Path | None:
        """Return the file that `address` means in the file `text`. Raises Refused if it lies outside."""
        path = unquote(urlsplit(address).path)
        if not path or "\0" in path:
            return None
        places = [base / path.lstrip("/") for base in self.bases]
        if not path.startswith("/"):
            places.insert(0, text.parent / path)
        for place in places:
            try:
                if not place.is_file():
                    continue
            except OSError:  # A name too long for a file is no file.
                continue
            if leads_outside(place, self.root):
                raise outside()
            return place.resolve()
        return None

    def pk_of(self, path: Path, alt: str) -> int:
        """Return the key of the picture in the library, where it is stored if it is new there."""
        if path not in self._digests:
            check_picture(path)
            self._digests[path] = digest_of(path)
        digest = self._digests[path]
        if digest not in self._pks:
            self._pks[digest] = self._stored(digest) or self._store(path, alt)
        return self._pks[digest]

    def _stored(self, digest: str) -> int | None:
        pk: int | None = (
            BrinkImage.objects.filter(file_hash=digest).order_by("pk").values_list("pk", flat=True).first()
        )
        self.known_count += pk is not None
        return pk

    def _store(self, path: Path, alt: str) -> int:
        self.made_count += 1
        if self.is_trial:
            return 0
        with path.open("rb") as file:
            image = BrinkImage(
                title=shortened(alt or readable(path.stem), LONGEST_TITLE),
                description=shortened(alt, LONGEST_TITLE),
                file=File(file, name=path.name),
            )
            image._set_image_file_metadata()
            image.save()
        return int(image.pk)


def check_picture(path: Path) -> None:
    """Raise Refused if `path` is no picture that the library takes."""
    expected = FORMATS.get(path.suffix.lower())
    if expected is None:
        raise Refused(
            _("Pictures of the kind %(kind)s are not taken in. Convert this one to PNG, JPEG or WebP.")
            % {"kind": path.suffix.lower() or "?"}
        )
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if path.stat().st_size > limit:
        raise Refused(
            _("The picture is larger than %(megabytes)d MB. Make it smaller.")
            % {"megabytes": limit // MEGABYTE}
        )
    try:
        with PIL.Image.open(path, formats=list(FORMATS.values())) as picture:
            width, height = picture.size
            format_name = picture.format
            if width * height <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                picture.verify()
    # Pillow raises what each reader of a format happens to raise.
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        PIL.Image.DecompressionBombError,
    ) as error:
        raise Refused(
            _("This is no picture, or it is damaged. Save it again from a picture editor.")
        ) from error
    if ALSO_KNOWN_AS.get(format_name or "", format_name) != expected:
        raise Refused(
            _("This is a picture of the kind %(kind)s with another name. Give it the right ending.")
            % {"kind": format_name}
        )
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise Refused(
            _("The picture has too many pixels (%(width)d by %(height)d). Make it smaller.")
            % {"width": width, "height": height}
        )


def digest_of(path: Path) -> str:
    """Return the digest under which Wagtail keeps a picture."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha1").hexdigest()
