"""Editors keep the rules of search, and judge what searches find."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from access.models.role import Role
from access.role_groups import grant

MODELS = ("synonymrule", "bestbet", "exclusion", "judgedsearch")


def let_editors_keep_rules(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    verbs = ("add", "change", "delete", "view")
    grant(apps, Role.EDITOR, *(f"search.{model}:{verb}_{model}" for model in MODELS for verb in verbs))


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_roles"),
        ("search", "0005_keys_to_look_up"),
    ]

    operations = [migrations.RunPython(let_editors_keep_rules, migrations.RunPython.noop)]
