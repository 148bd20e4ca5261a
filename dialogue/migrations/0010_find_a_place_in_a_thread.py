from django.db import migrations, models
from django.db.models import Count


def count_hidden(apps, schema_editor):
    """Give each conversation the number of its hidden comments."""
    Comment = apps.get_model("dialogue", "BrinkComment")
    Conversation = apps.get_model("dialogue", "Conversation")
    hidden = Comment.objects.filter(hidden_at__isnull=False, withdrawn_at=None).order_by()
    for row in hidden.values("thread_id").annotate(number=Count("pk")):
        Conversation.objects.filter(pk=row["thread_id"]).update(hidden_count=row["number"])


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0009_files_with_drafts")]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="hidden_count",
            field=models.PositiveIntegerField(default=0, verbose_name="hidden comments"),
        ),
        # The table is the package's, so that its columns cannot stand in an index of our model. By it a
        # part of a long conversation is read without the rest.
        migrations.RunSQL(
            'CREATE INDEX dialogue_place_in_thread ON django_comments_xtd_xtdcomment (thread_id, "order")',
            "DROP INDEX dialogue_place_in_thread",
        ),
        migrations.RunPython(count_hidden, migrations.RunPython.noop),
    ]
