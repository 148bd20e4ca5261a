"""The moderators' register of reported comments."""

from typing import Any

from django.contrib.admin import display
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import truncatewords
from django.urls import URLPattern, re_path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from access.models import User
from dialogue.models import CommentReport
from dialogue.settling import settle
from dialogue.targets import moderates, visible_to


class ReportPermissions(PermissionHelper):
    """Reports are for who moderates; nobody makes, edits or deletes them here."""

    def user_can_list(self, user: User) -> bool:
        return moderates(user)

    def user_has_any_permissions(self, user: User) -> bool:
        return moderates(user)

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: CommentReport) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: CommentReport) -> bool:
        return False


class ReportButtons(ButtonHelper):
    """One way on from a row: to the screen where a report is settled."""

    def get_buttons_for_obj(self, obj: CommentReport, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        is_open = obj.outcome == CommentReport.Outcome.OPEN
        return [
            {
                "url": self.url_helper.get_action_url("settle", obj.pk),
                "label": _("Settle") if is_open else _("View"),
                "classname": self.finalise_classname(["button-small", "button-secondary"]),
                "title": _("Hide the comment or let it stay") if is_open else _("See what came of it"),
            }
        ]

    def get_primary_button(self, obj: CommentReport) -> dict[str, Any]:
        return self.get_buttons_for_obj(obj)[0]


class CommentReportAdmin(ModelAdmin):
    """What colleagues reported, of the pages that the moderator may see."""

    model = CommentReport
    menu_label = gettext_lazy("Reported comments")
    menu_icon = "comment"
    menu_order = 350
    list_display = ("reported_text", "reason", "place", "reported_at", "outcome")
    list_filter = ("outcome",)
    list_select_related = ("comment", "reporter")
    list_per_page = 50
    # Of the three outcomes "open" comes last in the alphabet: what waits stands first.
    ordering = ("-outcome", "-reported_at", "-pk")
    search_fields = ("text", "reason")
    permission_helper_class = ReportPermissions
    button_helper_class = ReportButtons
    history_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[CommentReport]":
        reports: QuerySet[CommentReport] = super().get_queryset(request)
        return reports.filter(visible_to(request.user, prefix="comment__"))

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        """Return nothing: who moderates is said by one permission, which stands with comments."""
        return Permission.objects.none()

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Return the list and the screen of one report, in the place of the usual six screens."""
        return (
            re_path(
                self.url_helper.get_action_url_pattern("index"),
                self.index_view,
                name=self.url_helper.get_action_url_name("index"),
            ),
            re_path(
                self.url_helper.get_action_url_pattern("settle"),
                self.settle_view,
                name=self.url_helper.get_action_url_name("settle"),
            ),
        )

    def settle_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return settle(request, instance_pk, self.get_queryset(request), self.url_helper.index_url)

    @display(description=gettext_lazy("what it said"))
    def reported_text(self, report: CommentReport) -> str:
        return truncatewords(report.text, 25)

    @display(description=gettext_lazy("place"))
    def place(self, report: CommentReport) -> SafeString:
        address = reverse("dialogue:comment-detail", args=[report.comment_id])
        return format_html('<a href="{}">{}</a>', address, _("On the page"))


modeladmin_register(CommentReportAdmin)
