"""The last searches of who wants them kept, and titles by how their words begin.

As with the words in `0003_words`, Django's models do not know of the index.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ACCENTED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ"
PLAIN = "aaaaaaceeeeiiiinooooooouuuuyy"
CREATE = f"""
    CREATE INDEX search_entry_begun ON search_entry USING gin (
        to_tsvector('pg_catalog.simple'::regconfig, translate(lower(left(title, 1000)), '{ACCENTED}', '{PLAIN}'))
    )
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_entry_begun")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("search", "0010_rules_of_the_newsroom"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchMemory",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
            ],
            options={
                "verbose_name": "memory of own searches",
                "verbose_name_plural": "memories of own searches",
            },
        ),
        migrations.CreateModel(
            name="RecentSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="search")),
                ("searched_at", models.DateTimeField(verbose_name="searched at")),
                (
                    "memory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="searches",
                        to="search.searchmemory",
                    ),
                ),
            ],
            options={
                "verbose_name": "recent search",
                "verbose_name_plural": "recent searches",
                "ordering": ["-searched_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("memory", "text"), name="recent_search_is_kept_once")
                ],
            },
        ),
        migrations.RunPython(create, drop),
    ]
