"""What someone does, one thing after another."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.linked import LinkedStreamBlock
from content.blocks.text import SHORT_FEATURES


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=150, label=_("What to do"))
    text = blocks.RichTextBlock(required=False, features=SHORT_FEATURES, label=_("How"))

    class Meta:
        icon = "list-ol"
        label = _("Step")
        description = _("One thing to do, said as one does it.")
        template = "content/blocks/step.html"
        preview_template = "content/blocks/previews/step.html"
        preview_value = {"title": _("Ask for it"), "text": _("<p>In one form, a week before.</p>")}


class StepsStreamBlock(LinkedStreamBlock):
    """The steps of a procedure, as its own field."""

    step = StepBlock()

    class Meta:
        template = "content/blocks/procedure_steps.html"


class StepsBlock(blocks.ListBlock):
    """Steps inside a text."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(StepBlock(), min_num=1, **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What someone does, one thing after another, with large numbers.")
        template = "content/blocks/steps.html"
        preview_value = [
            {"title": _("Look at your hours"), "text": ""},
            {"title": _("Ask for it"), "text": _("<p>In one form, a week before.</p>")},
        ]
