from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.models import Unit


class UnitForm(WagtailAdminModelForm):
    """A unit with the unit it belongs to; saving puts it in its place in the tree."""

    parent = forms.ModelChoiceField(
        label=_("belongs to"),
        queryset=Unit.objects.all(),
        required=False,
        help_text=_("Leave empty for the organisation itself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["parent"].initial = self.instance.get_parent()
            # A unit cannot belong to itself or to a part of itself.
            self.fields["parent"].queryset = Unit.objects.exclude(path__startswith=self.instance.path)

    def save(self, commit: bool = True) -> Unit:
        unit: Unit = self.instance
        parent: Unit | None = self.cleaned_data["parent"]
        if not unit.pk:
            created: Unit = parent.add_child(instance=unit) if parent else Unit.add_root(instance=unit)
            return created
        unit.save()
        if parent != unit.get_parent():
            if parent:
                unit.move(parent, "sorted-child")
            else:
                unit.move(Unit.get_first_root_node(), "sorted-sibling")
            unit.refresh_from_db()
        return unit
