"""How an imported text becomes a procedure, and the text of a folder a section."""

from content.importing import ImportedText, PageKind, register_kind
from knowledge.models import ProcedurePage, SectionPage


def fill(page: ProcedurePage | SectionPage, text: ImportedText) -> None:
    """Write on `page` what procedures and sections have."""
    page.body = text.body
    if text.written_on:
        page.checked_on = text.written_on
    colleague = next((author.person for author in text.authors if author.person), None)
    if colleague is not None and page.keeper is None:
        page.keeper = colleague


register_kind(PageKind(name="procedure", page_model=ProcedurePage, section_model=SectionPage, fill=fill))
