"""Who may come in, in the Wagtail admin: invitations and the ways to send them, identity providers."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import display
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import modeladmin_register

from access import tokens_admin  # noqa: F401  # registers its screens
from access.identity.admin import IdentityProviderAdmin
from access.inviting import invitation_act, invite_by_address, invite_user
from access.models import Invitation, User
from access.registers import Register
from access.second_factor import rescuing  # noqa: F401  # registers its screen and its button
from access.second_factor.admin import RoleAdmin


class InvitationPermissions(PermissionHelper):
    """Invitations are for administrators; nobody edits or deletes them."""

    def user_can_list(self, user: User) -> bool:
        return user.is_superuser

    def user_has_any_permissions(self, user: User) -> bool:
        return user.is_superuser

    def user_can_create(self, user: User) -> bool:
        return user.is_superuser

    def user_can_edit_obj(self, user: User, obj: Invitation) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Invitation) -> bool:
        return False


class InvitationButtons(ButtonHelper):
    """What can be done with an open invitation."""

    def get_buttons_for_obj(self, obj: Invitation, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        return [
            {
                "url": self.url_helper.get_action_url(act, obj.pk),
                "label": label,
                "classname": self.finalise_classname(["button-small", "button-secondary"]),
                "title": title,
            }
            for act, label, title in (
                ("again", _("Send again"), _("Mail a new link")),
                ("withdraw", _("Withdraw"), _("Make the link stop working")),
            )
        ]

    def get_primary_button(self, obj: Invitation) -> dict[str, Any]:
        return self.get_buttons_for_obj(obj)[0]


class InvitationAdmin(Register):
    """Who was invited and has not come in yet."""

    model = Invitation
    menu_label = gettext_lazy("Invitations")
    menu_icon = "mail"
    menu_order = 610
    add_to_settings_menu = True
    list_display = ("user", "invited_by", "invited_at", "works_until")
    list_select_related = ("user", "invited_by")
    list_per_page = 50
    ordering = ("-invited_at", "-pk")
    search_fields = ("user__username", "user__email", "user__last_name")
    permission_helper_class = InvitationPermissions
    button_helper_class = InvitationButtons
    history_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Invitation]":
        return Invitation.objects.open().order_by(*self.ordering)

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        """Return nothing: inviting belongs to administrators, whoever else gets what permissions."""
        return Permission.objects.none()

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Return the list, the form for an address, and what is done with one invitation."""
        views = {
            "index": self.index_view,
            "create": invite_by_address,
            "again": self.again_view,
            "withdraw": self.withdraw_view,
        }
        pattern, name = self.url_helper.get_action_url_pattern, self.url_helper.get_action_url_name
        return tuple(re_path(pattern(act), view, name=name(act)) for act, view in views.items())

    def again_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return invitation_act(request, instance_pk, "again")

    def withdraw_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return invitation_act(request, instance_pk, "withdraw")

    @display(description=gettext_lazy("link works until"))
    def works_until(self, invitation: Invitation) -> Any:
        """Return the moment, or that it has passed. Any: the list writes a moment in its own way."""
        return _("ran out") if invitation.has_run_out(timezone.now()) else invitation.expires_at


modeladmin_register(InvitationAdmin)
modeladmin_register(IdentityProviderAdmin)
modeladmin_register(RoleAdmin)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def invitation_urls() -> list[URLPattern]:
    return [path("invitations/account/<int:pk>/", invite_user, name="access_invite_user")]


@hooks.register("register_user_listing_buttons")  # type: ignore[untyped-decorator]  # Wagtail's
def offer_to_invite(user: User, request_user: User) -> Iterator[Button]:
    """Offer an invitation beside each account that has no password yet."""
    if request_user.is_superuser and user.is_active and not user.has_usable_password():
        yield Button(
            _("Invite"), url=reverse("access_invite_user", args=[user.pk]), icon_name="mail", priority=30
        )
