"""The rows that migrations wrote, put back after each test that commits.

Django empties all tables after such a test, roles and root page included, and its own way to restore them
saves objects one by one: our receivers and those of Wagtail then write rows that are still to come.
"""

import sqlite3
from collections.abc import Callable

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

PutBack = Callable[[], None]


def remember(alias: str = "default") -> PutBack:
    """Return a function that makes the database again as it is now."""
    return _on_sqlite(alias) if connections[alias].vendor == "sqlite" else _on_postgresql(alias)


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


def _on_postgresql(alias: str) -> PutBack:
    tables = connections[alias].introspection.table_names()
    rows = {table: _copy_out(table) for table in tables}

    def put_back() -> None:
        with connections[alias].cursor() as cursor:
            # Neither foreign keys nor triggers: the rows fit together, in whatever order they come.
            cursor.execute("SET session_replication_role = replica")
            for table in tables:
                # Not TRUNCATE, which waits for every other connection and is slow on many small tables.
                cursor.execute(f'DELETE FROM "{table}"')
                if rows[table]:
                    with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                        copy.write(rows[table])
            cursor.execute("SET session_replication_role = DEFAULT")

    return put_back


def _copy_out(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)
