"""What a source says of a colleague becomes a person here: one door for files, SCIM and sign-in."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.accounts import move_address, open_account
from directory.changing import change_person, locks_of
from directory.leaving import leave, rejoin
from directory.matching import match_people
from directory.models import DELIVERED, Location, Person, PersonChange, Source, SourceLink, Unit
from directory.naming import free_slug, sort_name_of
from directory.privacy.begun import erased_among

logger = logging.getLogger(__name__)


class SeveralPeople(ValueError):
    """More than one colleague has the address that was delivered; who is meant is for people to say."""


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """What a source says of one colleague. None is not delivered; a name in `emptied` is delivered empty.

    With `username`, or with `opens_account` and an address, the colleague gets an account to sign in with.
    """

    external_id: str
    name: str | None = None
    sort_name: str | None = None
    email: str | None = None
    job_title: str | None = None
    unit: Unit | None = None
    manager: Person | None = None
    location: Location | None = None
    phone: str | None = None
    mobile: str | None = None
    started_on: date | None = None
    left_on: date | None = None
    emptied: frozenset[str] = frozenset()
    username: str = ""
    opens_account: bool = False

    def values(self) -> dict[str, Any]:  # Any: values of every kind of field
        """Return {field of a person: its value, cleaned}, without the day of leaving.

        Raises ValidationError.
        """
        values: dict[str, Any] = {}
        mistakes: dict[str, list[str]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name not in PROFILE_FIELDS or (value is None and field.name not in self.emptied):
                continue
            try:
                values[field.name] = clean_value(field.name, None if field.name in self.emptied else value)
            except ValidationError as mistake:
                mistakes[field.name] = mistake.messages
        if mistakes:
            raise ValidationError(mistakes)
        return values


# The fields of a person that are delivered. Who locks a name locks the order that comes of it.
PROFILE_FIELDS = frozenset({*DELIVERED, "sort_name"} - {"left_on"})
RELATIONS = frozenset({"unit", "manager", "location"})


@dataclass(frozen=True)
class Delivery:
    """Whom a source meant, whether that is somebody new, and what differs from before."""

    person: Person
    is_new: bool
    changes: list[PersonChange]


@transaction.atomic
def deliver(*, source: Source, delivered: Delivered, now: datetime) -> Delivery:
    """Return the colleague whom `source` means by this number, made or changed as it says.

    Found by the number, else by the e-mail address among those without a number of this source, else made.
    What the source locks (`source.delivers`) is written; of other fields only those that are empty are
    filled, for they are the person's own. What another source locks stays. A leaver who is delivered again
    works here again, unless the source is a sign-in or someone let them leave by hand.

    Raises ValidationError, by field; SeveralPeople; CircleOfManagers; AddressTaken and NameTaken of the
    account. Nothing is written then.
    """
    if not delivered.external_id:
        raise ValidationError(
            {"external_id": _("A number is missing by which the source knows this person.")}
        )
    values = delivered.values()
    # One delivery of a source at a time, so that two of the same person make one.
    Source.objects.select_for_update().get(pk=source.pk)
    person = find_person(source, delivered)
    is_new = person is None
    if person is None:
        person, changes = _make(source, values, now)
        _link(source, person, delivered.external_id)
        _come_and_go(person, source, delivered, {}, now)
    else:
        _link(source, person, delivered.external_id)
        locks = locks_of(person)
        _come_and_go(person, source, delivered, locks, now)
        changes = change_person(
            person=person, changes=writable(person, source, values, locks), actor=None, source=source, now=now
        )
        _carry_address(person, changes, now)
    _open_account(person, delivered, now)
    return Delivery(person, is_new, changes)


def find_person(source: Source, delivered: Delivered) -> Person | None:
    """Return the colleague whom `source` means, or None for somebody new. Raises SeveralPeople."""
    matches = match_people(source, {delivered.external_id: delivered.email or ""})
    if matches.doubtful:
        raise SeveralPeople(delivered.email)
    pk = matches.people.get(delivered.external_id)
    return Person.objects.select_related("user").get(pk=pk) if pk else None


def writable(
    person: Any,  # Any: a Person, or its stored values alone
    source: Source,
    values: Mapping[str, Any],  # Any: as above
    locks: Mapping[str, Source],
) -> dict[str, Any]:
    """Return those of `values` that `source` may write to `person`, and how a new name is sorted."""
    allowed: dict[str, Any] = {}
    for name, value in values.items():
        keeper = locks.get("name" if name == "sort_name" else name)
        if keeper == source or (keeper is None and getattr(person, name) in ("", None)):
            allowed[name] = value
    if allowed.get("name", person.name) != person.name:
        allowed.setdefault("sort_name", sort_name_of(allowed["name"]))
    return allowed


def clean_value(name: str, value: Any) -> Any:  # Any: as above
    """Return a delivered value as the field `name` of a person keeps it. Raises ValidationError."""
    if name in RELATIONS:
        return value
    field: Field[Any, Any] = Person._meta.get_field(name)  # type: ignore[assignment]  # it has a column
    if isinstance(value, str):
        # One line, without signs that cannot be seen.
        value = "".join(letter for letter in " ".join(value.split()) if letter.isprintable())
    return field.clean(field.get_default() if value is None else value, None)


def _make(source: Source, values: dict[str, Any], now: datetime) -> tuple[Person, list[PersonChange]]:
    if not values.get("name"):
        raise ValidationError({"name": _("A name is missing.")})
    values.setdefault("sort_name", sort_name_of(values["name"]))
    person = Person.objects.create(**values, slug=free_slug(values["name"]), made_at=now)
    made = PersonChange.objects.create(person=person, at=now, source=source, field="name", after=person.name)
    return person, [made]


def _link(source: Source, person: Person, external_id: str) -> None:
    # The number of someone who was erased is free again.
    SourceLink.objects.filter(source=source, external_id=external_id).exclude(person=person).delete()
    SourceLink.objects.get_or_create(source=source, person=person, defaults={"external_id": external_id})


def _come_and_go(
    person: Person, source: Source, delivered: Delivered, locks: Mapping[str, Source], now: datetime
) -> None:
    """Let a leaver work here again, or a colleague leave, unless another source says who works here."""
    if locks.get("left_on", source) != source:
        return
    leaves_on = delivered.left_on
    is_back = leaves_on is None or leaves_on > timezone.localdate(now)
    if person.left_on is not None and is_back and may_bring_back(person, source):
        rejoin(person=person, source=source, now=now)
    if "left_on" in delivered.emptied and person.leaves_on is not None:
        rejoin(person=person, source=source, now=now)
    if leaves_on is not None:
        leave(person=person, on=leaves_on, source=source, now=now)


def open_unit_called(words: str) -> Unit | None:
    """Return the unit with that code, or else the only one of that name, that is not closed."""
    if not words:
        return None
    units = Unit.objects.filter(closed_on=None)
    found: list[Unit] = list(units.filter(code=words)[:2]) or list(units.filter(name__iexact=words)[:2])
    if len(found) == 1:
        return found[0]
    logger.warning("No unit, or more than one, is called %r: who is delivered keeps theirs.", words)
    return None


def may_bring_back(person: Person, source: Source) -> bool:
    """Tell whether `source` may let a leaver work here again; who was let go by hand comes back by hand.

    Nobody comes back who is being erased.
    """
    if source.kind == Source.Kind.SIGN_IN or erased_among([person]):
        return False
    last = person.changes.filter(field="left_on").order_by("-at", "-pk").first()
    return last is None or last.by_id is None


def _carry_address(person: Person, changes: list[PersonChange], now: datetime) -> None:
    """Let the account of `person` keep the address of the profile, where it had that."""
    moved = next((change for change in changes if change.field == "email"), None)
    if moved and person.email and person.user and person.user.email.lower() == moved.before.lower():
        move_address(user=person.user, email=person.email, actor=None, now=now)


def _open_account(person: Person, delivered: Delivered, now: datetime) -> None:
    if person.user is not None or person.left_on is not None:
        return
    if delivered.username or (delivered.opens_account and person.email):
        person.user = open_account(
            actor=None,
            email=person.email,
            full_name=person.name,
            username=delivered.username,
            now=now,
        )
        person.save(update_fields=["user", "changed_at"])
