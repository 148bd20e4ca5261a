"""The pages that every Brink begins with, as `lay_out` makes them, copied into each test that asks for them.

Making them takes hundreds of queries, and more than half of all tests begin with them.
"""

from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction

from access.models import Scope
from content.models import PageScope
from home.models import HomePage
from home.services import lay_out

HOSTNAME = "testserver"


class Change(NamedTuple):
    """What `lay_out` does to a table: rows as PostgreSQL copies them, and the keys of rows that go."""

    table: str
    key: str
    gone: list[str]
    added: bytes


# What `lay_out` changes in the database of this run, unknown until `remember` has run, and the scope of
# everyone in it: a test that has someone in it before its pages has that scope already, with another number.
_changes: list[Change] = []
_everyone = 0


def remember() -> None:
    """Find out what `lay_out` does to a pristine database: the tests' own, which stays as it is."""
    global _everyone
    if connection.vendor != "postgresql":
        return
    with transaction.atomic():
        _everyone = Scope.objects.everyone().pk
        before = _rows()
        lay_out(hostname=HOSTNAME)
        changes = [_change(table, before[table], after) for table, after in _rows().items()]
        # The numbers that the rows took are not given out again: sequences know no rollback.
        transaction.set_rollback(True)
    _changes[:] = [change for change in changes if change.gone or change.added]


def home_of(language: str = settings.LANGUAGE_CODE) -> HomePage:
    """Return the home page of `language`, with both trees laid out where they are missing."""
    if not HomePage.objects.exists():
        _copy() if _changes else lay_out(hostname=HOSTNAME)
    home: HomePage = HomePage.objects.get(locale__language_code=language)
    return home


def _copy() -> None:
    everyone = Scope.objects.everyone().pk
    with connection.cursor() as cursor:
        # Neither foreign keys nor triggers: the rows fit together, in whatever order they come.
        cursor.execute("SET session_replication_role = replica")
        for table, key, gone, added in _changes:
            if gone:
                cursor.execute(f'DELETE FROM "{table}" WHERE "{key}"::text = ANY(%s)', [gone])
            if table == PageScope._meta.db_table:
                added = added.replace(b"\t%d\n" % _everyone, b"\t%d\n" % everyone)
            if added:
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(added)
        cursor.execute("SET session_replication_role = DEFAULT")


def _rows() -> dict[str, list[bytes]]:
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                rows[table] = b"".join(copy).splitlines(keepends=True)
        return rows


def _change(table: str, before: list[bytes], after: list[bytes]) -> Change:
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        key = connection.introspection.get_primary_key_column(cursor, table) or columns[0]
    place = columns.index(key)
    known, kept = set(before), set(after)
    gone = [row.rstrip(b"\n").split(b"\t")[place].decode() for row in before if row not in kept]
    return Change(table, key, gone, b"".join(row for row in after if row not in known))
