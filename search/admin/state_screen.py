"""How search stands, in the Wagtail admin, with the button that fills a new index."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from access.audit import record
from access.models import User
from search.index.client import alias
from search.models import Filling
from search.state import state_of_search
from search.tasks import fill_anew

ADDRESS_NAME = "search_state"


@require_http_methods(["GET", "HEAD", "POST"])
def state_screen(request: HttpRequest) -> HttpResponse:
    """Show how search stands to an administrator, and let a worker fill a new index when asked to."""
    actor = request.user
    if not isinstance(actor, User) or not actor.is_superuser:
        raise PermissionDenied
    now = timezone.now()
    state = state_of_search(now)
    if request.method == "POST" and settings.ELASTICSEARCH_URL:
        if state.is_filling:
            messages.warning(request, _("An index is being filled already."))
        else:
            _ask_for_filling(actor)
            messages.success(request, _("A worker fills a new index. The one in use answers until then."))
        return redirect(ADDRESS_NAME)
    template = "search/admin/state_now.html" if "part" in request.GET else "search/admin/state.html"
    return render(request, template, {"state": state, "has_index": bool(settings.ELASTICSEARCH_URL)})


@transaction.atomic
def _ask_for_filling(actor: User) -> None:
    now = timezone.now()
    Filling.objects.update_or_create(name=alias(), defaults={"wanted_at": now})
    record(actor=actor, action="search_index.filling_asked", now=now)
    transaction.on_commit(lambda: fill_anew.enqueue())


class StateItem(MenuItem):
    """The line in the menu, for administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


class StatePanel(Component):
    """What is wrong with search, on the first screen of an administrator; nothing when all is well."""

    name = "search_state"
    template_name = "search/admin/state_panel.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"state": state_of_search(timezone.now())}


@hooks.register("construct_homepage_panels", order=1)  # type: ignore[untyped-decorator]  # Wagtail's
def tell_administrators(request: HttpRequest, panels: list[Any]) -> None:
    """Any: Wagtail's panels have no types."""
    if request.user.is_superuser:
        panels.append(StatePanel())


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def state_address() -> list[URLPattern]:
    return [path("search-state/", state_screen, name=ADDRESS_NAME)]


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]  # Wagtail's
def state_item() -> MenuItem:
    return StateItem(
        gettext_lazy("State of search"),
        reverse(ADDRESS_NAME),
        name="search-state",
        icon_name="search",
        order=620,
    )
