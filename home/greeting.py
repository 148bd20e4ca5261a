from datetime import time

from django.utils.translation import gettext as _


def greeting_at(moment: time) -> str:
    """Return how to greet a reader at `moment`, in the language of the interface."""
    if moment.hour < 6:
        return _("Good night")
    if moment.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if moment.hour < 18 else _("Good evening")
