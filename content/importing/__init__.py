"""Texts from elsewhere, as pages: `import_markdown` and what it stands on.

Rooms that have pages say with `register_kind` how a text becomes one of theirs.
"""

from content.importing.kinds import Author, ImportedText, PageKind, known_kinds, register_kind
from content.importing.service import import_folder

__all__ = ["Author", "ImportedText", "PageKind", "import_folder", "known_kinds", "register_kind"]
