"""What this room suggests: who leads you, and what you and your colleagues know about."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from access.models import User
from directory.models import Person, Subject, Unit
from directory.visibility import who_show
from following.suggesting import Suggestion, register_suggestions

# Of a large unit some colleagues stand for all.
MOST_COLLEAGUES = 200
# One colleague with a subject says more about them than about the unit.
FEWEST_WHO_KNOW = 2
MOST_FOUND = 30


def leaders_of(person: Person | None) -> dict[int, str]:
    """Return {key: the unit they lead} of who leads `person`, nearest first; their manager has no unit."""
    if person is None:
        return {}
    leaders: dict[int, str] = {}
    if person.manager_id is not None:
        leaders[person.manager_id] = ""
    if person.unit is not None:
        steps = range(Unit.steplen, len(person.unit.path) + 1, Unit.steplen)
        units = Unit.objects.filter(path__in=[person.unit.path[:end] for end in steps], closed_on=None)
        for unit in units.exclude(leader=None).exclude(leader=person).order_by("-depth"):
            assert unit.leader_id is not None
            leaders.setdefault(unit.leader_id, unit.name)
    return leaders


def one_version_of_each(pages: Any) -> Any:  # Any: Wagtail's querysets have no types
    """Return `pages` without those that are there in the reader's language too."""
    in_reader_language = {"locale__language_code": get_language() or settings.LANGUAGE_CODE}
    versions = pages.filter(translation_key=OuterRef("translation_key"), **in_reader_language)
    return pages.filter(Q(**in_reader_language) | ~Exists(versions))


def suggest_leaders(reader: User, person: Person | None) -> Iterable[Suggestion]:
    """Suggest who leads the reader."""
    for person_id, unit in leaders_of(person).items():
        reason = _("Leads %(unit)s") % {"unit": unit} if unit else _("Your manager")
        yield Suggestion("person", person_id, reason)


def suggest_own_subjects(reader: User, person: Person | None) -> Iterable[Suggestion]:
    """Suggest what stands on the reader's own profile."""
    if person is not None:
        for subject in person.subjects.order_by("name_nl", "pk")[:MOST_FOUND]:
            yield Suggestion("subject", subject.pk, _("Stands on your profile"))


def suggest_subjects_of_the_unit(reader: User, person: Person | None) -> Iterable[Suggestion]:
    """Suggest what several colleagues of the reader's unit know about, as far as they show it."""
    if person is None or person.unit is None:
        return
    here = Person.objects.visible_to(reader).working_here().filter(unit=person.unit_id).exclude(pk=person.pk)
    some = who_show(here, "ask_me_about", reader).order_by("pk").values_list("pk", flat=True)
    # A list, as not every database takes a limit within a subquery.
    known = (
        Subject.objects.filter(people__in=list(some[:MOST_COLLEAGUES]))
        .annotate(who_know=Count("people"))
        .filter(who_know__gte=FEWEST_WHO_KNOW)
        .order_by("-who_know", "name_nl", "pk")
    )
    reason = _("Colleagues in %(unit)s know about it") % {"unit": person.unit.name}
    for subject in known[:MOST_FOUND]:
        yield Suggestion("subject", subject.pk, reason)


def register() -> None:
    """Suggest these to everyone."""
    register_suggestions(suggest_leaders, order=20)
    register_suggestions(suggest_own_subjects, order=30)
    register_suggestions(suggest_subjects_of_the_unit, order=40)
