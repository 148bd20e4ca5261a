from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0016_searches_of_edit_tasks")]

    operations = [
        # Null without a default: SQLite then adds a column, and does not make the table anew without its triggers.
        migrations.AddField(
            model_name="entry",
            name="rule",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("is_deleted", False)), fields=["rule", "id"], name="entry_is_of_rule"
            ),
        ),
    ]
