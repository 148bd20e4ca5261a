"""The small forms of a profile: what is locked is shown, and beside each field is who sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from access.keys import key_in
from access.models import User
from directory.changing import locks_of
from directory.models import Duty, FieldVisibility, Person, Source
from directory.naming import sort_name_of
from directory.policies import may_place
from directory.profile.saving import Draft, latest_change
from directory.visibility import HIDEABLE, level_of

Level = FieldVisibility.Level
SEES = "sees_"


@dataclass(frozen=True)
class Part:
    """A field with what stands beside it: who sees it, or the source that it comes from."""

    field: forms.BoundField
    level: forms.BoundField | None
    source: Source | None


class SectionForm(forms.ModelForm[Person]):
    """A part of a profile: columns of the person in `Meta.fields`, and what a subclass adds."""

    # {field that may be hidden: the last of the form's fields that it covers; nothing where the form's own
    # template asks it}
    hides: ClassVar[dict[str, str]] = {}
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    # Any: as any form.
    def __init__(self, person: Person, actor: User, data: Any = None) -> None:
        # A form fills its instance while it is checked; who is shown around it must stay as stored.
        super().__init__(data, instance=Person.objects.get(pk=person.pk))
        self.person, self.actor = person, actor
        self.may_place = may_place(actor, person)
        self.locks = locks_of(person)
        self.add_fields()
        for name in self.fields:
            if name in self.locks:
                self.fields[name].disabled = True
        for name in self.hides:
            self.fields[SEES + name] = forms.ChoiceField(
                label=_("Who sees this: %(field)s") % {"field": HIDEABLE[name][0]},
                choices=Level.choices,
                initial=level_of(person, name),
            )
        self.fields["seen"].initial = latest_change(person)

    def add_fields(self) -> None:
        """Add what is not a column of the person."""

    def draft(self) -> Draft:
        """Return what was filled in; asked of a valid form."""
        names = [name for name in self._meta.fields or () if name not in self.locks]
        return Draft(fields={name: self.cleaned_data[name] for name in names}, levels=self.levels())

    def levels(self) -> dict[str, Level]:
        """Return who is to see what."""
        return {name: Level(self.cleaned_data[SEES + name]) for name in self.hides}

    def parts(self) -> Iterator[Part]:
        """Yield the fields in their order, each with what stands beside it."""
        after = {last: name for name, last in self.hides.items()}
        for name in self.fields:
            if name == "seen" or name.startswith(SEES) or self._is_idle(name):
                continue
            level = self[SEES + after[name]] if name in after else None
            yield Part(self[name], level, self.locks.get(name))

    def level_fields(self) -> list[forms.BoundField]:
        """Return the fields for who sees what, for a form that shows its own fields in another way."""
        return [self[SEES + name] for name in self.hides]

    def _is_idle(self, name: str) -> bool:
        """Tell whether a question of which one is meant has nothing to ask."""
        widget = self.fields[name].widget
        return name.endswith("_meant") and isinstance(widget, forms.RadioSelect) and not widget.choices


class TickedRows(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's takes no type when it runs
    """Rows that are ticked; of a number that no database can hold it says that there is no such choice."""

    def clean(self, value: Any) -> Any:  # Any: as Django's own
        for key in value if isinstance(value, list) else ():
            if isinstance(key, str) and key_in(key) is None:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super().clean(value)


class NameForm(SectionForm):
    hides = {"pronouns": "pronouns"}

    class Meta:
        model = Person
        fields = ["name", "nickname", "spoken_name", "pronouns", "job_title"]

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def draft(self) -> Draft:
        own = super().draft()
        name = own.fields.get("name", self.person.name)
        sorted_as = {"sort_name": sort_name_of(name)} if name != self.person.name else {}
        return Draft(fields={**own.fields, **sorted_as}, levels=own.levels)


class ContactForm(SectionForm):
    hides = {"phone": "extension", "mobile": "mobile", "email": "email"}

    class Meta:
        model = Person
        fields = ["phone", "extension", "mobile", "email", "contact_by", "contact_note"]

    def add_fields(self) -> None:
        ways = [("", _("no preference")), *Person.ContactWay.choices]
        self.fields["contact_by"].choices = ways  # type: ignore[attr-defined]  # of a ChoiceField

    def clean_email(self) -> str:
        """Refuse the address of a colleague, by which they sign in or are found by a source."""
        email = str(self.cleaned_data["email"]).strip()
        same = (
            Person.objects.annotate(lower=Lower("email"))
            .filter(lower=email.lower())
            .exclude(pk=self.person.pk)
        )
        if email and same.exists():
            raise forms.ValidationError(_("Another colleague has this address. Use one of your own."))
        return email


class DutiesForm(SectionForm):
    hides = {"duties": "duties"}

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = []

    def add_fields(self) -> None:
        self.fields["duties"] = TickedRows(
            label=_("Duties"),
            queryset=Duty.objects.all(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=self.person.duties.all(),
            disabled=not self.may_place,
            help_text="" if self.may_place else _("The editors of your unit and administrators give duties."),
        )

    def draft(self) -> Draft:
        chosen = {"duties": list(self.cleaned_data["duties"])} if self.may_place else {}
        return Draft(chosen=chosen, levels=self.levels())


def words(label: Any, **more: Any) -> forms.CharField:  # Any: words that are translated when shown
    """Return a field for some sentences."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 3}), **more)
