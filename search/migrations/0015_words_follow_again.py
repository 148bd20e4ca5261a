"""Let the words of SQLite follow what can be found again.

Adding subjects to entries made the table of entries anew there, and that lost the triggers of `0003_words`.
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
    "DROP TRIGGER IF EXISTS search_words_new",
    "DROP TRIGGER IF EXISTS search_words_deleted",
    "DROP TRIGGER IF EXISTS search_words_changed",
    f"CREATE TRIGGER search_words_new AFTER INSERT ON search_entry BEGIN {LEARN_NEW} END",
    f"CREATE TRIGGER search_words_deleted AFTER DELETE ON search_entry BEGIN {FORGET_OLD} END",
    f"""
    CREATE TRIGGER search_words_changed AFTER UPDATE OF title, keywords, text ON search_entry
    BEGIN {FORGET_OLD} {LEARN_NEW} END
    """,
    # What came in or went out meanwhile.
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
]


def follow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            for statement in SQLITE:
                cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0014_who_judges_searches")]

    # Backwards there is nothing to do: what follows is right in every state from `0003_words`.
    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
