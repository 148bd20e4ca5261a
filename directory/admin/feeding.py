"""Files of people in the Wagtail admin: what their columns hold, and what was imported."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.views import InspectView

from access.models import User
from access.registers import Register
from directory.feeding.columns import FIELDS
from directory.feeding.report import COUNTED
from directory.models import ColumnMapping, ImportRun

REFUSALS_SHOWN = 100


class MappingForm(WagtailAdminModelForm):
    """A mapping, with a line for each field of a colleague."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        for field in FIELDS:
            self.fields[f"column_{field}"].initial = (self.instance.columns or {}).get(field, "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        written = {field: (cleaned.get(f"column_{field}") or "").strip() for field in FIELDS}
        self.instance.columns = {field: column for field, column in written.items() if column}
        return cleaned


# A form takes over the declared fields of what it is made of.
MappingForm.declared_fields.update(
    {
        f"column_{field}": forms.CharField(label=capfirst(label), max_length=300, required=False)
        for field, (label, _headings) in FIELDS.items()
    }
)


class ColumnMappingAdmin(Register):
    model = ColumnMapping
    menu_label = capfirst(ColumnMapping._meta.verbose_name_plural)
    menu_icon = "table"
    list_display = ["name", "source"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("source"),
            FieldPanel("date_format"),
            MultiFieldPanel(
                [
                    HelpPanel(
                        _(
                            "Write behind each field how its column is called in the file. Several "
                            "columns make one value: “Voornaam + Achternaam” with a space between, “Sector / "
                            "Afdeling” as a path of units. What the file does not have, you leave empty."
                        )
                    ),
                    *(FieldPanel(f"column_{field}") for field in FIELDS),
                ],
                heading=_("Columns"),
            ),
        ],
        base_form_class=MappingForm,
    )


class ReadOnly(PermissionHelper):
    """For administrators, who look and change nothing."""

    def user_can_list(self, user: User) -> bool:
        return user.is_superuser

    def user_has_any_permissions(self, user: User) -> bool:
        return user.is_superuser

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return user.is_superuser

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class RunView(InspectView):
    """One import, with its counts and refusals in words."""

    def get_fields_dict(self) -> list[dict[str, Any]]:  # Any: the register's own
        lines = format_html_join("", "<li>{}: {}</li>", self.instance.refusals[:REFUSALS_SHOWN])
        return [
            *super().get_fields_dict(),
            {"type": "counts", "label": _("counts"), "value": counts_of(self.instance)},
            {"type": "refusals", "label": _("refused"), "value": format_html("<ul>{}</ul>", lines)},
        ]


def counts_of(run: ImportRun) -> str:
    """Return how much an import did, in words."""
    counted = ((label, run.counts.get(name)) for name, label in COUNTED.items())
    return ", ".join(f"{label}: {count}" for label, count in counted if count)


class ImportRunAdmin(Register):
    model = ImportRun
    menu_label = capfirst(ImportRun._meta.verbose_name_plural)
    menu_icon = "download"
    permission_helper_class = ReadOnly
    inspect_view_enabled = True
    inspect_view_fields = [
        "file_name",
        "source",
        "by",
        "started_at",
        "finished_at",
        "outcome",
    ]
    inspect_view_class = RunView
    list_display = ["started_at", "file_name", "source", "outcome", "counted"]
    list_filter = ["outcome"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        return ImportRun.objects.select_related("source", "by").order_by("-started_at", "-pk")

    def counted(self, run: Any) -> str:  # Any: the columns of a register are untyped
        return counts_of(run)

    counted.short_description = _("counts")  # type: ignore[attr-defined]  # read by the register
