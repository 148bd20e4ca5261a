"""Words that a full-text index keeps of what was deleted."""

from django.db import connection

# Readers' search, the keys of colleagues, and the choosers of the admin.
INDEXES = ("search_words", "search_keys", "wagtailsearch_indexentry_fts")


def forget_deleted_words() -> None:
    """Make SQLite drop the words of deleted rows now, which it otherwise does when it tidies up.

    It writes its indexes anew, so it is for a worker. PostgreSQL keeps the words in the row itself.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for index in existing.intersection(INDEXES):
            cursor.execute(f"INSERT INTO {index}({index}) VALUES('optimize')")
