"""The register of groups in the Wagtail admin: which there are, how they are, and who hosts them."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from access.registers import Register
from dialogue.moderation.registers import ReadByModerators
from groups.models import Group, Membership


class GroupRegister(Register):
    """Groups of which the reader may know: an administrator reads of all, also of secret ones.

    What is to be changed, the hosts change on the screens of the group.
    """

    model = Group
    menu_label = capfirst(Group._meta.verbose_name_plural)
    menu_icon = "group"
    menu_order = 265
    permission_helper_class = ReadByModerators
    list_display = ["on_its_screen", "kind", "access", "state", "hosted_by", "member_count", "last_posted_at"]
    list_filter = ["kind", "access", "state"]
    search_fields = ["name", "purpose"]
    ordering = ["name", "pk"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":  # Any: as the package has it
        hosts = Prefetch(
            "memberships",
            Membership.objects.hosts().select_related("person"),
            to_attr="hosts_now",
        )
        found: QuerySet[Any] = super().get_queryset(request)
        seen = Group.objects.visible_to(request.user).values("pk")
        return found.filter(pk__in=seen).prefetch_related(hosts)

    @display(description=_("name"), ordering="name")
    def on_its_screen(self, group: Group) -> SafeString:
        return format_html('<a href="{}">{}</a>', group.get_absolute_url(), group.name)

    @display(description=_("hosted by"))
    def hosted_by(self, group: Any) -> str:  # Any: with what the queryset added
        return ", ".join(row.person.name for row in group.hosts_now)
