"""Search in the Wagtail admin: its menu, its choosers, and what is written down."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from access.audit import record
from access.models import User
from search.admin.general import general_synonyms
from search.admin.things import ThingChooserViewSet, things
from search.admin.viewsets import MENU_HOOK, SearchGroup
from search.models.rules import Rule
from search.silencing import MAY_CHANGE

register_snippet(SearchGroup)


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail's
def choose_things() -> ThingChooserViewSet:
    return things


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def synonym_urls() -> list[URLPattern]:
    return [path("search/general-synonyms/", general_synonyms, name="search_general_synonyms")]


class GeneralItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_CHANGE))


@hooks.register(MENU_HOOK)  # type: ignore[untyped-decorator]  # Wagtail's
def general_item() -> MenuItem:
    address = reverse("search_general_synonyms")
    return GeneralItem(
        _("General synonyms"), address, name="search-general-synonyms", icon_name="list-ul", order=2
    )


@hooks.register("after_delete_snippet")  # type: ignore[untyped-decorator]  # Wagtail's
def note_deleted(request: HttpRequest, instances: Iterable[Any]) -> None:  # Any: things of every kind
    """Write down who took a rule away, one by one or many at once."""
    actor = request.user if isinstance(request.user, User) else None
    for rule in instances:
        if isinstance(rule, Rule):
            action = f"{rule._meta.model_name}.deleted"
            record(actor=actor, action=action, details={"rule": str(rule)}, now=timezone.now())
