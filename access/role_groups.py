"""The groups of the roles and what Wagtail lets each do, laid in by migrations.

`apps` is the registry that a migration gets, or `django.apps.apps` in a database that was emptied.
"""

from typing import Any

from django.apps.registry import Apps
from django.conf import settings

from access.models.role import Role

# Names are data: an organisation may change them. They begin in its own language.
NAMES = {
    "nl": {
        Role.READER: "Lezer",
        Role.WRITER: "Schrijver",
        Role.EDITOR: "Redacteur",
        Role.SECTION_EDITOR: "Rubriekredacteur",
        Role.LEADER: "Leidinggevende",
        Role.COMMUNITY_MANAGER: "Communitymanager",
        Role.OBSERVER: "Waarnemer",
        Role.ADMINISTRATOR: "Beheerder",
    },
    "en": {
        Role.READER: "Reader",
        Role.WRITER: "Writer",
        Role.EDITOR: "Editor",
        Role.SECTION_EDITOR: "Section editor",
        Role.LEADER: "Leader",
        Role.COMMUNITY_MANAGER: "Community manager",
        Role.OBSERVER: "Observer",
        Role.ADMINISTRATOR: "Administrator",
    },
}
APPROVAL = {"nl": "Redactie keurt goed", "en": "Newsroom approves"}

ADMIN_ACCESS = "wagtailadmin.admin:access_admin"
USE_FILES = (
    "wagtailimages.image:add_image",
    "wagtailimages.image:choose_image",
    "wagtaildocs.document:add_document",
    "wagtaildocs.document:choose_document",
    "wagtailmedia.media:add_media",
)
KEEP_FILES = (
    *USE_FILES,
    "wagtailimages.image:change_image",
    "wagtailimages.image:delete_image",
    "wagtaildocs.document:change_document",
    "wagtaildocs.document:delete_document",
    "wagtailmedia.media:change_media",
    "wagtailmedia.media:delete_media",
)
WRITE = ("wagtailcore.page:add_page", "wagtailcore.page:change_page")
PUBLISH = (
    *WRITE,
    "wagtailcore.page:publish_page",
    "wagtailcore.page:bulk_delete_page",
    "wagtailcore.page:lock_page",
    "wagtailcore.page:unlock_page",
)
NEWSROOM = (
    ADMIN_ACCESS,
    "simple_translation.simpletranslation:submit_translation",
    "wagtailredirects.redirect:add_redirect",
    "wagtailredirects.redirect:change_redirect",
    "wagtailredirects.redirect:delete_redirect",
)

# A section editor gets pages with the branch that an administrator gives; an administrator is a superuser.
EVERYWHERE = {
    Role.WRITER: (ADMIN_ACCESS,),
    Role.EDITOR: NEWSROOM,
    Role.SECTION_EDITOR: (ADMIN_ACCESS,),
    Role.COMMUNITY_MANAGER: (ADMIN_ACCESS,),
    Role.ADMINISTRATOR: (ADMIN_ACCESS,),
}
ON_PAGES = {Role.WRITER: WRITE, Role.EDITOR: PUBLISH}
ON_FILES = {Role.WRITER: USE_FILES, Role.EDITOR: KEEP_FILES, Role.SECTION_EDITOR: USE_FILES}


def lay_in_roles(apps: Apps) -> None:
    """Make the group of each role that has none, with its permissions."""
    RoleGroup, Group = apps.get_model("access", "RoleGroup"), apps.get_model("auth", "Group")
    for role, name in NAMES[settings.LANGUAGE_CODE].items():
        if not RoleGroup.objects.filter(role=role).exists():
            group, _created = Group.objects.get_or_create(name=name)
            RoleGroup.objects.create(role=role, group=group)
            _permit(apps, role, group)


def grant(apps: Apps, role: Role, *permissions: str) -> None:
    """Add permissions, written as `app.model:codename`, to a role; for migrations of the other rooms."""
    group = apps.get_model("access", "RoleGroup").objects.get(role=role).group
    group.permissions.add(*(_permission(apps, permission) for permission in permissions))


def _permit(apps: Apps, role: Role, group: Any) -> None:
    """Any: the groups of a migration are of no known class."""
    group.permissions.add(*(_permission(apps, name) for name in EVERYWHERE.get(role, ())))
    root_page = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for name in ON_PAGES.get(role, ()):
        apps.get_model("wagtailcore", "GroupPagePermission").objects.create(
            group=group, page=root_page, permission=_permission(apps, name)
        )
    all_files = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name in ON_FILES.get(role, ()):
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.create(
            group=group, collection=all_files, permission=_permission(apps, name)
        )


def _permission(apps: Apps, name: str) -> Any:
    """Return the permission, which Django itself makes only after the last migration. Any: as above."""
    label, _colon, codename = name.partition(":")
    app_label, _dot, model = label.partition(".")
    kind, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return permission
