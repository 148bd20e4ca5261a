"""Which sections of procedures are suggested to follow: those that your unit keeps."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from access.models import User
from directory.models import Person
from following.suggesting import Suggestion, register_suggestions
from following.suggestions import MOST_FOUND, one_version_of_each
from knowledge.models import SectionPage


def suggest_sections(reader: User, person: Person | None) -> Iterable[Suggestion]:
    """Suggest the sections whose owner works in the reader's unit."""
    if person is None or person.unit_id is None:
        return
    # Any: Wagtail's managers have no types.
    sections: Any = one_version_of_each(SectionPage.objects.live().visible_to(reader))
    kept = sections.filter(keeper__unit=person.unit_id, keeper__left_on=None)
    for section in kept.only("pk").order_by("pk")[:MOST_FOUND]:
        yield Suggestion("section", section.pk, _("Your unit keeps it"))


def register() -> None:
    """Suggest these after subjects."""
    register_suggestions(suggest_sections, order=50)
