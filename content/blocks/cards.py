"""Ways on to other pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.linked import linked_things


class CardBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("Page"))
    text = blocks.CharBlock(required=False, max_length=150, label=_("Why go there"))

    class Meta:
        icon = "link"
        label = _("Link card")


class CardsBlock(blocks.ListBlock):
    """Shows only the pages that the reader may see."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(CardBlock(), min_num=1, max_num=6, **kwargs)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        seen = linked_things().cards
        cards = [
            {"page": page, "text": card["text"], "kind": page.cached_content_type.name}
            for card in value
            if card["page"] and (page := seen.get(card["page"].pk))
        ]
        return {**super().get_context(value, parent_context), "cards": cards}

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return nothing: search would tell what the card says to who does not see it."""
        return []

    class Meta:
        icon = "link"
        label = _("Link cards")
        description = _("Up to six pages to go on to; who may not see one does not see its card.")
        template = "content/blocks/cards.html"
        preview_template = "content/blocks/previews/cards.html"
