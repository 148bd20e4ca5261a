"""Blocks that show or offer a file of the newsroom."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture, with words for who cannot see it.")
        template = "content/blocks/figure.html"
        preview_template = "content/blocks/previews/figure.html"


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    label = blocks.CharBlock(required=False, max_length=150, label=_("Text of the link"))

    class Meta:
        icon = "doc-full"
        label = _("File")
        description = _("A form or another file to take along.")
        template = "content/blocks/file.html"
        preview_template = "content/blocks/previews/file.html"
