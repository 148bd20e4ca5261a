"""“Your conversations”: what somebody finds back of what they said and of what was said to them.

A section is registered by whoever keeps its rows:

    register_section(Section(name="answers", title=_("Answers to you"), nothing=_("…"), find=…, rows=…))
"""

from dialogue.mine.registry import Act, Row, Section, register_section, sections

__all__ = ["Act", "Row", "Section", "register_section", "sections"]
