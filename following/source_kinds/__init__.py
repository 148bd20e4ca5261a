"""What can be followed as Brink comes: colleagues, subjects, sections and pages."""

from following.source_kinds.people import PersonSource
from following.source_kinds.sections import PageSource, SectionSource
from following.source_kinds.subjects import SubjectSource
from following.sources import register_source_kind


def register() -> None:
    """Let people follow these kinds, which stand in this order on the screen of what they follow."""
    register_source_kind(PersonSource())
    register_source_kind(SubjectSource())
    register_source_kind(SectionSource())
    register_source_kind(PageSource())
