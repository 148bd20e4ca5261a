from django.db import migrations
from django.db.models import Min


def open_cases(apps, schema_editor):
    """Put what was reported and waits in the queue."""
    Case = apps.get_model("dialogue", "Case")
    waiting = (
        apps.get_model("dialogue", "CommentReport")
        .objects.filter(outcome="open")
        .order_by()
        .values("comment_id")
        .annotate(since=Min("reported_at"))
    )
    Case.objects.bulk_create(
        [
            Case(comment_id=row["comment_id"], waits_for="report", waits_since=row["since"])
            for row in waiting.iterator()
        ],
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0006_moderation_people_trust")]

    operations = [migrations.RunPython(open_cases, migrations.RunPython.noop)]
