"""Where something of a person can stand: each room registers its places in its `apps.py`.

What is registered is found by an export, shown under “My data”, and emptied by an erasure. A test reads
every installed model and fails for a place that could hold a person and is not registered.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Rows: TypeAlias = "QuerySet[Any]"  # Any: rows of any model

# Around an address that stands by itself; in JSON an end of a line and a letter beyond ASCII are written out.
BEFORE_A_WORD = r"(^|[^a-z0-9._%+-]|\\[nrt]|\\u[0-9a-f]{4})"
BEHIND_A_WORD = r"($|[^a-z0-9_-])"


class Policy(StrEnum):
    """What an erasure does with what someone wrote."""

    ANONYMISE = "anonymise"
    REMOVE = "remove"


class Erasing(models.TextChoices):
    """What an erasure does with the rows of one place."""

    DELETE = "delete", _("goes")
    ANONYMISE = "anonymise", _("stays without a name")
    HAND_OVER = "hand_over", _("goes to somebody else")
    KEEP = "keep", _("stays")


class Kind(StrEnum):
    """The chapters in which a person reads what is kept of them."""

    ACCOUNT = "account"
    PROFILE = "profile"
    WRITING = "writing"
    PAGES = "pages"
    KEPT = "kept"
    WORK = "work"
    LOG = "log"


@dataclass(frozen=True)
class Traced:
    """Someone whose traces are looked for: the account, the listing, and how a text would call them."""

    user_id: int | None
    person_id: int | None
    key: UUID | None
    # Found where a text is nothing else: a name is also a word.
    names: frozenset[str] = frozenset()
    # Found anywhere in a text: mail addresses, phone numbers, the name to sign in with.
    addresses: frozenset[str] = frozenset()


Erase: TypeAlias = Callable[[Rows, Traced], object]


@dataclass(frozen=True, kw_only=True)
class Trace:
    """A model of which a row can hold something of a person, and what becomes of it.

    `user` and `person` are lookups from a row to an account or a listing, `key` fields with the opaque key of
    an account, `words` text or JSON with an address in it, and `also` finds what no lookup can.
    `tells` are the fields that the export gives; without it, all that are not about others and no secrets.
    """

    model: str
    kind: Kind
    erasing: Erasing
    user: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    # Fields that hold something of the person in a row that is found by the others.
    holds: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    title: str | Promise = ""
    tells: tuple[str, ...] | None = None
    # What no lookup finds, and what is left alone though a lookup finds it.
    also: Callable[[Traced], Q] | None = None
    but_not: Q | None = None
    # What is done to a batch of rows, in one transaction; without it rows that go are deleted.
    erase: Erase | None = None
    # The same when what someone wrote is removed too, where that differs.
    remove: Erase | None = None
    removing: Erasing | None = None
    # Why it stays, which every place that keeps something has to say.
    reason: str | Promise = ""
    # Erased after all else, so that who is erased can be found until then.
    is_last: bool = False
    # Every row has to be read to find those of somebody: for a worker, not while someone waits.
    is_costly: bool = False

    def __post_init__(self) -> None:
        if self.erasing == Erasing.KEEP and not self.reason:
            raise ValueError(f"Say why {self.model} keeps its rows.")

    @property
    def fields(self) -> frozenset[str]:
        """The fields of the model that this place answers for."""
        lookups = (*self.user, *self.person, *self.key, *self.words, *self.holds, *self.files)
        return frozenset(lookup.partition("__")[0] for lookup in lookups)

    @property
    def model_class(self) -> type[models.Model]:
        """The model itself."""
        return apps.get_model(self.model)

    @property
    def label(self) -> str:
        """What the rows are, in the language of the reader."""
        plural = str(self.title or self.model_class._meta.verbose_name_plural)
        return plural[:1].upper() + plural[1:]

    def rows(self, traced: Traced) -> Rows:
        """Return the rows that hold something of `traced`, in the order in which they came."""
        rows: Rows = self.model_class._default_manager.all()
        found = Q(pk__in=[])
        for lookups, value in (
            (self.user, traced.user_id),
            (self.person, traced.person_id),
            (self.key, traced.key),
        ):
            if value is not None:
                for lookup in lookups:
                    found |= Q(**{lookup: value})
        for name in self.words:
            rows = rows.alias(**{f"{name}_in_words": Cast(name, TextField())})
            found |= mentions(f"{name}_in_words", traced.addresses)
        if self.also is not None:
            found |= self.also(traced)
        rows = rows.filter(found)
        return (rows.exclude(self.but_not) if self.but_not is not None else rows).order_by("pk")

    def becomes(self, policy: Policy) -> Erasing:
        """Return what an erasure by `policy` does with these rows."""
        return self.removing if self.removing is not None and policy == Policy.REMOVE else self.erasing


def mentions(text: str, addresses: Iterable[str]) -> Q:
    """Find the rows whose `text` holds one of `addresses` whole: “jan@…” is not meant by “marjan@…”.

    Nor may anyone read of others by giving themselves an address that is the end of theirs.
    """
    found = Q(pk__in=[])
    for address in addresses:
        whole = f"{BEFORE_A_WORD}{re.escape(address)}{BEHIND_A_WORD}"
        # The first is quick, and leaves few rows to the second.
        found |= Q(**{f"{text}__icontains": address}) & Q(**{f"{text}__iregex": whole})
    return found


@dataclass(frozen=True)
class Impersonal:
    """Fields that look as if they could hold a person, and why they do not."""

    model: str
    fields: frozenset[str]
    because: str = field(compare=False)


Discretion: TypeAlias = "Callable[[Any, Any], bool]"  # Any: a thing of the model, and an account or None

_discretions: dict[type[models.Model], Discretion] = {}
_traces: dict[tuple[str, Kind], Trace] = {}
_impersonal: list[Impersonal] = []


def register_trace(trace: Trace) -> None:
    """Let exports and erasures visit this place. Raises ValueError if it is registered with other words."""
    known = _traces.setdefault((trace.model, trace.kind), trace)
    if known != trace:
        raise ValueError(f"{trace.model} is registered twice for {trace.kind}.")


def register_traces(found: Iterable[Trace]) -> None:
    """Register each of several places."""
    for trace in found:
        register_trace(trace)


def register_impersonal(model: str, *fields: str, because: str) -> None:
    """Say that `fields` of `model` hold nothing of a person who works here, and why."""
    _impersonal.append(Impersonal(model, frozenset(fields), because))


def register_discretion(model: type[models.Model], may_tell: Discretion) -> None:
    """Tell of things of `model` only what `may_tell(thing, account)` allows.

    Someone may have saved a page that was closed to them since: its title is not theirs to read.
    """
    _discretions[model] = may_tell


def may_be_told(thing: object, account: object) -> bool:
    """Tell whether an export for `account` may say what `thing` is called."""
    return all(
        may_tell(thing, account) for model, may_tell in _discretions.items() if isinstance(thing, model)
    )


def traces() -> list[Trace]:
    """Return every place, chapter by chapter, in the order in which the rooms named them."""
    chapters = list(Kind)
    return sorted(_traces.values(), key=lambda trace: chapters.index(trace.kind))


def answered_fields() -> dict[str, set[str]]:
    """Return {label of a model in small letters: the fields that a trace or a reason answers for}.

    A reason may be about a model that only one kind of database has.
    """
    answered: dict[str, set[str]] = {}
    for trace in _traces.values():
        answered.setdefault(trace.model.lower(), set()).update(trace.fields)
    for impersonal in _impersonal:
        answered.setdefault(impersonal.model.lower(), set()).update(impersonal.fields)
    return answered
