"""Links between pages, as they stand in rich text."""

from typing import Any

from django.utils.html import format_html
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    PageLinkElementHandler,
)
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from content.linked import documents_by_key, known, pages_by_key
from content.models import BrinkDocument


class OwnLanguagePageLink(PageLinkHandler):
    """A link to the page that the editor chose.

    Wagtail's own link would lead to the page's version in the active language, which is the reader's: a
    Dutch text would send an English reader to another text than the one that it speaks about. It may lead
    to a part of the page: `<a linktype="page" id="7" anchor="how-it-works">`.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        """Return the pages, read with the whole body where one is drawn. An address asks nothing specific."""
        keys = [attributes.get("id", "") for attributes in attrs_list]
        pages = known("pages", keys) or pages_by_key(keys)
        return [pages.get(key) for key in keys]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        pages = cls.get_many(attrs_list)
        return [
            _opening_tag(page, attributes.get("anchor", ""))
            for page, attributes in zip(pages, attrs_list, strict=True)
        ]


class DocumentLink(DocumentLinkHandler):
    """A link to a document, read with the whole body where one is drawn."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[BrinkDocument | None]:
        keys = [attributes.get("id", "") for attributes in attrs_list]
        documents = known("documents", keys) or documents_by_key(keys)
        return [documents.get(key) for key in keys]


def _opening_tag(page: Page | None, anchor: str) -> str:
    # The page may be gone, or lie outside the site.
    url = page.url if page else None
    if not url:
        return "<a>"
    return format_html('<a href="{}#{}">', url, anchor) if anchor else format_html('<a href="{}">', url)


class _PageLinkInEditor(PageLinkElementHandler):
    """Keeps the anchor of a link while an editor works on the text around it."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        data: dict[str, Any] = super().get_attribute_data(attrs)
        return {**data, "anchor": attrs["anchor"]} if attrs.get("anchor") else data


def _link_in_database(props: dict[str, Any]) -> Any:  # Any: a node of the exporter, which has no types
    if props.get("id") is None or not props.get("anchor"):
        return link_entity(props)
    attributes = {"linktype": "page", "id": props["id"], "anchor": props["anchor"]}
    return DOM.create_element("a", attributes, props["children"])


# For the editor, in the shape of Wagtail's own rule for links.
LINK_RULE = {
    "from_database_format": {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': _PageLinkInEditor("LINK"),
    },
    "to_database_format": {"entity_decorators": {"LINK": _link_in_database}},
}
