"""Comparing what stands in a column with a value, as SCIM does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Left, Right, StrIndex
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    IsNull,
    LessThan,
    LessThanOrEqual,
)
from scim2_models.path import CompareOperator

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING
ORDERINGS = {
    CompareOperator.gt: GreaterThan,
    CompareOperator.ge: GreaterThanOrEqual,
    CompareOperator.lt: LessThan,
    CompareOperator.le: LessThanOrEqual,
}


@dataclass(frozen=True)
class Column:
    """Where a single value of an attribute stands. Text that is not there is empty, other values are null.

    `shown` is what everyone sees of it; `indexed` finds one value of it fast.
    """

    shown: Combinable
    is_text: bool = True
    indexed: Callable[[str], Q] | None = None

    def present(self) -> Q:
        if self.is_text:
            return ~Q(Exact(self.shown, Value("")))
        return Q(IsNull(self.shown, False))

    def compare(self, op: CompareOperator, value: Any) -> Q:  # Any: a text, a truth or a moment
        """Return what holds of the rows whose value compares with `value` as `op` says."""
        if value is None:
            absent = ~self.present()
            return {CompareOperator.eq: absent, CompareOperator.ne: ~absent}.get(op, NOTHING)
        if op == CompareOperator.ne:
            return ~self.compare(CompareOperator.eq, value)
        if isinstance(value, str) and "\x00" in value:
            if op not in ORDERINGS:
                return NOTHING
            # No text here holds this sign, and no database takes it; what stands before it sorts the same.
            value = value.partition("\x00")[0]
        return self.present() & (self._text(op, value) if self.is_text else self._other(op, value))

    def _text(self, op: CompareOperator, value: Any) -> Q:  # Any: as above
        if not isinstance(value, str):
            return NOTHING
        if op == CompareOperator.eq:
            exact = Q(Exact(self.shown, Value(value)))
            return self.indexed(value) & exact if self.indexed else exact
        if op in ORDERINGS:
            return Q(ORDERINGS[op](self.shown, Value(value)))
        if value == "":
            return EVERYTHING
        part = {
            CompareOperator.co: GreaterThan(StrIndex(self.shown, Value(value)), Value(0)),
            CompareOperator.sw: Exact(Left(self.shown, len(value)), Value(value)),
            CompareOperator.ew: Exact(Right(self.shown, len(value)), Value(value)),
        }
        return Q(part[op])

    def _other(self, op: CompareOperator, value: Any) -> Q:  # Any: as above
        if op == CompareOperator.eq:
            return Q(Exact(self.shown, Value(value)))
        if op in ORDERINGS and isinstance(value, datetime):
            return Q(ORDERINGS[op](self.shown, Value(value)))
        return NOTHING
