"""Writing down who did what. Entries are never changed: the database refuses it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from access.models import AuditEntry, User


def record(
    *,
    actor: User | None,
    action: str,
    thing: Model | None = None,
    details: Mapping[str, Any] | None = None,  # Any: values of every kind that JSON knows
    now: datetime,
) -> AuditEntry:
    """Return the entry that was added. A person in it is a key, so that a name can be erased.

    `action` is a noun and a verb, such as `role.given`; without an actor Brink did it itself. Put no words
    of people in `details`.
    """
    return AuditEntry.objects.create(
        at=now,
        actor_key=actor.key if actor else None,
        action=action,
        thing_kind=thing._meta.label_lower if thing else "",
        thing_id=_name_of(thing) if thing else "",
        details=dict(details or {}),
    )


def _name_of(thing: Model) -> str:
    return str(thing.key if isinstance(thing, User) else thing.pk)
