"""Registers elsewhere that people come from, and what groups elsewhere stand for here. For administrators."""

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList

from access.registers import Register
from directory.models import DELIVERED, OutsideGroup, Source


class SourceForm(WagtailAdminModelForm):
    """A source, with a box to tick for each field that it delivers."""

    delivers = forms.MultipleChoiceField(
        label=_("What it delivers"),
        choices=list(DELIVERED.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "What is ticked is locked on the profiles of its people: they see where it comes from and can "
            "report a mistake. What is not ticked, people keep themselves."
        ),
    )


class SourceAdmin(Register):
    model = Source
    menu_label = capfirst(Source._meta.verbose_name_plural)
    menu_icon = "download"
    list_display = ["name", "kind", "delivered", "people_count", "report_to"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("kind"),
            FieldPanel("delivers"),
            FieldPanel("report_to"),
        ],
        base_form_class=SourceForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return Source.objects.annotate(people_count=Count("people_links")).order_by("name", "pk")

    def delivered(self, source: Any) -> str:  # Any: the columns of a register are untyped
        return ", ".join(str(DELIVERED[field]) for field in DELIVERED if field in source.delivers)

    delivered.short_description = _("what it delivers")  # type: ignore[attr-defined]  # read by the register

    def people_count(self, source: Any) -> int:  # Any: as above
        return int(source.people_count)

    people_count.short_description = _("colleagues")  # type: ignore[attr-defined]  # as above


class OutsideGroupAdmin(Register):
    model = OutsideGroup
    menu_label = capfirst(OutsideGroup._meta.verbose_name_plural)
    menu_icon = "group"
    list_display = ["name", "unit", "role", "member_count"]
    search_fields = ["name"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "Whoever the identity provider puts in this group, works for the unit and has the role "
                    "that you choose here. Without a unit and a role the group means nothing here."
                )
            ),
            FieldPanel("name"),
            FieldPanel("unit"),
            FieldPanel("role"),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutsideGroup]:
        groups = OutsideGroup.objects.select_related("unit").annotate(member_count=Count("members"))
        return groups.order_by("name", "pk")

    def member_count(self, group: Any) -> int:  # Any: as above
        return int(group.member_count)

    member_count.short_description = _("members")  # type: ignore[attr-defined]  # as above
