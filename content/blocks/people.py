"""A colleague inside a text."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from content.linked import linked_things
from directory.models import Person


class PersonChooserBlock(SnippetChooserBlock):
    """Wagtail's own, in the language of whoever opens it instead of that of the first."""

    # So it stands in migrations: other words choose the same.
    canonical_module_path = "wagtail.snippets.blocks.SnippetChooserBlock"

    @cached_property
    def widget(self) -> Any:  # Any: Wagtail's viewsets have no types
        return Person.snippet_viewset.chooser_viewset.widget_class()


class PersonBlock(blocks.StructBlock):
    """Shows nothing to who may not see the colleague."""

    person = PersonChooserBlock("directory.Person", label=_("Colleague"))
    note = blocks.CharBlock(
        required=False,
        max_length=150,
        label=_("Why this colleague"),
        help_text=_("Without it: the job title."),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        person: Person | None = value["person"]
        seen = linked_things().people.get(person.pk) if person else None
        return {**super().get_context(value, parent_context), "person": seen}

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return nothing: search would tell of a colleague to who does not see them."""
        return []

    class Meta:
        icon = "user"
        label = _("Colleague")
        description = _("Face, name and what to turn to this colleague for.")
        template = "content/blocks/person.html"
        preview_template = "content/blocks/previews/person.html"
