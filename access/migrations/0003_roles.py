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
    dependencies = [
        ("access", "0001_initial"),
        # Each package after it has given permissions to the groups of Wagtail.
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailmedia", "0005_alter_media_options"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        # The other packages for speed: each step of theirs makes anew whatever models there are by then, and
        # those of our other rooms come after this.
        ("account", "0009_emailaddress_unique_primary_email"),
        ("django_comments", "0004_add_object_pk_is_removed_index"),
        ("django_comments_xtd", "0008_auto_20200920_2037"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("usersessions", "0001_initial"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [migrations.RunPython(replace_the_groups_of_wagtail, migrations.RunPython.noop)]
