from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from access.models.role import Role
from access.role_groups import grant


def let_editors_keep_must_knows(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    verbs = ("add", "change", "delete", "view")
    grant(apps, Role.EDITOR, *(f"news.mustknow:{verb}_mustknow" for verb in verbs))


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_roles"),
        ("news", "0001_initial"),
    ]

    operations = [migrations.RunPython(let_editors_keep_must_knows, migrations.RunPython.noop)]
