"""The keys of colleagues, as each database looks them up.

As with the words in `0003_words`, Django's models do not know of this.
"""

from django.db import migrations

FORGET_OLD = """
    INSERT INTO search_keys(search_keys, rowid, keys) VALUES ('delete', old.entry_id, old.keys);
"""
LEARN_NEW = "INSERT INTO search_keys(rowid, keys) VALUES (new.entry_id, new.keys);"
SQLITE = [
    # Only whether a key is there is asked, never where.
    """
    CREATE VIRTUAL TABLE search_keys USING fts5(
        keys, content='search_personkeys', content_rowid='entry_id', tokenize='unicode61', detail=none,
        columnsize=0, prefix='4 6'
    )
    """,
    "INSERT INTO search_keys(search_keys) VALUES ('rebuild')",
    f"CREATE TRIGGER search_keys_new AFTER INSERT ON search_personkeys BEGIN {LEARN_NEW} END",
    f"CREATE TRIGGER search_keys_deleted AFTER DELETE ON search_personkeys BEGIN {FORGET_OLD} END",
    f"""
    CREATE TRIGGER search_keys_changed AFTER UPDATE OF keys ON search_personkeys
    BEGIN {FORGET_OLD} {LEARN_NEW} END
    """,
]
DROP_SQLITE = [
    "DROP TRIGGER search_keys_new",
    "DROP TRIGGER search_keys_deleted",
    "DROP TRIGGER search_keys_changed",
    "DROP TABLE search_keys",
]
POSTGRESQL = [
    """
    ALTER TABLE search_personkeys
        ADD COLUMN looked_up tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(keys, ' '))) STORED
    """,
    "CREATE INDEX search_personkeys_looked_up ON search_personkeys USING gin (looked_up)",
]
DROP_POSTGRESQL = ["ALTER TABLE search_personkeys DROP COLUMN looked_up"]


def create(apps, schema_editor):
    _run(schema_editor.connection, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop(apps, schema_editor):
    _run(schema_editor.connection, {"sqlite": DROP_SQLITE, "postgresql": DROP_POSTGRESQL})


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_words")]

    operations = [migrations.RunPython(create, drop)]
