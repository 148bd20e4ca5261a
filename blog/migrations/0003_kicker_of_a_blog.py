from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("blog", "0002_more_blocks")]

    operations = [migrations.RenameField(model_name="blog", old_name="role", new_name="kicker")]
