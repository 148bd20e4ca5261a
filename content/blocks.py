"""The parts an editor builds a page from."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from content.anchors import anchored

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "superscript", "subscript", "code"]
TEXT_FEATURES += ["ol", "ul", "link", "document-link", "hr"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "content/blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "content/blocks/text.html"


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        template = "content/blocks/figure.html"


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Quote"))
    speaker = blocks.CharBlock(required=False, max_length=150, label=_("Who says it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "content/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=["bold", "italic", "link", "ul", "ol"], label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "content/blocks/callout.html"


class CodeBlock(blocks.TextBlock):
    class Meta:
        icon = "code"
        label = _("Code")
        template = "content/blocks/code.html"


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    label = blocks.CharBlock(required=False, max_length=150, label=_("Text of the link"))

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "content/blocks/file.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=150, label=_("What to do"))
    text = blocks.RichTextBlock(
        required=False, features=["bold", "italic", "link", "ul", "ol"], label=_("How")
    )

    class Meta:
        icon = "list-ol"
        label = _("Step")
        template = "content/blocks/step.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a news item or a procedure."""

    heading = HeadingBlock(max_length=150)
    text = TextBlock(features=TEXT_FEATURES)
    figure = FigureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    table = TableBlock(label=_("Table"), icon="table", template="content/blocks/table.html")
    code = CodeBlock()
    file = FileBlock()

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "parts": anchored(value)}

    class Meta:
        template = "content/blocks/body.html"
