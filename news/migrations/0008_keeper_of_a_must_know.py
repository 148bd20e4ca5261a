from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("news", "0007_events")]

    operations = [migrations.RenameField(model_name="mustknow", old_name="owner", new_name="keeper")]
