"""The rows that migrations wrote, put back after each test that commits.

Django empties all tables after such a test, roles and root page included, and its own way to restore them
saves objects one by one: our receivers and those of Wagtail then write rows that are still to come.
"""

import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

PutBack = Callable[[], None]


def remember(alias: str = "default") -> PutBack:
    """Return a function that makes the database again as it is now."""
    return (
        _on_sqlite(alias) if connections[alias].vendor == "sqlite" else partial(put_back, rows(alias), alias)
    )


def _on_sqlite(alias: str) -> PutBack:
    pristine = sqlite3.connect(":memory:", check_same_thread=False)
    _raw(connections[alias]).backup(pristine)

    def put_back() -> None:
        pristine.backup(_raw(connections[alias]))

    return put_back


def _raw(wrapper: BaseDatabaseWrapper) -> sqlite3.Connection:
    wrapper.ensure_connection()
    raw: sqlite3.Connection = wrapper.connection
    return raw


def rows(alias: str = "default") -> dict[str, bytes]:
    """Return what is in each table of PostgreSQL, as it copies rows."""
    with connections[alias].cursor() as cursor:
        return {
            table: _copy_out(cursor, table) for table in connections[alias].introspection.table_names(cursor)
        }


def put_back(rows: Mapping[str, bytes], alias: str = "default") -> None:
    """Let each table of PostgreSQL hold these rows and no others."""
    with connections[alias].cursor() as cursor:
        # Neither foreign keys nor triggers: the rows fit together, in whatever order they come.
        cursor.execute("SET session_replication_role = replica")
        for table, kept in rows.items():
            # Not TRUNCATE, which waits for every other connection and is slow on many small tables.
            cursor.execute(f'DELETE FROM "{table}"')
            if kept:
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(kept)
        cursor.execute("SET session_replication_role = DEFAULT")


def _copy_out(cursor: Any, table: str) -> bytes:  # Any: a cursor of Django with what psycopg adds
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)
