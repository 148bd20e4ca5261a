"""Who sees which field of a profile. What is hidden from someone does not exist for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import Scope, User
from access.scopes import Viewer, visible_scope_ids
from directory.models import FieldVisibility, Person, PersonChange
from directory.models.person import PersonQuerySet
from directory.policies import refuse_editing

Level = FieldVisibility.Level

# Each field that a person may hide, with the attributes of a Person that it covers.
# Name, job title, unit, manager and absence stay: without those nobody finds who to turn to.
HIDEABLE: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "pronouns": (_("pronouns"), ("pronouns",)),
    "photo": (_("photo"), ("photo",)),
    "phone": (_("phone"), ("phone", "extension")),
    "mobile": (_("mobile phone"), ("mobile",)),
    "email": (_("e-mail"), ("email",)),
    "place": (_("location and room"), ("location", "location_id", "room")),
    "workdays": (_("workdays"), ("workdays",)),
    "languages": (_("languages"), ("languages",)),
    "ask_me_about": (_("ask me about"), ("ask_me_about", "subjects")),
    "wants_to_learn": (_("I want to learn"), ("wants_to_learn",)),
    "experience": (_("projects and history"), ("experiences",)),
    "duties": (_("duties"), ("duties",)),
    "links": (_("links"), ("links",)),
    "started_on": (_("started on"), ("started_on",)),
}
FIELD_OF = {attribute: field for field, (_label, covered) in HIDEABLE.items() for attribute in covered}


@transaction.atomic
def set_visibility(*, actor: User, person: Person, field: str, level: Level, now: datetime) -> None:
    """Let `level` see `field` of `person` from now on.

    Raises PermissionDenied, and KeyError for what cannot be hidden.
    """
    refuse_editing(actor, person)
    HIDEABLE[field]
    before = level_of(person, field)
    if before == level:
        return
    if level == Level.EVERYONE:
        FieldVisibility.objects.filter(person=person, field=field).delete()
    else:
        FieldVisibility.objects.update_or_create(
            person=person, field=field, defaults={"level": level, "scope": _scope_of(person, level)}
        )
    PersonChange.objects.create(
        person=person, at=now, by=actor, field=f"sees:{field}", before=before, after=level
    )


def level_of(person: Person, field: str) -> Level:
    """Return who sees `field` of `person`."""
    kept = FieldVisibility.objects.filter(person=person, field=field).values_list("level", flat=True).first()
    return Level(kept or Level.EVERYONE)


def carry_unit(person: Person) -> None:
    """Give what is for “my unit” to the unit that `person` now belongs to."""
    FieldVisibility.objects.filter(person=person, level=Level.UNIT).update(
        scope=_scope_of(person, Level.UNIT)
    )


def _scope_of(person: Person, level: Level) -> Scope:
    """Return one scope per unit, or that of nobody: who owns a field always sees it, so needs no token."""
    units = [f"unit:{person.unit_id}"] if level == Level.UNIT and person.unit_id is not None else []
    return Scope.objects.for_sets([units])


def hidden_fields(
    people: "Iterable[Person | ShownPerson]", viewer: Viewer | None
) -> dict[int, frozenset[str]]:
    """Return {key of a person: the fields that `viewer` does not see}; people who hide nothing are left out.

    One query. Without a viewer: what not everyone sees, for what leaves Brink or is kept for all to search.
    """
    # Who looks sees all of themselves; by the rows at hand, so that none are joined.
    own = viewer.pk if isinstance(viewer, User) else None
    others = [person.pk for person in people if own is None or person.user_id != own]
    rows = _hidden_rows(viewer).filter(person__in=others)
    hidden: dict[int, set[str]] = {}
    for pk, field in rows.values_list("person_id", "field"):
        hidden.setdefault(pk, set()).add(field)
    return {pk: frozenset(fields) for pk, fields in hidden.items()}


def who_show(people: PersonQuerySet, field: str, viewer: Viewer | None) -> PersonQuerySet:
    """Return those of `people` whose `field` is seen by `viewer`; ask it before filtering on that field."""
    HIDEABLE[field]
    return people.exclude(Exists(_hiding(viewer).filter(person=OuterRef("pk"), field=field)))


def _hiding(viewer: Viewer | None) -> QuerySet[FieldVisibility]:
    """Return the fields that are hidden from `viewer`."""
    hiding = _hidden_rows(viewer)
    return hiding.exclude(person__user=viewer) if isinstance(viewer, User) else hiding


def _hidden_rows(viewer: Viewer | None) -> QuerySet[FieldVisibility]:
    """Return the fields that are hidden from `viewer` if they are of someone else."""
    if viewer is None:
        return FieldVisibility.objects.all()
    return FieldVisibility.objects.exclude(scope__in=visible_scope_ids(viewer))


@dataclass(frozen=True)
class Portrait:
    """What the address of a photo is made of."""

    slug: str
    digest: str


class ShownPerson:
    """A person as one viewer sees them: what is hidden is empty, whoever asks. For templates and exports.

    Reads like a Person; of a hidden set, `all` gives nothing.
    """

    def __init__(self, person: Person, hidden: frozenset[str] = frozenset()) -> None:
        self.person = person
        self.hidden = hidden

    # Any: the attributes of a person are of every kind.
    def __getattr__(self, name: str) -> Any:
        if FIELD_OF.get(name) in self.hidden:
            return _EMPTY.get(name)
        return getattr(self.person, name)

    @property
    def portrait(self) -> Portrait | None:
        """The photo to draw as a face, if there is one that the viewer sees; fetched by `as_seen_by`."""
        if "photo" in self.hidden or not self.person._meta.get_field("photo").is_cached(self.person):
            return None
        photo = getattr(self.person, "photo", None)
        return Portrait(self.person.slug, photo.digest) if photo else None

    def __str__(self) -> str:
        return str(self.person)


class _Nothing:
    """Stands for a related set that is hidden."""

    def all(self) -> list[Any]:  # Any: nothing, so of any kind
        return []


# Any: the empty value of each kind of field.
_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("pronouns", "phone", "extension", "mobile", "email", "room"), ""),
    **dict.fromkeys(("ask_me_about", "wants_to_learn"), ""),
    **dict.fromkeys(("workdays", "languages", "subjects", "experiences", "duties", "links"), _Nothing()),
}


def as_everyone_sees(person: Person) -> ShownPerson:
    """Return what of `person` is hidden from nobody; reads `visibilities`, so prefetch them for many."""
    return ShownPerson(person, frozenset(row.field for row in person.visibilities.all()))


def as_seen_by(people: Iterable[Person], viewer: Viewer | None) -> list[ShownPerson]:
    """Return `people` in their order as `viewer` sees them, with their photos; two queries for all."""
    people = list(people)
    prefetch_related_objects(people, "photo")
    hidden = hidden_fields(people, viewer)
    return [ShownPerson(person, hidden.get(person.pk, frozenset())) for person in people]
