from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from access.models.role import Role
from access.role_groups import grant


def let_editors_change_the_settings(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    grant(apps, Role.EDITOR, "home.organisationsettings:change_organisationsettings")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_roles"),
        ("home", "0001_initial"),
    ]

    operations = [migrations.RunPython(let_editors_change_the_settings, migrations.RunPython.noop)]
