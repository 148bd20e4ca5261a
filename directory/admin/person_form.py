"""A colleague in the Wagtail admin: saved by the same door as elsewhere, so with locks and history."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import Panel

from directory.changing import CircleOfManagers, change_person, locks_of, refuse_circle
from directory.models import Person
from directory.profile.rows import CHOSEN, choose
from directory.profile.saving import note_change


class PersonForm(WagtailAdminModelForm):
    """The columns of a person; what a source delivers is shown, and corrected there."""

    # Any: Wagtail decides what a form gets.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locks = locks_of(self.instance) if self.instance.pk else {}
        for name, source in self.locks.items():
            if name in self.fields:
                self.fields[name].disabled = True
                told = _("This comes from %(source)s, and is corrected there.") % {"source": source}
                self.fields[name].help_text = told

    def clean(self) -> Any:  # Any: as Wagtail's own
        cleaned = super().clean()
        manager = self.cleaned_data.get("manager")
        if manager is not None and self.instance.pk:
            try:
                refuse_circle(self.instance, manager)
            except CircleOfManagers:
                self.add_error(
                    "manager", _("This colleague works, through others, for the person. Choose another.")
                )
        return cleaned

    def save(self, commit: bool = True) -> Person:
        """Store what differs, with who did it; a new colleague has no history yet."""
        person: Person = self.instance
        if person._state.adding or not commit:
            made: Person = super().save(commit)
            return made
        now, changed = timezone.now(), set(self.changed_data)
        columns = {field.name for field in Person._meta.concrete_fields}
        changes = {name: self.cleaned_data[name] for name in changed & columns}
        change_person(person=person, changes=changes, actor=self.for_user, now=now)
        for name in changed & set(CHOSEN):
            if difference := choose(person, name, self.cleaned_data[name]):
                before, after = difference
                note_change(
                    person=person, actor=self.for_user, field=name, before=before, after=after, now=now
                )
        return person


class WholeProfilePanel(Panel):
    """The way to what is changed on the site: workdays, absence, photo, and who sees what."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "directory/admin/whole_profile.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None
