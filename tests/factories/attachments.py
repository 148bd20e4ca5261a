"""Files as people send them along, made small."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from dialogue.files.reading import ReadFile, read_file

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
DESCRIPTION, GPS = 0x010E, 0x8825


def photo(kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    """Return a picture in which a camera wrote what it is of and where."""
    image = Image.new("RGB", size, "green")
    exif = image.getexif()
    exif[DESCRIPTION] = "Tuin van Joris"
    exif.get_ifd(GPS)[1] = "N"
    file = BytesIO()
    image.save(file, kind, exif=exif)
    return file.getvalue()


def packed(parts: dict[str, str]) -> bytes:
    """Return a zip with these parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def office(main: str = "wordprocessingml.document.main+xml", *parts: str) -> bytes:
    """Return a document of Microsoft's kind whose main part has this type, with more parts."""
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}"/></Types>'
    return packed({"[Content_Types].xml": types, **dict.fromkeys(parts, "")})


def open_document(kind: str = "text", *parts: str) -> bytes:
    """Return a document of the OpenDocument kind, with more parts."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return packed({"mimetype": mimetype, **dict.fromkeys(parts, "")})


def read_photo(name: str = "eik.jpg") -> ReadFile:
    """Return a picture that is ready to be kept."""
    return read_file(name, photo())
