"""Rows by SQL of our own, for what Django's models do not know."""

from collections.abc import Sized
from typing import Any

from django.db import connection


def fetch(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of `statement`; Any, since columns are of every type."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def places(values: Sized) -> str:
    """Return a place for each of `values` in a statement."""
    return ", ".join(["%s"] * len(values))
