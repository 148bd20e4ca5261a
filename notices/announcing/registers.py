"""The register of messages to many: what was sent, by whom, to whom and why."""

from typing import Any

from django.contrib.admin import display
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, re_path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper

from access.models import User
from access.registers import Register
from content.newsroom.choosing import may_be_known
from directory.naming import name_of_account
from directory.reach import SMALLEST_GROUP
from notices.models import Announcement


class ReadByPublishers(PermissionHelper):
    """Whoever publishes somewhere reads what was sent; nobody changes it."""

    def user_can_list(self, user: User) -> bool:
        return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, ["publish"]))

    def user_has_any_permissions(self, user: User) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Announcement) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Announcement) -> bool:
        return False


class NoButtons(ButtonHelper):
    """Nothing is done with what was sent."""

    # Any: as the package has them.
    def get_buttons_for_obj(self, obj: Announcement, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        return []

    def get_primary_button(self, obj: Announcement) -> None:
        return None


class AnnouncementAdmin(Register):
    """What many were told, of pages that the reader may know."""

    model = Announcement
    menu_label = capfirst(Announcement._meta.verbose_name_plural)
    menu_icon = "mail"
    menu_order = 245
    list_display = ("sent_at", "told_of", "reason", "why_again", "by", "whom", "receivers")
    list_select_related = ("page", "sender__person")
    list_per_page = 50
    ordering = ("-sent_at", "-pk")
    search_fields = ("reason", "page__title")
    permission_helper_class = ReadByPublishers
    button_helper_class = NoButtons
    history_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Announcement]":
        known = may_be_known(request.user)
        rows = Announcement.objects.filter(page__in=known.values("pk")).prefetch_related("audiences")
        return rows.order_by(*self.ordering)

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        """Return nothing: the permission to publish pages says who comes in."""
        return Permission.objects.none()

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Return the list alone."""
        pattern, name = self.url_helper.get_action_url_pattern, self.url_helper.get_action_url_name
        return (re_path(pattern("index"), self.index_view, name=name("index")),)

    @display(description=_("page"))
    def told_of(self, sent: Announcement) -> str:
        # The list holds no message to the members of a group.
        assert sent.page is not None
        return str(sent.page.title)

    @display(description=_("sender"))
    def by(self, sent: Announcement) -> str:
        return name_of_account(sent.sender)

    @display(description=_("for whom"))
    def whom(self, sent: Announcement) -> str:
        return ", ".join(str(audience) for audience in sent.audiences.all()) or str(_("everyone"))

    @display(description=_("receivers"))
    def receivers(self, sent: Announcement) -> str:
        if sent.receiver_count < SMALLEST_GROUP:
            return str(_("fewer than ten"))
        return str(sent.receiver_count)
