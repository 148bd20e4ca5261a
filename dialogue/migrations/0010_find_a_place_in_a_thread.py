from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0008_find_answers_by_their_comment")]

    operations = [
        # The table is the package's, so that its columns cannot stand in an index of our model. By it a
        # part of a long conversation is read without the rest.
        migrations.RunSQL(
            'CREATE INDEX dialogue_place_in_thread ON django_comments_xtd_xtdcomment (thread_id, "order")',
            "DROP INDEX dialogue_place_in_thread",
        ),
    ]
