"""The form of a unit in the Wagtail admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from directory.models import Person, Unit
from directory.units import (
    CircleOfUnits,
    UnitHasParts,
    UnitHasPeople,
    UnitIsClosed,
    choose_unit_editors,
    close_unit,
    describe_unit,
    lead_unit,
    make_unit,
    move_unit,
    open_unit,
    refuse_closing,
    rename_unit,
)


class UnitForm(WagtailAdminModelForm):
    """A unit with the unit it belongs to, who keeps it, and whether it is closed; saving keeps what was."""

    parent = forms.ModelChoiceField(
        label=capfirst(gettext_lazy("belongs to")),
        queryset=Unit.objects.none(),
        required=False,
        help_text=gettext_lazy("Leave empty for the organisation itself."),
    )
    editor_addresses = forms.CharField(
        label=capfirst(gettext_lazy("editors")),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy(
            "Who keeps the profiles of this unit, and of every unit below it, up to date. "
            "One e-mail address on each line."
        ),
    )
    is_closed = forms.BooleanField(
        label=capfirst(gettext_lazy("closed")),
        required=False,
        help_text=gettext_lazy(
            "Its people go to the unit that takes over its work. Its page stays, and says where that went."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Wagtail's own
        super().__init__(*args, **kwargs)
        open_units = Unit.objects.filter(closed_on=None)
        if self.instance.pk:
            self.fields["parent"].initial = self.instance.get_parent()
            self.fields["is_closed"].initial = self.instance.closed_on is not None
            addresses = self.instance.editors.exclude(email="").values_list("email", flat=True)
            self.fields["editor_addresses"].initial = "\n".join(addresses)
            # A unit cannot belong to itself or to a part of itself.
            below = open_units.exclude(path__startswith=self.instance.path)
            above = Unit.objects.filter(pk__in=[unit.pk for unit in self.instance.get_ancestors()])
            self.fields["parent"].queryset = below | above
            open_units = open_units.exclude(pk=self.instance.pk)
        else:
            self.fields["parent"].queryset = open_units
        if "successor" in self.fields:
            self.fields["successor"].queryset = open_units | Unit.objects.filter(
                pk=self.instance.successor_id
            )

    def clean_editor_addresses(self) -> list[Person]:
        """Return who is meant; an address that nobody here has is named."""
        typed = {line.strip().lower(): line.strip() for line in self.cleaned_data["editor_addresses"].split()}
        working_here = Person.objects.working_here().exclude(email="")
        found = {person.email.lower(): person for person in working_here.filter(email__in=typed.values())}
        missing = [
            line for address, line in typed.items() if address not in found and not self._find(address, found)
        ]
        if missing:
            raise ValidationError(
                _("No colleague has this address: %(addresses)s"), params={"addresses": ", ".join(missing)}
            )
        # Who cannot be named by an address stays an editor.
        unnamed = self.instance.editors.filter(email="") if self.instance.pk else []
        return [*found.values(), *unnamed]

    def _find(self, address: str, found: dict[str, Person]) -> bool:
        """Look again for one address, written in other capitals."""
        person = Person.objects.working_here().filter(email__iexact=address).first()
        if person is not None:
            found[address] = person
        return person is not None

    def clean(self) -> dict[str, Any]:  # Any: values of every kind of field
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk and self.instance.closed_on is None and cleaned.get("is_closed"):
            self._refuse_closing(cleaned.get("successor"))
        return cleaned

    def _refuse_closing(self, successor: Unit | None) -> None:
        stored = Unit.objects.get(pk=self.instance.pk)
        try:
            refuse_closing(stored, successor)
        except UnitHasParts:
            self.add_error("is_closed", _("It has parts. Move or close those first."))
        except UnitHasPeople:
            self.add_error("successor", _("People work here. Choose the unit that they go to."))
        except CircleOfUnits:
            self.add_error("successor", _("A unit cannot take over its own work. Choose another one."))
        except UnitIsClosed:
            self.add_error("successor", _("That unit is closed. Choose one that is open."))

    @transaction.atomic
    def save(self, commit: bool = True) -> Unit:
        """Store what differs, each act by its own service."""
        filled, actor, now = self.cleaned_data, self.for_user, timezone.now()
        if not self.instance.pk:
            unit = make_unit(
                actor=actor,
                name=filled["name"],
                parent=filled["parent"],
                slug=filled["slug"],
                code=filled.get("code", ""),
                now=now,
            )
        else:
            unit = Unit.objects.get(pk=self.instance.pk)
            rename_unit(
                actor=actor,
                unit=unit,
                name=filled["name"],
                slug=filled["slug"],
                code=filled.get("code", ""),
                now=now,
            )
            move_unit(actor=actor, unit=unit, parent=filled["parent"], now=now)
        lead_unit(actor=actor, unit=unit, leader=filled.get("leader"), now=now)
        describe_unit(
            actor=actor,
            unit=unit,
            purpose=filled.get("purpose", ""),
            location=filled.get("location"),
            now=now,
        )
        choose_unit_editors(actor=actor, unit=unit, editors=filled["editor_addresses"], now=now)
        if filled["is_closed"]:
            close_unit(actor=actor, unit=unit, successor=filled.get("successor"), now=now)
        else:
            open_unit(actor=actor, unit=unit, now=now)
        return unit
