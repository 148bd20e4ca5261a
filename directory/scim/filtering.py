"""Filters and orders of SCIM as SQL: what matches is found by the database, and hidden fields match nothing.

Means the same as `ScimFilter.match` does of a resource in memory; a contract test holds the two together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from scim2_models import InvalidFilterException, InvalidPathException, ScimFilter, SearchRequest
from scim2_models.path import (
    AttributeBinding,
    CompareOperator,
    Comparison,
    FilterVisitor,
    LogicalExpr,
    LogicalOperator,
    Not,
    Present,
    ValuePath,
    coerce_value,
)

from directory.scim.columns import EVERYTHING, NOTHING, Column

# One entry of an attribute that holds several: {its part: where that stands}; there if its value is.
Slot = Mapping[str, Column]


@dataclass(frozen=True)
class Attributes:
    """Where the attributes of one kind of resource stand, each under its name in the model."""

    single: Mapping[tuple[str, str | None], Column]
    # Attributes that hold several values, of which we keep a few: the first, the second and so on.
    slots: Mapping[str, tuple[Slot, ...]]
    # Attributes whose entries are rows of their own: how a row with this value is found.
    related: Mapping[str, Callable[[str | None], Q]]


def matching(rows: QuerySet[Any], scim_filter: ScimFilter[Any], attributes: Attributes) -> QuerySet[Any]:
    """Return those of `rows` that match; the filter is bound to one model. Raises InvalidFilterException.

    Any: of either kind.
    """
    return rows.filter(_Translator(scim_filter, attributes).visit(scim_filter.ast))


def ordered(
    rows: QuerySet[Any],
    search: SearchRequest[Any],
    model: Any,
    attributes: Attributes,  # Any: either model
) -> QuerySet[Any]:
    """Return `rows` in the order that was asked for, or as they came; those without a value come last."""
    binding = search.sort_binding(model)
    if search.sort_by is None:
        return rows.order_by("pk")
    if binding is None:
        raise InvalidPathException(path=str(search.sort_by))
    column = _sortable(binding, attributes)
    is_descending = search.sort_order == SearchRequest.SortOrder.descending
    shown = Case(When(column.present(), then=column.shown), default=None)
    order = shown.desc(nulls_first=True) if is_descending else shown.asc(nulls_last=True)
    return rows.order_by(order, "pk")


def _sortable(binding: AttributeBinding, attributes: Attributes) -> Column:
    slots = attributes.slots.get(binding.field_name)
    if slots and binding.sub_field_name:
        # The primary value is what a resource is sorted by, or else the first.
        part = binding.sub_field_name
        whens = [When(_primary(slot), then=slot[part].shown) for slot in slots]
        whens += [When(slot["value"].present(), then=slot[part].shown) for slot in slots]
        absent = Value("") if slots[0][part].is_text else Value(None, BooleanField())
        return Column(Case(*whens, default=absent), slots[0][part].is_text)
    column = attributes.single.get((binding.field_name, binding.sub_field_name))
    if column is None:
        raise InvalidPathException(path=binding.urn, detail="This attribute gives no order here.")
    return column


def _primary(slot: Slot) -> Q:
    return slot["value"].present() & slot["primary"].compare(CompareOperator.eq, True)


class _Translator(FilterVisitor[Q]):
    """Turns a filter into a condition."""

    def __init__(self, scim_filter: ScimFilter[Any], attributes: Attributes) -> None:
        self.scim_filter = scim_filter
        self.attributes = attributes

    def visit_comparison(self, node: Comparison) -> Q:
        binding = self.scim_filter.resolve_comparison(node.attr_path, strict=False)
        if binding is None:
            return NOTHING
        value = binding.comparable(coerce_value(binding, node.value, node.op))
        name, part = binding.field_name, binding.sub_field_name
        if slots := self.attributes.slots.get(name):
            return _of_slots(slots, part or "value", node.op, value)
        if name in self.attributes.related:
            return self._related(name, part or "value", node.op, value)
        column = self.attributes.single.get((name, part))
        if column is None:
            raise self._refused(f"{binding.urn} is not filtered on here.")
        return column.compare(node.op, value)

    def visit_present(self, node: Present) -> Q:
        binding = self.scim_filter.resolve(node.attr_path, strict=False)
        if binding is None:
            return NOTHING
        name, part = binding.field_name, binding.sub_field_name
        if slots := self.attributes.slots.get(name):
            return _any(slot["value"].present() & slot[part or "value"].present() for slot in slots)
        if name in self.attributes.related:
            return self.attributes.related[name](None)
        if column := self.attributes.single.get((name, part)):
            return column.present()
        parts = [column for (head, _part), column in self.attributes.single.items() if head == name]
        if not parts:
            raise self._refused(f"{binding.urn} is not filtered on here.")
        return _any(column.present() for column in parts)

    def visit_not(self, node: Not) -> Q:
        return ~self.visit(node.expr)

    def visit_logical_expr(self, node: LogicalExpr) -> Q:
        conditions = [self.visit(term) for term in node.terms]
        return _all(conditions) if node.op == LogicalOperator.and_ else _any(conditions)

    def visit_value_path(self, node: ValuePath) -> Q:
        binding = self.scim_filter.resolve(node.attr_path, strict=False)
        if binding is None:
            return NOTHING
        if slots := self.attributes.slots.get(binding.field_name):
            return _any(
                slot["value"].present() & _SlotTranslator(slot, binding).visit(node.val_filter)
                for slot in slots
            )
        inner = node.val_filter
        if (
            binding.field_name in self.attributes.related
            and isinstance(inner, Comparison)
            and inner.attr_path.attr.lower() == "value"
        ):
            return self._related(binding.field_name, "value", inner.op, inner.value)
        raise self._refused(f"{binding.urn} is only filtered on as “value eq”.")

    def _related(self, name: str, part: str, op: CompareOperator, value: Any) -> Q:  # Any: as in Column
        if part == "value" and isinstance(value, str):
            if op == CompareOperator.eq:
                return self.attributes.related[name](value)
            if op == CompareOperator.ne:
                return ~self.attributes.related[name](value)
        raise self._refused(f"{name} is only filtered on as “{name}.value eq”.")

    def _refused(self, why: str) -> InvalidFilterException:
        return InvalidFilterException(filter=str(self.scim_filter), detail=why)


class _SlotTranslator(FilterVisitor[Q]):
    """Turns the filter between brackets into a condition on one entry."""

    def __init__(self, slot: Slot, binding: AttributeBinding) -> None:
        self.slot = slot
        self.model: Any = binding.field_type  # Any: the model of the entries

    def visit_comparison(self, node: Comparison) -> Q:
        column = self.slot.get(node.attr_path.attr.lower())
        if column is None:
            return NOTHING
        binding = ScimFilter[self.model](str(node)).resolve(node.attr_path)  # type: ignore[name-defined]  # known at run time
        assert binding is not None
        return column.compare(node.op, binding.comparable(coerce_value(binding, node.value, node.op)))

    def visit_present(self, node: Present) -> Q:
        column = self.slot.get(node.attr_path.attr.lower())
        return column.present() if column else NOTHING

    def visit_not(self, node: Not) -> Q:
        return ~self.visit(node.expr)

    def visit_logical_expr(self, node: LogicalExpr) -> Q:
        conditions = [self.visit(term) for term in node.terms]
        return _all(conditions) if node.op == LogicalOperator.and_ else _any(conditions)

    def visit_value_path(self, node: ValuePath) -> Q:
        return NOTHING


def _of_slots(slots: tuple[Slot, ...], part: str, op: CompareOperator, value: Any) -> Q:
    """Return what holds where one of the entries compares so, or, if it must differ, all of them."""
    empty = _all(~slot["value"].present() for slot in slots)
    if op == CompareOperator.ne:
        held = _all(~slot["value"].present() | slot[part].compare(op, value) for slot in slots)
        return held & ~empty if value is None else held
    held = _any(slot["value"].present() & slot[part].compare(op, value) for slot in slots)
    return held | empty if value is None and op == CompareOperator.eq else held


def _any(conditions: Any) -> Q:  # Any: an iterable of conditions
    found = NOTHING
    for condition in conditions:
        found |= condition
    return found


def _all(conditions: Any) -> Q:  # Any: as above
    found = EVERYTHING
    for condition in conditions:
        found &= condition
    return found
