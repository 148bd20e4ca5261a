"""Writes many rows at once, also of models that are spread over several tables.

`bulk_create` refuses those (pages, comments), and signals of 100,000 rows would take an hour. Whoever stores
here writes what the receivers would have written: scopes, search entries, uses of files.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model
from psycopg import sql

Row = TypeVar("Row")
AnyField = Field[Any, Any]  # Any: a field holds a value of its own kind.

BATCH_SIZE = 2000


def batches(rows: Iterable[Row], size: int = BATCH_SIZE) -> Iterator[list[Row]]:
    """Yield `rows` in lists of at most `size`."""
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """Return `count` new primary keys of `model`, that nobody else will get. Call it in a transaction."""
    root = _tables(model)[0]
    key = root._meta.pk
    assert key is not None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [root._meta.db_table, key.column, count],
            )
            return sorted(number for (number,) in cursor.fetchall())
        # SQLite has one writer at a time, and that is us until the transaction ends.
        cursor.execute(f"SELECT COALESCE(MAX({key.column}), 0) FROM {root._meta.db_table}")
        first = cursor.fetchone()[0] + 1
    return list(range(first, first + count))


def store(objects: Iterable[Model]) -> int:
    """Insert objects of one model, with the keys they have, in all its tables. Returns how many."""
    stored_count = 0
    for batch in batches(objects):
        for table in _tables(type(batch[0])):
            fields = list(table._meta.local_concrete_fields)
            if batch[0].pk is None:
                fields = [field for field in fields if not field.primary_key]
            _insert(table._meta.db_table, fields, (_values(row, fields) for row in batch))
        stored_count += len(batch)
    return stored_count


def _tables(model: type[Model]) -> list[type[Model]]:
    """Return the models whose tables hold a row of `model`, the first one first."""
    parents = [parent for parent in model._meta.parents if not parent._meta.proxy]
    if not parents:
        return [model]
    # Each model here has one parent with a table; a row is written there before it is pointed at.
    return [*_tables(parents[0]), model]


def _values(row: Model, fields: Sequence[AnyField]) -> list[Any]:  # Any: what the driver takes
    # A row of several tables has one key; Django spreads it over their key columns only when it saves.
    return [
        row.pk if field.primary_key else field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in fields
    ]


def _insert(table: str, fields: Sequence[AnyField], rows: Iterable[Sequence[Any]]) -> None:  # Any: as above
    columns = [str(field.column) for field in fields]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = [sql.Identifier(column) for column in columns]
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
                sql.Identifier(table), sql.SQL(", ").join(names)
            )
            with cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            listed = ", ".join(f'"{column}"' for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({places})', list(rows))
