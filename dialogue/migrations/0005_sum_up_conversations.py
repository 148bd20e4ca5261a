from django.db import migrations
from django.db.models import Count, F, Max, Q


def sum_up(apps, schema_editor):
    """Give each conversation there is its summary."""
    Comment = apps.get_model("dialogue", "BrinkComment")
    Conversation = apps.get_model("dialogue", "Conversation")
    stands = Q(withdrawn_at=None, hidden_at=None)
    found = {
        row["thread_id"]: row
        for row in Comment.objects.order_by()
        .values("thread_id")
        .annotate(number=Count("pk", filter=stands), last_spoken_at=Max("submit_date", filter=stands))
    }
    roots = Comment.objects.filter(pk=F("thread_id")).order_by("pk")
    Conversation.objects.bulk_create(
        [
            Conversation(
                root_id=root.pk,
                content_type_id=root.content_type_id,
                object_pk=root.object_pk,
                standing_count=found[root.pk]["number"],
                last_spoken_at=found[root.pk]["last_spoken_at"] or root.submit_date,
            )
            for root in roots.iterator()
        ],
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0004_threads_people_join")]

    operations = [migrations.RunPython(sum_up, migrations.RunPython.noop)]
