"""People and their registers in the Wagtail admin."""

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup, modeladmin_register
from wagtail_modeladmin.views import IndexView

from directory import inviting  # noqa: F401  # registers its screen and its buttons
from directory.admin.people import PersonViewSet
from directory.forms import UnitForm
from directory.models import Audience, Location, Subject, Unit
from directory.reach import SMALLEST_GROUP, reach_of

# Deeper units stand as far in as these.
DEEPEST = 6


class UnitIndexView(IndexView):
    """The units in their tree, each with the unit it belongs to: one query for all of those."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        units = list(context["object_list"])
        paths = {unit.path[: -Unit.steplen] for unit in units}
        above = dict(Unit.objects.filter(path__in=paths).values_list("path", "name"))
        for unit in units:
            unit.above = above.get(unit.path[: -Unit.steplen], "")
        return {**context, "object_list": units}


class UnitAdmin(ModelAdmin):
    model = Unit
    menu_icon = "group"
    index_view_class = UnitIndexView
    list_display = ["in_tree", "belongs_to", "people_count", "slug"]
    search_fields = ["name"]
    ordering = ["path"]
    list_per_page = 100
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("slug"), FieldPanel("parent")], base_form_class=UnitForm
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Unit]:
        listed = Count("people", filter=Q(people__left_on=None))
        units: QuerySet[Unit] = Unit.objects.annotate(people_count=listed).order_by("path")
        return units

    def in_tree(self, unit: Any) -> SafeString:  # Any: the columns of a register are untyped
        return format_html('<span class="depth-{}">{}</span>', min(unit.depth, DEEPEST), unit.name)

    in_tree.short_description = _("name")  # type: ignore[attr-defined]  # read by the register

    def belongs_to(self, unit: Any) -> str:  # Any: as above
        return str(unit.above)

    belongs_to.short_description = _("belongs to")  # type: ignore[attr-defined]  # as above

    def people_count(self, unit: Any) -> int:  # Any: as above
        return int(unit.people_count)

    people_count.short_description = _("colleagues")  # type: ignore[attr-defined]  # as above


class LocationAdmin(ModelAdmin):
    model = Location
    menu_icon = "site"
    list_display = ["name", "address", "people_count"]
    search_fields = ["name", "address"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Location]:
        return Location.objects.annotate(people_count=Count("people", filter=Q(people__left_on=None)))

    def people_count(self, location: Any) -> int:  # Any: as above
        return int(location.people_count)

    people_count.short_description = _("colleagues")  # type: ignore[attr-defined]  # as above


class SubjectAdmin(ModelAdmin):
    model = Subject
    menu_icon = "tag"
    list_display = ["name_nl", "name_en", "slug"]
    search_fields = ["name_nl", "name_en"]


class AudienceIndexView(IndexView):
    """The audiences, each with the number of colleagues that it reaches."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        audiences = list(context["object_list"])
        reach = reach_of(audiences)
        for audience in audiences:
            audience.reach = reach[audience.pk]
        return {**context, "object_list": audiences}


class AudienceAdmin(ModelAdmin):
    model = Audience
    menu_icon = "group"
    index_view_class = AudienceIndexView
    list_display = ["__str__", "limits", "reached"]
    search_fields = ["name", "name_en"]
    list_per_page = 20
    panels = [
        FieldPanel("name"),
        FieldPanel("name_en"),
        FieldPanel("units"),
        FieldPanel("locations", widget=forms.CheckboxSelectMultiple),
        FieldPanel("groups", widget=forms.CheckboxSelectMultiple),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Audience]:
        return Audience.objects.prefetch_related("units", "locations", "groups").order_by("name", "pk")

    def limits(self, audience: Any) -> str:  # Any: the columns of a register are untyped
        named = [*audience.units.all(), *audience.locations.all(), *audience.groups.all()]
        return ", ".join(str(limit) for limit in named) or str(_("everyone"))

    limits.short_description = _("who belongs to it")  # type: ignore[attr-defined]  # read by the register

    def reached(self, audience: Any) -> str:  # Any: as above
        if audience.reach < SMALLEST_GROUP:
            return str(_("fewer than ten"))
        return str(audience.reach)

    reached.short_description = _("colleagues it reaches")  # type: ignore[attr-defined]  # as above


class OrganisationGroup(ModelAdminGroup):
    """The small registers that editors look up and administrators keep."""

    menu_label = _("Organisation")
    menu_icon = "home"
    menu_order = 260
    items = [UnitAdmin, LocationAdmin, AudienceAdmin, SubjectAdmin]


register_snippet(PersonViewSet)
modeladmin_register(OrganisationGroup)
