"""The body of a page."""

from typing import Any

from content.anchors import anchored
from content.blocks.cards import CardsBlock
from content.blocks.files import FigureBlock, FileBlock
from content.blocks.linked import LinkedStreamBlock
from content.blocks.people import PersonBlock
from content.blocks.steps import StepsBlock
from content.blocks.text import (
    TEXT_FEATURES,
    AccordionBlock,
    CalloutBlock,
    CodeBlock,
    HeadingBlock,
    PlainTableBlock,
    QuoteBlock,
    TextBlock,
)
from content.blocks.video import VideoBlock


class BodyBlock(LinkedStreamBlock):
    """The body of a page of the newsroom."""

    heading = HeadingBlock(max_length=150)
    text = TextBlock(features=TEXT_FEATURES)
    figure = FigureBlock()
    quote = QuoteBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
    table = PlainTableBlock()
    accordion = AccordionBlock()
    file = FileBlock()
    video = VideoBlock()
    person = PersonBlock()
    cards = CardsBlock()
    code = CodeBlock()

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "parts": anchored(value)}

    class Meta:
        template = "content/blocks/body.html"
