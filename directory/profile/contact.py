"""The ways to reach a colleague, the one they prefer first."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import Person
from directory.visibility import ShownPerson

Way = Person.ContactWay


@dataclass(frozen=True)
class ContactButton:
    """A button that calls or mails."""

    way: str
    label: str | Promise
    url: str
    icon: str


def contact_buttons(shown: ShownPerson) -> list[ContactButton]:
    """Return the ways that the viewer sees, the preferred one first."""
    buttons = []
    if shown.phone:
        buttons.append(ContactButton(Way.PHONE, _("Call"), shown.phone.as_rfc3966, "phone"))
    if shown.mobile:
        label = _("Call the mobile") if shown.phone else _("Call")
        buttons.append(ContactButton(Way.MOBILE, label, shown.mobile.as_rfc3966, "phone"))
    if shown.email:
        buttons.append(ContactButton(Way.EMAIL, _("Mail"), f"mailto:{shown.email}", "mail"))
    return sorted(buttons, key=lambda button: button.way != shown.contact_by)
