"""A procedure as the draft that a question with its answers becomes."""

import json

from wagtail.models import Page

from access.models import User
from groups.becoming import Material, register_becoming
from knowledge.models import KnowledgeIndexPage, ProcedurePage


class ProcedureOfQuestion:
    """Makes a draft on the shelf with procedures, for an editor to finish."""

    def may_make(self, maker: User, language: str) -> bool:
        """Whether `maker` adds pages to the shelf in that language."""
        shelf = _shelf(language)
        return shelf is not None and bool(shelf.permissions_for_user(maker).can_add_subpage())

    def make(self, maker: User, material: Material) -> Page:
        """Return the draft."""
        shelf = _shelf(material.language)
        assert shelf is not None
        body = [{"type": "text", "value": html} for html in (*material.answers, material.thanks)]
        page = ProcedurePage(
            title=material.title,
            locale=shelf.locale,
            live=False,
            keeper=getattr(maker, "person", None),
            body=json.dumps(body),
            owner=maker,
        )
        shelf.add_child(instance=page)
        page.save_revision(user=maker)
        return page


def _shelf(language: str) -> KnowledgeIndexPage | None:
    found: KnowledgeIndexPage | None = (
        KnowledgeIndexPage.objects.live().filter(locale__language_code=language).first()
    )
    return found


register_becoming(ProcedureOfQuestion())
