"""The words of what can be found, as each database keeps them, and titles by how their words begin.

Django's models know of none of it. When a later migration changes a column that is named here, PostgreSQL refuses;
and when Django makes the table of entries anew, which it does on SQLite to add a relation to many as well, that
loses the triggers: drop first, and make again after it.
"""

from django.db import migrations

FORGET_OLD = """
    INSERT INTO search_words(search_words, rowid, title, keywords, text)
    VALUES ('delete', old.id, old.title, old.keywords, old.text);
"""
LEARN_NEW = """
    INSERT INTO search_words(rowid, title, keywords, text) VALUES (new.id, new.title, new.keywords, new.text);
"""
SQLITE = [
    """
    CREATE VIRTUAL TABLE search_words USING fts5(
        title, keywords, text, content='search_entry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2", prefix='2 3'
    )
    """,
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
    f"CREATE TRIGGER search_words_new AFTER INSERT ON search_entry BEGIN {LEARN_NEW} END",
    f"CREATE TRIGGER search_words_deleted AFTER DELETE ON search_entry BEGIN {FORGET_OLD} END",
    f"""
    CREATE TRIGGER search_words_changed AFTER UPDATE OF title, keywords, text ON search_entry
    BEGIN {FORGET_OLD} {LEARN_NEW} END
    """,
]
DROP_SQLITE = [
    "DROP TRIGGER search_words_new",
    "DROP TRIGGER search_words_deleted",
    "DROP TRIGGER search_words_changed",
    "DROP TABLE search_words",
]

ACCENTED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ"
PLAIN = "aaaaaaceeeeiiiinooooooouuuuyy"
# PostgreSQL stores at most 1 MB of words per row; a longer text is found by its first part.
LONGEST_TEXT = 300_000


def folded(column):
    return f"translate(lower(left({column}, {LONGEST_TEXT})), '{ACCENTED}', '{PLAIN}')"


STEMMED = (
    "to_tsvector(CASE language WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig "
    "WHEN 'en' THEN 'pg_catalog.english'::regconfig ELSE 'pg_catalog.simple'::regconfig END, {})"
)
UNSTEMMED = "to_tsvector('pg_catalog.simple'::regconfig, {})"


def weighted(words):
    columns = {"title": "A", "keywords": "B", "text": "D"}
    return " || ".join(f"setweight({words.format(folded(name))}, '{weight}')" for name, weight in columns.items())


POSTGRESQL = [
    f"""
    ALTER TABLE search_entry
        ADD COLUMN stems tsvector GENERATED ALWAYS AS ({weighted(STEMMED)}) STORED,
        ADD COLUMN words tsvector GENERATED ALWAYS AS ({weighted(UNSTEMMED)}) STORED
    """,
    "CREATE INDEX search_entry_stems ON search_entry USING gin (stems)",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
    f"""
    ALTER TABLE search_passage ADD COLUMN stems tsvector
        GENERATED ALWAYS AS ({STEMMED.format(folded("heading || ' ' || text"))}) STORED
    """,
    f"""
    CREATE INDEX search_entry_begun ON search_entry USING gin (
        to_tsvector('pg_catalog.simple'::regconfig, translate(lower(left(title, 1000)), '{ACCENTED}', '{PLAIN}'))
    )
    """,
]
DROP_POSTGRESQL = [
    "DROP INDEX search_entry_begun",
    "ALTER TABLE search_passage DROP COLUMN stems",
    "ALTER TABLE search_entry DROP COLUMN stems, DROP COLUMN words",
]


def create(apps, schema_editor):
    _run(schema_editor.connection, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop(apps, schema_editor):
    _run(schema_editor.connection, {"sqlite": DROP_SQLITE, "postgresql": DROP_POSTGRESQL})


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
