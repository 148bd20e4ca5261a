from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from access.models.role import Role
from access.role_groups import grant


def let_community_managers_moderate(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    grant(apps, Role.COMMUNITY_MANAGER, "django_comments.comment:can_moderate")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_roles"),
        ("dialogue", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(let_community_managers_moderate, migrations.RunPython.noop),
    ]
