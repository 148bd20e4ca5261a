"""Documents that are packed: archives of XML."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from search.files.limits import Limits
from search.files.readers.answer import Reason, Refused

LOCKED = 0x1


def unpacked(content: bytes, limits: Limits) -> ZipFile:
    """Return the archive. Raises Refused for one that is locked, or grows beyond the limits.

    What an archive says of the size of its parts holds: Python unpacks no more of them than that.
    """
    archive = ZipFile(BytesIO(content))
    parts = archive.infolist()
    if any(part.flag_bits & LOCKED for part in parts):
        raise Refused(Reason.LOCKED)
    if sum(part.file_size for part in parts) > limits.most_unpacked_bytes:
        raise Refused(Reason.BOMB)
    return archive


def elements(archive: ZipFile, name: str) -> Iterator[tuple[str, str, Any]]:
    """Yield `start` or `end`, the name without its namespace and the element, all in the order of the text.

    Any: elements have no types in the safe parser. Raises Refused where XML defines things of its own.
    """
    try:
        with archive.open(name) as part:
            for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
                yield event, local(element.tag), element
    except DefusedXmlException as error:
        raise Refused(Reason.BOMB) from error


def local(name: str) -> str:
    """Return a name without its namespace: there are two for each of Microsoft's."""
    return name.rpartition("}")[2]


def attribute(element: Any, name: str) -> str:  # Any: as above
    """Return an attribute of an element, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def related(archive: ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """Return what part `name` of a document of Microsoft's points to: {id: (kind, name of the part)}."""
    folder, _slash, own = name.rpartition("/")
    relations = f"{folder}/_rels/{own}.rels".lstrip("/")
    if relations not in archive.namelist():
        return {}
    return {
        attribute(element, "Id"): (
            attribute(element, "Type").rpartition("/")[2],
            _path(folder, attribute(element, "Target")),
        )
        for event, tag, element in elements(archive, relations)
        if event == "end" and tag == "Relationship"
    }


def main_part(archive: ZipFile) -> str:
    """Return the name of the part that the others hang on. Raises Refused if there is none."""
    for kind, name in related(archive, "").values():
        if kind == "officeDocument" and name in archive.namelist():
            return name
    raise Refused(Reason.BROKEN)


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    steps = [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
