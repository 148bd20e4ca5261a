"""The units in the Wagtail admin, as the tree that they are."""

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from access.registers import Register, RegisterView
from directory.forms import UnitForm
from directory.models import Unit

# Deeper units stand as far in as these.
DEEPEST = 6


class UnitIndexView(RegisterView):
    """The units in their tree, each with the unit it belongs to: one query for all of those."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        units = list(context["object_list"])
        paths = {unit.path[: -Unit.steplen] for unit in units}
        above = dict(Unit.objects.filter(path__in=paths).values_list("path", "name"))
        for unit in units:
            unit.above = above.get(unit.path[: -Unit.steplen], "")
        return {**context, "object_list": units}


class UnitAdmin(Register):
    model = Unit
    menu_label = capfirst(Unit._meta.verbose_name_plural)
    menu_icon = "group"
    index_view_class = UnitIndexView
    list_display = ["in_tree", "belongs_to", "code", "led_by", "people_count", "closed_on"]
    search_fields = ["name", "code"]
    ordering = ["path"]
    list_per_page = 100
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("slug"), FieldPanel("code"), FieldPanel("parent")],
                heading=_("Name"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("purpose", widget=forms.Textarea(attrs={"rows": 3})),
                    FieldPanel("leader"),
                    FieldPanel("location"),
                    FieldPanel("editor_addresses"),
                ],
                heading=_("What it is for, and who keeps it"),
            ),
            MultiFieldPanel([FieldPanel("is_closed"), FieldPanel("successor")], heading=_("Closed")),
        ],
        base_form_class=UnitForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Unit]:
        listed = Count("people", filter=Q(people__left_on=None))
        units: QuerySet[Unit] = (
            Unit.objects.select_related("leader").annotate(people_count=listed).order_by("path")
        )
        return units

    def in_tree(self, unit: Any) -> SafeString:  # Any: the columns of a register are untyped
        return format_html('<span class="depth-{}">{}</span>', min(unit.depth, DEEPEST), unit.name)

    in_tree.short_description = _("name")  # type: ignore[attr-defined]  # read by the register

    def belongs_to(self, unit: Any) -> str:  # Any: as above
        return str(unit.above)

    belongs_to.short_description = _("belongs to")  # type: ignore[attr-defined]  # as above

    def led_by(self, unit: Any) -> str:  # Any: as above
        return unit.leader.name if unit.leader else ""

    led_by.short_description = _("leader")  # type: ignore[attr-defined]  # as above

    def people_count(self, unit: Any) -> int:  # Any: as above
        return int(unit.people_count)

    people_count.short_description = _("colleagues")  # type: ignore[attr-defined]  # as above
