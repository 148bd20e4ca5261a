from django.db import migrations


class Migration(migrations.Migration):
    """Give the package's column of whom a comment answers an index; it has none, and no model of ours."""

    dependencies = [
        ("dialogue", "0003_community_managers_moderate"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX dialogue_comment_answers ON django_comments_xtd_xtdcomment (parent_id)",
            "DROP INDEX dialogue_comment_answers",
        ),
    ]
