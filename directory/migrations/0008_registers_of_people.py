"""Editors keep the audiences, the duties and the closing days; exporting people is for administrators, until they
grant it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from access.models.role import Role
from access.role_groups import grant


def let_editors_keep_registers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for model in ("audience", "duty", "closingday"):
        grant(apps, Role.EDITOR, *(f"directory.{model}:{verb}_{model}" for verb in ("add", "change", "delete", "view")))


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_roles"),
        ("directory", "0001_initial"),
    ]

    operations = [migrations.RunPython(let_editors_keep_registers, migrations.RunPython.noop)]
