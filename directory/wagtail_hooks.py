"""People and their registers in the Wagtail admin."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup, modeladmin_register
from wagtail_modeladmin.views import IndexView

from directory.forms import UnitForm
from directory.models import Audience, Location, Person, Subject, Unit
from directory.reach import SMALLEST_GROUP, reach_of


class PersonViewSet(SnippetViewSet):
    """Colleagues: many rows and a chooser, so a snippet and not a register."""

    model = Person
    icon = "user"
    menu_label = _("People")
    menu_name = "people"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "job_title", "unit", "location"]
    list_per_page = 50
    ordering = ["sort_name", "pk"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("sort_name"), FieldPanel("spoken_name"), FieldPanel("slug")],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("job_title"),
                FieldPanel("unit"),
                FieldPanel("location"),
                FieldPanel("workdays"),
                FieldPanel("started_on"),
                FieldPanel("left_on"),
            ],
            heading=_("Work"),
        ),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("phone")], heading=_("How to reach")),
        MultiFieldPanel([FieldPanel("ask_me_about"), FieldPanel("subjects")], heading=_("Ask me about")),
        FieldPanel("user"),
    ]


class UnitAdmin(ModelAdmin):
    model = Unit
    menu_icon = "group"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = ["path"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("slug"), FieldPanel("parent")], base_form_class=UnitForm
    )


class LocationAdmin(ModelAdmin):
    model = Location
    menu_icon = "site"
    list_display = ["name", "address"]
    search_fields = ["name", "address"]


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
