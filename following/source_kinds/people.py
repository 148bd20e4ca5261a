"""Colleagues, as they are followed."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.scopes import Viewer
from directory.models import Person
from directory.visibility import as_seen_by
from following.sources import Place


class PersonSource:
    """Colleagues who work here: what they write comes to whoever follows them."""

    name = "person"
    label: str | Promise = _("person")
    plural: str | Promise = _("people")

    def places(self, ids: Collection[int], viewer: Viewer) -> dict[int, Place]:
        people = Person.objects.visible_to(viewer).working_here().filter(pk__in=ids)
        return {
            shown.pk: Place(title=shown.name, address=shown.get_absolute_url(), person=shown)
            for shown in as_seen_by(people, viewer)
        }
