"""Logos: a picture of dots, or a drawing (SVG) that does nothing but draw."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

LARGEST_BYTES = 300_000
LARGEST_SIDE = 2000
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "SVG": "image/svg+xml"}
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = re.compile(
    "svg|g|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|defs|symbol|use|title|desc|metadata|"
    "linearGradient|radialGradient|stop|clipPath|mask|pattern|style"
)
# Names in these spaces are notes of the drawing program, which no browser acts on.
NOTES = ("inkscape", "sodipodi", "adobe.com", "rdf-syntax", "purl.org", "creativecommons")
# An escape could spell any of these. Where an address leads, `_takes_from_outside` looks at.
OUTSIDE = re.compile(r"\\|@import|expression\s*\(|javascript:|image-set\(|src\(", re.IGNORECASE)
ADDRESS = re.compile(r"url\(", re.IGNORECASE)
# In another encoding than is read here, a browser could see another drawing.
OTHER_ENCODING = re.compile(rb"\s*<\?xml\b[^>]*\bencoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
# What `use` repeats counts each time; a real logo has some hundreds of elements.
MOST_ELEMENTS = 20_000


def kind_of_logo(content: bytes) -> str:
    """Return PNG, JPEG, WEBP or SVG. Raises ValidationError with what is wrong and what to do."""
    if len(content) > LARGEST_BYTES:
        raise ValidationError(_("This file is too large: a logo may be 300 kB. Save it smaller."))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        _check_drawing(content)
        return "SVG"
    return _kind_of_picture(content)


def _kind_of_picture(content: bytes) -> str:
    unreadable = ValidationError(_("This is no logo that we can show. Choose a PNG, JPEG, WebP or SVG file."))
    try:
        with Image.open(BytesIO(content), formats=["PNG", "JPEG", "WEBP"]) as picture:
            kind, largest = str(picture.format), max(picture.size)
            if largest <= LARGEST_SIDE:
                picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise unreadable from error
    except Image.DecompressionBombError:
        largest = LARGEST_SIDE + 1
    if largest > LARGEST_SIDE:
        raise ValidationError(
            _("This picture is too large: a logo may be 2000 pixels wide. Save it smaller.")
        )
    return kind


def _check_drawing(content: bytes) -> None:
    # Before anything is parsed: entities can grow without end and read other files.
    if b"<!" in content.replace(b"<!--", b"") or b"<?xml-stylesheet" in content or b"\x00" in content:
        raise ValidationError(
            _("This drawing has a document type or style of its own. Export it as plain SVG.")
        )
    try:
        if OTHER_ENCODING.match(content.removeprefix(b"\xef\xbb\xbf")):
            raise ValueError("not in UTF-8")
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ValidationError(_("This drawing is damaged. Export it again as plain SVG.")) from error
    if root.tag != f"{SVG}svg":
        raise ValidationError(_("This file is no drawing. Choose a PNG, JPEG, WebP or SVG file."))
    if fault := next(_faults(root), ""):
        raise ValidationError(fault)
    if _grows_too_large(root):
        raise ValidationError(_("This drawing repeats itself too often. Export it as plain SVG."))


def _faults(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        tag = str(element.tag)
        name = tag.removeprefix(SVG)
        if name.lower().endswith("script"):
            yield _("This drawing holds a script. Export it as plain SVG, without script.")
        elif name.lower().endswith("foreignobject"):
            yield _("This drawing holds a piece of web page (foreignObject). Export it as plain SVG.")
        elif not DRAWING.fullmatch(name) and not any(note in tag for note in NOTES):
            yield _("This drawing holds “%(name)s”, which a logo does not need. Export it as plain SVG.") % {
                "name": name.rpartition("}")[2][:40]
            }
        # A browser reads what stands between other elements too.
        if name == "style" and _takes_from_outside("".join(element.itertext())):
            yield _("This drawing takes something from elsewhere. Put it in the drawing and export it again.")
        yield from _faults_of_attributes(element)


def _faults_of_attributes(element: ElementTree.Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2].lower()
        if name.startswith("on"):
            yield _("This drawing acts by itself (%(name)s). Export it as plain SVG, without script.") % {
                "name": name[:40]
            }
        elif (name in {"href", "src"} and not value.strip().startswith("#")) or _takes_from_outside(value):
            yield _("This drawing takes something from elsewhere. Put it in the drawing and export it again.")


def _takes_from_outside(words: str) -> bool:
    addresses = ADDRESS.split(words)[1:]
    return bool(OUTSIDE.search(words)) or any(
        not address.lstrip(" \t\r\n\f\"'").startswith("#") for address in addresses
    )


def _grows_too_large(root: ElementTree.Element) -> bool:
    """Tell whether the drawing has too many elements, or refers to itself, once each `use` is drawn."""
    by_id = {name: element for element in root.iter() if (name := element.get("id"))}
    sizes: dict[ElementTree.Element, int] = {}
    # Depth first without recursion: a drawing may be deeper than Python's own stack.
    waiting, open_elements = [(root, False)], set()
    while waiting:
        element, is_measured = waiting.pop()
        parts = [*element, *_used(element, by_id)]
        if is_measured:
            sizes[element] = min(1 + sum(sizes[part] for part in parts), MOST_ELEMENTS + 1)
            open_elements.discard(element)
        elif element in open_elements:
            return True
        elif element not in sizes:
            open_elements.add(element)
            waiting += [(element, True), *((part, False) for part in parts)]
    return sizes[root] > MOST_ELEMENTS


def _used(
    element: ElementTree.Element, by_id: dict[str, ElementTree.Element]
) -> Iterator[ElementTree.Element]:
    for key, value in element.attrib.items():
        if element.tag == f"{SVG}use" and key.rpartition("}")[2] == "href":
            used = by_id.get(value.strip().removeprefix("#"))
            if used is not None:
                yield used
