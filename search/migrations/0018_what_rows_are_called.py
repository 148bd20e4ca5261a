from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0017_by_which_rule_things_were_read")]

    operations = [
        migrations.AlterModelOptions(
            name="entry",
            options={"verbose_name": "search result", "verbose_name_plural": "search results"},
        ),
        migrations.AlterModelOptions(
            name="lesson",
            options={"verbose_name": "search", "verbose_name_plural": "searches"},
        ),
    ]
