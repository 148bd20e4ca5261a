"""Reading the file that somebody sends along: it is what it holds, and nothing of the camera stays in it."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dialogue.files.kinds import BY_SUFFIX, PICTURE, HoldsMacros, Kind, TooOld, kind_of
from dialogue.wording import tidy
from directory.photos.cutting import as_webp
from directory.photos.picture import read_picture

LARGEST_BYTES = 20 * 1024 * 1024
LONGEST_NAME = 150
LONGEST_DESCRIPTION = 300
KINDS_IN_WORDS = _(
    "a picture (JPEG, PNG, WebP or HEIC) or a document (PDF, Word, Excel, PowerPoint, OpenDocument, text "
    "or CSV)"
)


@dataclass(frozen=True)
class ReadFile:
    """A file that is what it says, ready to be kept; only a picture has sides."""

    content: bytes
    name: str
    width: int | None = None
    height: int | None = None

    @property
    def suffix(self) -> str:
        """How its name ends, with the dot."""
        return PurePosixPath(self.name).suffix


def read_upload(upload: UploadedFile[bytes]) -> ReadFile:
    """Return the file that was sent. Raises ValidationError with what is wrong and what to do."""
    # Asked before it is read: what was sent may be of any size.
    if (upload.size or 0) > LARGEST_BYTES:
        raise ValidationError(_("This file is larger than 20 MB. Choose a smaller one."))
    return read_file(upload.name or "", upload.read())


def read_file(name: str, content: bytes) -> ReadFile:
    """Return what `content` is, under its own name. Raises ValidationError as `read_upload` does."""
    if not content:
        raise ValidationError(_("This file is empty. Choose another one."))
    kind = _kind_of(content)
    path = PurePosixPath(_tidy_name(name))
    claimed = BY_SUFFIX.get(path.suffix.lower())
    if kind is None or (claimed is None and kind.is_text and path.suffix):
        raise _is_not_what_it_says(path.suffix) if claimed else _not_for_comments()
    if claimed not in (None, kind):
        raise _is_not_what_it_says(path.suffix)
    if kind is PICTURE:
        picture = read_picture(content, shortest_side=1)
        return ReadFile(as_webp(picture), _named(path, ".webp"), *picture.size)
    return ReadFile(content, _named(path, path.suffix if claimed else kind.suffixes[0]))


def description_in(text: str) -> str:
    """Return what is said of a picture on one line, as long as it is kept."""
    return " ".join(tidy(text).split())[:LONGEST_DESCRIPTION]


def _kind_of(content: bytes) -> Kind | None:
    try:
        return kind_of(content)
    except HoldsMacros as error:
        raise ValidationError(
            _(
                "There are macros in this document, and those can do harm. Save it without macros and "
                "choose that."
            )
        ) from error
    except TooOld as error:
        raise ValidationError(
            _("This document is of an old kind. Save it as .docx, .xlsx, .pptx or .pdf and choose that.")
        ) from error


def _tidy_name(name: str) -> str:
    """Return the last part of a name, whatever system it comes from, on one line."""
    return " ".join(tidy(name).replace("\\", "/").rpartition("/")[2].split())


def _named(path: PurePosixPath, suffix: str) -> str:
    stem = path.stem if path.suffix.lower() in BY_SUFFIX else path.name
    return (stem.strip(". ") or str(_("file")))[: LONGEST_NAME - len(suffix)] + suffix.lower()


def _is_not_what_it_says(suffix: str) -> ValidationError:
    return ValidationError(
        _(
            "The name ends in %(suffix)s, but that is not what is in the file. Open it, save it anew and "
            "choose it again."
        ),
        params={"suffix": suffix},
    )


def _not_for_comments() -> ValidationError:
    return ValidationError(
        _("This kind of file cannot go with a comment. Choose %(kinds)s."), params={"kinds": KINDS_IN_WORDS}
    )
