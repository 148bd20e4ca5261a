"""Looking for a word in everything that is stored: every column of every table, and every file."""

from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection


def places_that_hold(*words: str) -> set[str]:
    """Return each `table.column` in which one of `words` stands, in whatever capitals."""
    wanted = [word.lower() for word in words]
    found = set()
    with connection.cursor() as cursor:
        tables = [table.name for table in connection.introspection.get_table_list(cursor)]
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    if any(word in _as_text(value) for word in wanted):
                        found.add(f"{table}.{column}")
    # What a session holds is packed.
    for session in Session.objects.all():
        if any(word in str(session.get_decoded()).lower() for word in wanted):
            found.add("django_session.session_data")
    return found


def files_that_hold(*words: str) -> set[str]:
    """Return each file whose name or content has one of `words`."""
    root = Path(settings.MEDIA_ROOT)
    return {
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file()
        and any(word in path.name.lower() or word.encode() in path.read_bytes() for word in words)
    }


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace").lower()
    return str(value).lower()
