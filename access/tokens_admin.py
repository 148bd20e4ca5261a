"""Tokens for machines in the Wagtail admin: which there are, a new one, and making one stop."""

from typing import Any

from django.contrib.admin import display
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, re_path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import modeladmin_register

from access.forms import TokenForm
from access.inviting import administrator_of, confirm
from access.keys import key_in
from access.models import ApiToken, User
from access.registers import Register
from access.tokens import make_token, revoke_token

INDEX = "access_apitoken_modeladmin_index"


def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token, and show its words this once."""
    actor = administrator_of(request)
    form = TokenForm(request.POST or None, initial={"scopes": ApiToken.Scope.values})
    made, words = None, ""
    if request.method == "POST" and form.is_valid():
        made, words = make_token(
            actor=actor,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            expires_at=form.expires_at,
            now=timezone.now(),
        )
    context = {"form": form, "token": made, "words": words, "index": reverse(INDEX)}
    # Nothing keeps the words: what the admin answers is never stored.
    return render(request, "access/admin/new_token.html", context, status=422 if form.errors else 200)


def revoke_screen(request: HttpRequest, number: str) -> HttpResponse:
    """Make a token stop."""
    actor = administrator_of(request)
    token = ApiToken.objects.filter(pk=key_in(number) or 0, revoked_at=None).first()
    if token is None:
        raise Http404
    return confirm(
        request,
        title=_("Revoke the token “%(name)s”") % {"name": token.name},
        text=_("The machine that has it is refused at once. A revoked token never works again."),
        button=_("Revoke"),
        act=lambda: revoke_token(actor=actor, token=token, now=timezone.now()),
        done=_("The token is revoked."),
        index=INDEX,
        all_of_them=_("All tokens for machines"),
    )


class TokenPermissions(PermissionHelper):
    """Tokens are for administrators; nobody edits or deletes one, so that it stays known who had what."""

    def user_can_list(self, user: User) -> bool:
        return user.is_superuser

    def user_has_any_permissions(self, user: User) -> bool:
        return user.is_superuser

    def user_can_create(self, user: User) -> bool:
        return user.is_superuser

    def user_can_edit_obj(self, user: User, obj: ApiToken) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: ApiToken) -> bool:
        return False


class TokenButtons(ButtonHelper):
    """What can be done with a token that works."""

    # Any, here and below: buttons as the register has them.
    def get_buttons_for_obj(self, obj: ApiToken, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        if obj.revoked_at is not None:
            return []
        return [
            {
                "url": self.url_helper.get_action_url("revoke", obj.pk),
                "label": _("Revoke"),
                "classname": self.finalise_classname(["button-small", "button-secondary"]),
                "title": _("Make this token stop working"),
            }
        ]

    def get_primary_button(self, obj: ApiToken) -> dict[str, Any] | None:
        return next(iter(self.get_buttons_for_obj(obj)), None)


class TokenAdmin(Register):
    """Which machines may speak to Brink, and for what."""

    model = ApiToken
    menu_label = gettext_lazy("Tokens for machines")
    menu_icon = "key"
    menu_order = 620
    add_to_settings_menu = True
    list_display = ("name", "allows", "ends_in", "made_by", "made_at", "last_used_at", "state")
    list_select_related = ("made_by",)
    list_per_page = 50
    ordering = ("-made_at", "-pk")
    search_fields = ("name",)
    permission_helper_class = TokenPermissions
    button_helper_class = TokenButtons
    history_view_enabled = False

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        """Return nothing: tokens belong to administrators, whoever else gets what permissions."""
        return Permission.objects.none()

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Return the list, the form for a new one, and the question before one is revoked."""
        views = {"index": self.index_view, "create": new_token, "revoke": self.revoke_view}
        pattern, name = self.url_helper.get_action_url_pattern, self.url_helper.get_action_url_name
        return tuple(re_path(pattern(act), view, name=name(act)) for act, view in views.items())

    def revoke_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return revoke_screen(request, instance_pk)

    @display(description=gettext_lazy("may be used to"))
    def allows(self, token: ApiToken) -> str:
        return ", ".join(str(ApiToken.Scope(scope).label) for scope in token.scopes)

    @display(description=gettext_lazy("ends in"))
    def ends_in(self, token: ApiToken) -> str:
        return f"…{token.ending}"

    @display(description=gettext_lazy("state"))
    def state(self, token: ApiToken) -> str:
        if token.revoked_at is not None:
            return _("revoked")
        return _("works") if token.works_at(timezone.now()) else _("ran out")


modeladmin_register(TokenAdmin)
