"""The unit, the manager and further units of a colleague: others than the person decide on these."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Person, Placement, Unit
from directory.profile.forms import SectionForm
from directory.profile.named import ChoosesByName, colleagues_for, meant, units_for
from directory.profile.saving import Draft

FREE_LINES = 2
MOST_FURTHER = 10


class PlacementForm(ChoosesByName, SectionForm):
    hides = {"started_on": "started_on"}

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = ["started_on"]
        widgets = {"started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def add_fields(self) -> None:
        find_unit = units_for(self.actor)
        self.add_named("unit", label=_("Unit"), finder=find_unit, current=self.person.unit)
        self.add_named(
            "manager",
            label=_("Manager"),
            finder=colleagues_for(self.actor, self.person),
            current=self.person.manager,
        )
        further = list(self.person.placements.select_related("unit"))
        self.further_count = min(len(further) + (FREE_LINES if self.may_place else 0), MOST_FURTHER)
        for number in range(self.further_count):
            row = further[number] if number < len(further) else None
            current = row.unit if row else None
            self.add_named(f"further_{number}", label=_("Further unit"), finder=find_unit, current=current)
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Job title there"),
                max_length=150,
                required=False,
                initial=row.job_title if row else "",
            )
        self.order_fields(["unit", meant("unit"), "manager", meant("manager"), "started_on"])
        if not self.may_place:
            for field in self.fields.values():
                field.disabled = True
        for name in ("unit", "manager"):
            if name in self.locks:
                self.fields[meant(name)].disabled = True
        self.fields["seen"].disabled = False

    def clean(self) -> None:
        super().clean()
        self.unit: Unit | None = self.choose_named("unit")
        self.manager: Person | None = self.choose_named("manager")
        self.further: list[Placement] = []
        for number in range(self.further_count):
            unit: Unit | None = self.choose_named(f"further_{number}")
            title = self.cleaned_data.get(f"title_{number}", "")
            if unit is not None:
                self.further.append(Placement(unit=unit, job_title=title))
            elif title and f"further_{number}" not in self.errors:
                self.add_error(f"further_{number}", _("Type the name of the unit, or empty the whole line."))
        chosen = [row.unit for row in self.further]
        if len(set(chosen)) < len(chosen):
            self.add_error(None, _("A further unit stands here twice. Keep it once."))

    def draft(self) -> Draft:
        if not self.may_place:
            return Draft(levels=self.levels())
        fields = {**super().draft().fields, "unit": self.unit, "manager": self.manager}
        return Draft(
            fields={name: value for name, value in fields.items() if name not in self.locks},
            rows={"placements": self.further},
            levels=self.levels(),
        )
