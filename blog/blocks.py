"""The parts of an episode: its chapters, and what is said in it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog.moments import MomentBlock


class ChapterBlock(blocks.StructBlock):
    at = MomentBlock(label=_("Begins at"))
    title = blocks.CharBlock(max_length=150, label=_("Title"))

    class Meta:
        icon = "bookmark"
        label = _("Chapter")
        preview_value = {"at": 310, "title": _("Salt, brine and the bridges")}


class LineBlock(blocks.StructBlock):
    at = MomentBlock(label=_("Said at"))
    speaker = blocks.CharBlock(required=False, max_length=100, label=_("Who says it"))
    text = blocks.TextBlock(rows=2, label=_("Words"))

    class Meta:
        icon = "openquote"
        label = _("Line")
        preview_value = {"at": 310, "speaker": "Ravi", "text": _("First the bridges.")}


class ChaptersBlock(blocks.StreamBlock):
    chapter = ChapterBlock()


class TranscriptBlock(blocks.StreamBlock):
    """What is said, line by line, with the moment and who says it."""

    line = LineBlock()

    def get_searchable_content(self, value: Any) -> list[str]:  # Any: a value of Wagtail's
        return [f"{line.value['speaker']} {line.value['text']}".strip() for line in value]
