"""Of which roles a second factor is asked, in the Wagtail admin, for administrators only."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper

from access.models import RoleGroup, User
from access.registers import Register


class RolePermissions(PermissionHelper):
    """Roles are there; an administrator settles what they ask."""

    def user_can_list(self, user: User) -> bool:
        return user.is_superuser

    def user_has_any_permissions(self, user: User) -> bool:
        return user.is_superuser

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: RoleGroup) -> bool:
        return user.is_superuser

    def user_can_delete_obj(self, user: User, obj: RoleGroup) -> bool:
        return False


class RoleAdmin(Register):
    model = RoleGroup
    menu_label = _("Second factor")
    menu_icon = "lock"
    menu_order = 630
    add_to_settings_menu = True
    list_display = ("name", "needs_second_factor")
    ordering = ("pk",)
    permission_helper_class = RolePermissions
    edit_handler = ObjectList([FieldPanel("needs_second_factor")])

    # Any: what the columns of a register get is untyped.
    @display(description=_("role"))
    def name(self, role: Any) -> str:
        return str(role.get_role_display())

    def get_queryset(self, request: HttpRequest) -> Any:  # Any: as above
        return RoleGroup.objects.order_by("pk")
