"""The Markdown files of a folder, without what leads out of it."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from content.importing.refusal import Refused

TEXT_SUFFIXES = (".md", ".markdown")
LONGEST_SOURCE = 500
# Folders of a website's machinery, except the one in which Jekyll keeps its texts.
MACHINERY = ("_", ".")
FOLDERS_OF_TEXTS = ("_posts", "_pages")


@dataclass(frozen=True)
class FoundFile:
    """A Markdown file and its path below the folder, with slashes."""

    path: Path
    source: str


@dataclass
class Findings:
    """What lies in a folder, each list in a stable order."""

    texts: list[FoundFile] = field(default_factory=list)
    refused: list[tuple[str, Refused]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def find_texts(folder: Path) -> Findings:
    """Return the Markdown files below `folder`, by their path."""
    findings = Findings()
    for path in sorted(_walk(folder, findings), key=lambda path: path.relative_to(folder).parts):
        source = path.relative_to(folder).as_posix()
        try:
            check_place(path, source, folder)
        except Refused as refused:
            findings.refused.append((printable(source), refused))
        else:
            findings.texts.append(FoundFile(path, source))
    return findings


def _walk(folder: Path, findings: Findings) -> Iterator[Path]:
    for place, folder_names, file_names in os.walk(folder):
        below = Path(place)
        for name in sorted(folder_names):
            path = below / name
            if path.is_symlink() and leads_outside(path, folder):
                findings.refused.append((f"{printable(path.relative_to(folder).as_posix())}/", outside()))
            elif name.startswith(MACHINERY) and name not in FOLDERS_OF_TEXTS:
                findings.skipped.append(f"{printable(path.relative_to(folder).as_posix())}/")
                folder_names.remove(name)
        yield from (below / name for name in file_names if name.lower().endswith(TEXT_SUFFIXES))


def check_place(path: Path, source: str, folder: Path) -> None:
    """Refuse a file whose name or kind cannot be trusted, before anything of it is read."""
    if leads_outside(path, folder):
        raise outside()
    if printable(source) != source or "\\" in source:
        raise Refused(_("The name has signs that no file name should have. Rename the file."))
    if len(source) > LONGEST_SOURCE:
        raise Refused(_("The name with its folders is too long. Use at most 500 characters."))
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(_("This is not a file. Put the text itself here."))
    except OSError as error:
        raise Refused(
            _("The file cannot be opened (%(error)s). Check that it is there and that you may read it.")
            % {"error": error.strerror}
        ) from error


def leads_outside(path: Path, folder: Path) -> bool:
    """Whether `path` is really a place outside `folder`."""
    return not path.resolve().is_relative_to(folder.resolve())


def outside() -> Refused:
    return Refused(_("This leads out of the folder. Put a copy inside it."))


def printable(source: str) -> str:
    """Return `source` with question marks for what cannot be shown: control signs and broken letters."""
    return "".join(sign if sign.isprintable() else "?" for sign in source)
