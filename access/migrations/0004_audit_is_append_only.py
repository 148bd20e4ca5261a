from django.db import migrations

from access.audit_guard import guard, unguard


class Migration(migrations.Migration):
    dependencies = [("access", "0003_roles")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard(schema_editor.connection),
            lambda apps, schema_editor: unguard(schema_editor.connection),
        )
    ]
