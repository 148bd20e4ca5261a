"""The pages of a PDF."""

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, WrongPasswordError

from search.files.limits import Limits
from search.files.readers.answer import Part, Reason, Refused

# A word that goes on in the next line; a name such as NEN-EN does so with a capital.
BROKEN_WORD = re.compile(r"(?<=[a-zß-ÿ])[-\u00ad\u2010]\s*\n\s*(?=[a-zß-ÿ])")
# No letters of any writing: the marks of a font that does not say what they mean.
NO_WRITING = re.compile(r"[\ue000-\uf8ff\ufffd\x00]+")

# From a line of a table of contents to its page.
DOTS = re.compile(r"(?:[ \t]*\.){4,}")


def parts_of_pdf(content: bytes, limits: Limits) -> Iterator[Part]:
    """Yield each page; what needs a password to be opened is refused, not what may not be printed."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(Reason.LOCKED)
        for number, page in enumerate(reader.pages, start=1):
            text = DOTS.sub(" ", BROKEN_WORD.sub("", page.extract_text()))
            yield Part(f"page={number}", "", NO_WRITING.sub(" ", text))
    except (DependencyError, FileNotDecryptedError, WrongPasswordError) as error:
        raise Refused(Reason.LOCKED) from error
    except LimitReachedError as error:
        raise Refused(Reason.BOMB) from error
