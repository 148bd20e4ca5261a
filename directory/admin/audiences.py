"""For whom things are meant, with how many colleagues that reaches."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from access.registers import Register, RegisterView
from directory.models import Audience
from directory.reach import SMALLEST_GROUP, reach_of


class AudienceIndexView(RegisterView):
    """The audiences, each with the number of colleagues that it reaches."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        audiences = list(context["object_list"])
        reach = reach_of(audiences)
        for audience in audiences:
            audience.reach = reach[audience.pk]
        return {**context, "object_list": audiences}


class AudienceAdmin(Register):
    model = Audience
    menu_label = capfirst(Audience._meta.verbose_name_plural)
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
