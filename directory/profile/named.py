"""Choosing one of many by typing a name: without scripts, and however many there are."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from access.models import User
from directory.finding import find_people
from directory.models import Person, Unit

MOST_CANDIDATES = 8
NAME_LENGTH = 150
# Any: what is chosen is a row of any model.
Finder = Callable[[str], list[Any]]


class ChoosesByName(forms.BaseForm):
    """A form with fields in which a name is typed; if it may mean several, the form asks which one."""

    def add_named(
        self, name: str, *, label: Any, finder: Finder, current: Model | None, hint: Any = ""
    ) -> None:  # Any: words that are translated when shown
        """Add a field for the name, and one for who is meant, which shows once there are several."""
        self.fields[name] = forms.CharField(
            label=label, help_text=hint, required=False, max_length=NAME_LENGTH,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        self.fields[meant(name)] = forms.CharField(
            label=_("Which one do you mean?"), required=False, widget=forms.RadioSelect
        )
        self.initial.setdefault(name, str(current) if current else "")
        self.__dict__.setdefault("_named", {})[name] = (finder, current)

    def choose_named(self, name: str) -> Any:
        """Return what the typed name stands for, or None; says at the field what to do when it is unclear.

        Any: as `Finder`.
        """
        finder, current = self.__dict__["_named"][name]
        typed = " ".join((self.cleaned_data.get(name) or "").split())
        if not typed:
            return None
        if current is not None and typed.casefold() == str(current).casefold():
            return current
        candidates = finder(typed)
        picked = self.cleaned_data.get(meant(name))
        for candidate in candidates:
            if str(candidate.pk) == picked:
                return candidate
        same = [candidate for candidate in candidates if str(candidate).casefold() == typed.casefold()]
        if len(same) == 1 or len(candidates) == 1:
            return (same or candidates)[0]
        if not candidates:
            self.add_error(
                name, _("Nothing was found for “%(name)s”. Type another part of the name.") % {"name": typed}
            )
            return None
        choices = [(candidate.pk, _in_words(candidate)) for candidate in candidates]
        self.fields[meant(name)].widget = forms.RadioSelect(choices=choices)
        self.add_error(name, _("This may mean several. Choose one below, or type more of the name."))
        return None


def meant(name: str) -> str:
    """Return the name of the field that asks which one is meant."""
    return f"{name}_meant"


def colleagues_for(viewer: User, without: Person) -> Finder:
    """Return a finder of colleagues whom `viewer` sees, other than `without`."""

    def find(text: str) -> list[Person]:
        people = Person.objects.working_here().exclude(pk=without.pk)
        keys = [found.person_id for found in find_people(text, viewer, people, most=MOST_CANDIDATES)]
        found = Person.objects.select_related("unit").in_bulk(keys)
        return [found[key] for key in keys if key in found]

    return find


def units_for(editor: User) -> Finder:
    """Return a finder of the open units that `editor` keeps."""

    def find(text: str) -> list[Unit]:
        units = Unit.objects.filter(closed_on=None, name__icontains=text)
        if not editor.is_superuser:
            kept = Unit.objects.filter(editors__user=editor).values_list("path", flat=True)
            # Of nothing at all: who edits no unit keeps none.
            below = Q(pk__in=[])
            for path in kept:
                below |= Q(path__startswith=path)
            units = units.filter(below)
        return list(units.order_by("name", "pk")[:MOST_CANDIDATES])

    return find


def _in_words(candidate: Model) -> str:
    if isinstance(candidate, Person):
        notes = [candidate.name, candidate.job_title, candidate.unit.name if candidate.unit else ""]
        return ", ".join(filter(None, notes))
    return str(candidate)
