"""The menus of the Wagtail admin, without what Brink does not use."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

# Told of Wagtail itself, on another host.
NOT_OURS = ("whats-new", "editor-guide")
# Found in our own report of what must be checked, or of no use to who edits.
REPORTS_OF_NO_USE = {"aging-pages", "page-types-usage"}


@hooks.register("register_help_menu_item")  # type: ignore[untyped-decorator]  # Wagtail's
def guide() -> MenuItem:
    return MenuItem(
        _("The editors' guide"), reverse("newsroom_guide"), name="guide", icon_name="help", order=900
    )


@hooks.register("construct_help_menu")  # type: ignore[untyped-decorator]  # Wagtail's
def help_of_brink(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if not item.name.startswith(NOT_OURS)]


@hooks.register("construct_reports_menu")  # type: ignore[untyped-decorator]  # Wagtail's
def reports_of_use(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in REPORTS_OF_NO_USE]
