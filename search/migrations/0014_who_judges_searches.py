from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from access.models.role import Role
from access.role_groups import grant


def let_editors_judge(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    verbs = ("view", "add", "change", "delete")
    grant(apps, Role.EDITOR, *(f"search.judgedsearch:{verb}_judgedsearch" for verb in verbs))


class Migration(migrations.Migration):
    dependencies = [("search", "0013_weights_and_judged_searches")]
    operations = [migrations.RunPython(let_editors_judge, migrations.RunPython.noop)]
