"""The registers of moderation in the Wagtail admin: what waits, what was decided, words with a hint."""

from typing import Any

from django.contrib.admin import display
from django.contrib.auth.models import Permission
from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import capfirst, truncatewords
from django.urls import URLPattern, re_path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdminGroup

from access.models import User
from access.registers import Register
from dialogue.markup import MENTION
from dialogue.models import Case, Decision, HintWord
from dialogue.moderation.case_screen import case_screen
from dialogue.moderation.cases import is_claimed
from dialogue.targets import moderates, visible_to
from directory.naming import name_of_account


class ReadByModerators(PermissionHelper):
    """For who moderates; nobody makes, edits or deletes a row here."""

    def user_can_list(self, user: User) -> bool:
        return moderates(user)

    def user_has_any_permissions(self, user: User) -> bool:
        return moderates(user)

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class KeptByModerators(ReadByModerators):
    """For who moderates, who also keeps it up."""

    def user_can_create(self, user: User) -> bool:
        return moderates(user)

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return moderates(user)

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return moderates(user)


class CaseButtons(ButtonHelper):
    """One way on from a row: to the screen of the case."""

    # Any, here and below: buttons as the register has them.
    def get_buttons_for_obj(self, obj: Case, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        waits = obj.waits_since is not None
        return [
            {
                "url": self.url_helper.get_action_url("look", obj.pk),
                "label": _("Look at it") if waits else _("View"),
                "classname": self.finalise_classname(["button-small", "button-secondary"]),
                "title": _("Read what was said around it, and decide") if waits else _("See what came of it"),
            }
        ]

    def get_primary_button(self, obj: Case) -> dict[str, Any]:
        return self.get_buttons_for_obj(obj)[0]


class NoButtons(ButtonHelper):
    """Nothing is done with what was decided."""

    def get_buttons_for_obj(self, obj: Decision, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        return []

    def get_primary_button(self, obj: Decision) -> None:
        return None


class NoPermissionsOfItsOwn(Register):
    """A register of which one permission, which stands with comments, says who comes in."""

    list_per_page = 50
    history_view_enabled = False

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        return Permission.objects.none()


class CaseAdmin(NoPermissionsOfItsOwn):
    """What waits for a moderator and what did, under pages that they may see and not by themselves."""

    model = Case
    menu_label = gettext_lazy("Queue")
    menu_icon = "comment"
    list_display = ("said", "asked", "waits_since", "looked_at_by", "place")
    list_filter = ("waits_for",)
    list_select_related = ("comment", "claimed_by__person")
    # What waits stands first, the longest on top.
    ordering = ("is_settled", "waits_since", "-pk")
    search_fields = ("comment__comment", "comment__reports__text", "comment__reports__reason")
    permission_helper_class = ReadByModerators
    button_helper_class = CaseButtons

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Case]":
        # Not from above: there it is ordered by what is only annotated here.
        cases: QuerySet[Case] = (
            Case.objects.for_moderators_of_all(timezone.now())
            .filter(visible_to(request.user, prefix="comment__"))
            .exclude(comment__user=request.user.pk)
            .annotate(is_settled=ExpressionWrapper(Q(waits_since__isnull=True), output_field=BooleanField()))
            .prefetch_related("comment__reports")
        )
        return cases

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Return the list and the screen of one case, in the place of the usual six screens."""
        views = {"index": self.index_view, "look": self.look_view}
        pattern, name = self.url_helper.get_action_url_pattern, self.url_helper.get_action_url_name
        return tuple(re_path(pattern(act), view, name=name(act)) for act, view in views.items())

    def look_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return case_screen(request, instance_pk, self.get_queryset(request), self.url_helper.index_url)

    @display(description=gettext_lazy("what it said"))
    def said(self, case: Case) -> str:
        reports = list(case.comment.reports.all())
        text = case.comment.comment or (reports[-1].text if reports else "…")
        # Names are looked up on the screen of the case.
        return truncatewords(MENTION.sub("@…", text), 25)

    @display(description=gettext_lazy("waits for"))
    def asked(self, case: Case) -> str:
        return case.get_waits_for_display()

    @display(description=gettext_lazy("looked at by"))
    def looked_at_by(self, case: Case) -> str:
        return name_of_account(case.claimed_by) if is_claimed(case, timezone.now()) else ""

    @display(description=gettext_lazy("place"))
    def place(self, case: Case) -> SafeString | str:
        if not case.comment.stands:
            return _("not to be read any more")
        address = reverse("dialogue:comment-detail", args=[case.comment_id])
        return format_html('<a href="{}">{}</a>', address, _("On the page"))


class DecisionAdmin(NoPermissionsOfItsOwn):
    """What was decided, by whom and why: read and never changed."""

    model = Decision
    menu_label = gettext_lazy("Log")
    menu_icon = "history"
    list_display = ("decided_at", "what", "reason", "decider", "case")
    list_filter = ("kind",)
    list_select_related = ("decided_by__person",)
    ordering = ("-decided_at", "-pk")
    search_fields = ("reason",)
    permission_helper_class = ReadByModerators
    button_helper_class = NoButtons

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Decision]":
        decisions: QuerySet[Decision] = super().get_queryset(request)
        visible = decisions.filter(visible_to(request.user, prefix="comment__"))
        return visible.exclude(author=request.user.pk)

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Return the list alone."""
        pattern, name = self.url_helper.get_action_url_pattern, self.url_helper.get_action_url_name
        return (re_path(pattern("index"), self.index_view, name=name("index")),)

    @display(description=gettext_lazy("decision"))
    def what(self, decision: Decision) -> str:
        alone = f" ({_('decided alone')})" if decision.is_alone else ""
        return f"{capfirst(decision.get_kind_display())}{alone}"

    @display(description=gettext_lazy("decided by"))
    def decider(self, decision: Decision) -> str:
        return name_of_account(decision.decided_by)

    @display(description=gettext_lazy("case"))
    def case(self, decision: Decision) -> SafeString:
        address = reverse("dialogue_case_modeladmin_look", args=[decision.comment_id])
        return format_html('<a href="{}">{}</a>', address, _("The case"))


class HintWordAdmin(NoPermissionsOfItsOwn):
    """Words of which the writer is asked to think again; they never keep anything from being placed."""

    model = HintWord
    menu_label = gettext_lazy("Words with a hint")
    menu_icon = "warning"
    list_display = ("word", "hint_nl", "hint_en")
    search_fields = ("word", "hint_nl", "hint_en")
    permission_helper_class = KeptByModerators


class ModerationGroup(ModelAdminGroup):
    menu_label = gettext_lazy("Moderation")
    menu_icon = "comment"
    menu_order = 350
    items = (CaseAdmin, DecisionAdmin, HintWordAdmin)
