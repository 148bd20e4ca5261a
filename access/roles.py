"""Giving and taking roles."""

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import LogContext
from wagtail.models import GroupPagePermission, Page

from access.models import Role, RoleGroup, User
from access.role_groups import PUBLISH

__all__ = ["Role", "RoleGone", "give_role", "give_section", "group_of", "take_role"]


class RoleGone(LookupError):
    """The organisation has removed the group of this role."""


def group_of(role: Role) -> Group:
    """Return the group that `role` stands for. Raises RoleGone if it was removed."""
    try:
        return RoleGroup.objects.select_related("group").get(role=role).group
    except RoleGroup.DoesNotExist as error:
        raise RoleGone(f"The group of the role {role.label} was removed.") from error


@transaction.atomic
def give_role(user: User, role: Role, *, by: User | None = None) -> None:
    """Let `user` do what `role` may do. Raises PermissionDenied unless `by` is an administrator.

    Without `by` it is Brink that gives the role, such as to the first administrator.
    """
    _check(by)
    with LogContext(user=by):
        user.groups.add(group_of(role))
        if role == Role.ADMINISTRATOR and not user.is_superuser:
            user.is_superuser = True
            user.save(update_fields=["is_superuser"])


@transaction.atomic
def take_role(user: User, role: Role, *, by: User | None = None) -> None:
    """Take from `user` what `role` may do. Raises PermissionDenied as `give_role` does."""
    _check(by)
    with LogContext(user=by):
        user.groups.remove(group_of(role))
        if role == Role.ADMINISTRATOR and user.is_superuser:
            user.is_superuser = False
            user.save(update_fields=["is_superuser"])


@transaction.atomic
def give_section(user: User, page: Page, *, by: User | None = None) -> None:
    """Make `user` a section editor who writes and publishes on `page` and all below it, and nowhere else.

    Section editors of one branch share a group; in Wagtail's own screen of groups an administrator sees it
    and may change what it permits.
    """
    _check(by)
    give_role(user, Role.SECTION_EDITOR, by=by)
    name = f"{group_of(Role.SECTION_EDITOR).name} {page.pk}: {page.title}"
    group, created = Group.objects.get_or_create(name=name[: Group._meta.get_field("name").max_length])
    if created:
        for permission in PUBLISH:
            codename = permission.rpartition(":")[2]
            GroupPagePermission.objects.create(
                group=group,
                page=page,
                permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=codename),
            )
    with LogContext(user=by):
        user.groups.add(group)


def _check(by: User | None) -> None:
    if by is not None and not by.is_superuser:
        raise PermissionDenied("Only an administrator gives and takes roles.")
