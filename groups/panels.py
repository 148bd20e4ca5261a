"""What groups put on screens of the rooms below."""

from access.scopes import Viewer
from directory.models import Person, Subject
from directory.panels import ProfilePanel, register_act


@register_act
def ask_with(thing: Person | Subject, viewer: Viewer) -> ProfilePanel | None:
    """Return the way to ask a colleague something, where others read along and find the answer."""
    if not isinstance(thing, Person) or thing.left_on is not None or thing.user_id in (None, viewer.pk):
        return None
    return ProfilePanel("groups/ask_act.html", {"person": thing})
