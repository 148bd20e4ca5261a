"""Files that cannot be read, and files made to do harm: that is real where nothing stops it."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from search.files.limits import MEGABYTE
from search.files.readers.answer import Reason
from tests.factories import documents

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def locked_pdf() -> bytes:
    writer, content = PdfWriter(PdfReader(BytesIO(documents.pdf("geheim")))), BytesIO()
    writer.encrypt("wachtwoord", algorithm="AES-256")
    writer.write(content)
    return content.getvalue()


def many_zeros(megabytes: int) -> bytes:
    """Return a document that unpacks to a thousand times its size."""
    return documents.word(("", "bom"), extra={"word/media/zeros.bin": bytes(megabytes * MEGABYTE)})


def many_laughs(megabytes: int) -> bytes:
    """Return a document that says a thousand million laughs, whatever it unpacks to."""
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE laughs [<!ENTITY l0 "ha">{steps}]><laughs>&l9;</laughs>'
    return documents.word(("", "bom"), extra={"word/document.xml": laughs})


def one_long_word(megabytes: int) -> bytes:
    """Return a document within all sizes that takes more memory than there is."""
    return documents.word(("", "b" * (megabytes * MEGABYTE - 1000)))


def page_of_zeros(megabytes: int) -> bytes:
    """Return a PDF of which a page unpacks to a thousand times its size."""
    drawn = zlib.compress(bytes(2 * megabytes * MEGABYTE), 1)
    whole = documents.pdf("bom")
    start, end = whole.index(b"<< /Length"), whole.index(b"endstream")
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(drawn)
    return whole[:start] + head + drawn + b"\n" + whole[end:]


# Each given how much a file may unpack to.
BOMBS = (many_zeros, many_laughs, one_long_word, page_of_zeros)

# What is wrong with each: the content, how its name ends, and the reason that an editor is told.
BROKEN: dict[str, tuple[bytes, str, Reason]] = {
    "locked": (locked_pdf(), ".pdf", Reason.LOCKED),
    "with macros": (documents.word(("", "x"), extra={"word/vbaProject.bin": b"x"}), ".docx", Reason.MACROS),
    "half": (documents.word(("", "half"))[:-30], ".docx", Reason.BROKEN),
    "locked text": (documents.open_text(manifest="<manifest:encryption-data/>"), ".odt", Reason.LOCKED),
    "locked sheet": (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), ".xlsx", Reason.LOCKED),
    "old": (OLD_OFFICE + b"WordDocument", ".doc", Reason.OLD),
    "a picture": (b"\x89PNG\r\n\x1a\n picture", ".docx", Reason.OTHER),
    "a page": (b"<!DOCTYPE html><script>", ".html", Reason.OTHER),
    "cut off": (documents.pdf("half")[:200], ".pdf", Reason.BROKEN),
    "its own page": (documents.pdf("een").replace(b"/Kids [4", b"/Kids [2"), ".pdf", Reason.BROKEN),
    "not closed": (documents.word(extra={"word/document.xml": "<w:p>"}), ".docx", Reason.BROKEN),
    "scanned": (documents.pdf(""), ".pdf", Reason.EMPTY),
}
