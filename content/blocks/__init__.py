"""The parts an editor builds a page from."""

from content.blocks.body import BodyBlock
from content.blocks.linked import LinkedStreamBlock
from content.blocks.steps import StepBlock, StepsStreamBlock
from content.blocks.text import SHORT_FEATURES, TEXT_FEATURES, CodeBlock, HeadingBlock, TextBlock

__all__ = [
    "SHORT_FEATURES",
    "TEXT_FEATURES",
    "BodyBlock",
    "CodeBlock",
    "HeadingBlock",
    "LinkedStreamBlock",
    "StepBlock",
    "StepsStreamBlock",
    "TextBlock",
]
