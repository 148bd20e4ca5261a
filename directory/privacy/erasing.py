"""Erasing a former colleague: what goes, what stays, and doing it in steps that can be taken again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from access.audit import record
from access.models import User
from access.scopes import forget_visible_scopes
from access.traces import Erasing, Policy, Rows, Trace, Traced, traces
from background.queue import task
from directory.leaving import leave
from directory.models import Person
from directory.privacy.begun import BEGUN, erased_among
from directory.privacy.whose import listed
from directory.signals import person_erased

BATCH_SIZE = 200
DONE = "person.erased"


class StillWorksHere(ValueError):
    """Only former colleagues are erased, unless somebody says why not."""


@dataclass(frozen=True)
class Fate:
    """What becomes of one place: how many rows it holds of the person, and what happens to them."""

    trace: Trace
    count: int
    becomes: Erasing

    @property
    def label(self) -> str:
        """What the rows are."""
        return self.trace.label


def fates_of(person: Person, policy: Policy) -> list[Fate]:
    """Return what erasing `person` by `policy` would do, place by place.

    Empty places are left out, and those that only a worker has the time to look into.
    """
    traced = listed(person).traced()
    counted = ((trace, trace.rows(traced).count()) for trace in traces() if not trace.is_costly)
    return [Fate(trace, count, trace.becomes(policy)) for trace, count in counted if count]


def erase_person(
    *,
    person: Person,
    policy: Policy,
    actor: User | None,
    reason: str = "",
    now: datetime,
    progress: Callable[[list[Trace]], Iterable[Trace]] = iter,
) -> bool:
    """Take everything away that says who `person` was, and tell whether that was still to be done.

    What they wrote stays without a name, or goes too, by `policy`. The row stays behind its key. It is done
    place by place in batches, each whole; after a stop it goes on where it was.

    Raises PermissionDenied unless `actor` is an administrator (Brink itself has none), and StillWorksHere
    unless the person has left or a `reason` is given, after which they have.
    """
    if actor is not None and not (actor.is_active and actor.is_superuser):
        raise PermissionDenied("Only an administrator erases a colleague.")
    person = Person.objects.select_related("user").get(pk=person.pk)
    if person.erased_at is not None:
        return False
    if person.left_on is None:
        if not reason:
            raise StillWorksHere(person.pk)
        leave(person=person, on=timezone.localdate(now), actor=actor, now=now)
        person.refresh_from_db()
    _begin(person, policy, actor, reason, now)
    traced = listed(person).traced()
    places = [trace for trace in traces() if not trace.is_last]
    for trace in progress(places):
        for rows in _batches(trace, traced):
            with transaction.atomic():
                _erase(trace, policy, rows, traced)
    _finish(person, policy, actor, traced, now)
    return True


@task(idempotent=True)
def erase_in_background(person_id: int, policy: str, actor_id: int | None, reason: str) -> None:
    """Let a worker erase; one that died in the middle is followed by another, which goes on."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return
    actor = User.objects.filter(pk=actor_id).first() if actor_id is not None else None
    erase_person(person=person, policy=Policy(policy), actor=actor, reason=reason, now=timezone.now())


@transaction.atomic
def _begin(person: Person, policy: Policy, actor: User | None, reason: str, now: datetime) -> None:
    """Close the account first, so that nothing new comes while the old goes."""
    # Locked, so that nobody lets them come back at this moment.
    if Person.objects.select_for_update(of=("self",)).get(pk=person.pk).left_on is None:
        raise StillWorksHere(person.pk)
    if person.user is not None:
        person.user.set_unusable_password()
        person.user.is_active = False
        person.user.save(update_fields=["password", "is_active"])
    if not erased_among([person]):
        details = {"policy": policy.value, "reason": reason, **_key_of(person)}
        record(actor=actor, action=BEGUN, thing=person, details=details, now=now)


@transaction.atomic
def _finish(person: Person, policy: Policy, actor: User | None, traced: Traced, now: datetime) -> None:
    """Empty the account and the listing together: until here they say whose traces are looked for."""
    for trace in traces():
        if trace.is_last:
            _erase(trace, policy, trace.rows(traced), traced)
    Person.objects.filter(pk=person.pk).update(erased_at=now)
    if person.user is not None:
        forget_visible_scopes(person.user)
    emptied = Person.objects.select_related("user").get(pk=person.pk)
    record(
        actor=actor, action=DONE, thing=emptied, details={"policy": policy.value, **_key_of(emptied)}, now=now
    )
    person_erased.send(sender=Person, person=emptied, now=now)


def _key_of(person: Person) -> dict[str, str]:
    return {"key": str(person.user.key)} if person.user else {}


def _batches(trace: Trace, traced: Traced) -> Iterator[Rows]:
    """Return the rows of a place, some at a time."""
    pks = list(trace.rows(traced).values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH_SIZE):
        yield trace.rows(traced).filter(pk__in=pks[start : start + BATCH_SIZE])


def _erase(trace: Trace, policy: Policy, rows: Rows, traced: Traced) -> None:
    if trace.becomes(policy) == Erasing.KEEP:
        return
    erase = trace.erase
    if policy == Policy.REMOVE and trace.remove is not None:
        erase = trace.remove
    files = _files_of(trace, rows) if trace.becomes(policy) == Erasing.DELETE else []
    if erase is not None:
        erase(rows, traced)
    elif trace.becomes(policy) == Erasing.DELETE:
        trace.model_class._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    for file in files:
        transaction.on_commit(partial(_delete_file, file.storage, str(file.name)))


def _files_of(trace: Trace, rows: Rows) -> list[FieldFile]:
    if not trace.files:
        return []
    return [file for row in rows for name in trace.files if (file := getattr(row, name))]


def _delete_file(storage: Storage, name: str) -> None:
    storage.delete(name)
