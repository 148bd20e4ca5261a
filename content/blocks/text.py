"""Blocks of words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "superscript", "subscript", "code"]
TEXT_FEATURES += ["ol", "ul", "link", "document-link", "hr"]
SHORT_FEATURES = ["bold", "italic", "link", "ul", "ol"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Divides a long text; readers and search can go straight to it.")
        template = "content/blocks/heading.html"
        preview_value = _("What changes for you?")


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with links, lists and small headings.")
        template = "content/blocks/text.html"
        preview_value = _(
            "<p>The counter moves on Monday. <b>You need not do anything</b>: your pass works.</p>"
        )


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Quote"))
    speaker = blocks.CharBlock(required=False, max_length=150, label=_("Who says it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("What someone said, large, with their name below it.")
        template = "content/blocks/quote.html"
        preview_value = {
            "quote": _("We go to where people already are."),
            "speaker": _("Liv Aerts, municipal secretary"),
        }


class CalloutBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=SHORT_FEATURES, label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        description = _("One or two sentences that nobody should miss. Once a page is enough.")
        template = "content/blocks/callout.html"
        preview_value = {"text": _("<p>Hand in your form before Friday.</p>")}


class CodeBlock(blocks.TextBlock):
    class Meta:
        icon = "code"
        label = _("Code")
        description = _("Something to be typed exactly, in letters of one width.")
        template = "content/blocks/code.html"
        preview_value = "ssh brink.lindewaard.example"


class PlainTableBlock(TableBlock):
    def get_table_options(self, table_options: Any = None) -> Any:  # Any: as Wagtail has it
        # The only language that its editor comes with; for another it reports an error.
        return {**super().get_table_options(table_options), "language": "en-US"}

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns that are compared. Say which row or column is the head.")
        template = "content/blocks/table.html"
        preview_value = {
            "table_header_choice": "row",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": "",
            "data": [["Leave", "Days"], ["Moving house", "2"], ["Wedding", "1"]],
            "cell": [],
        }


class FoldBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=150, label=_("What it is about"))
    text = blocks.RichTextBlock(features=SHORT_FEATURES, label=_("Text"))

    class Meta:
        icon = "arrow-down"
        label = _("Part that unfolds")


class AccordionBlock(blocks.ListBlock):
    """Parts of which a reader needs only some; they can be read without scripts."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(FoldBlock(), min_num=1, **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Parts that unfold")
        description = _("For who needs only one of many parts, such as questions and answers.")
        template = "content/blocks/accordion.html"
        preview_value = [
            {"title": _("May I bring my bicycle?"), "text": _("<p>Yes, there is room at the back.</p>")},
            {"title": _("Is there coffee?"), "text": _("<p>From half past seven.</p>")},
        ]
