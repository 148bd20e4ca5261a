from django.conf import settings
from django.db import migrations

from access.models.role import Role
from access.role_groups import APPROVAL, lay_in_roles


def replace_the_groups_of_wagtail(apps, schema_editor):
    lay_in_roles(apps)
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    editors = apps.get_model("access", "RoleGroup").objects.get(role=Role.EDITOR).group
    # Who approved what writers hand in was in the groups that are gone.
    name = APPROVAL[settings.LANGUAGE_CODE]
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(groups=None):
        task.groups.add(editors)
        task.name = name
        task.save()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(name=name)


class Migration(migrations.Migration):
    # Each package after it has given permissions to the groups of Wagtail.
    dependencies = [
        ("access", "0002_rolegroup"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailmedia", "0005_alter_media_options"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(replace_the_groups_of_wagtail, migrations.RunPython.noop)]
