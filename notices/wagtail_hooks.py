"""Messages to many in the Wagtail admin: the button on a page, the register, and what is allowed."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.contrib.settings.registry import register_setting
from wagtail_modeladmin.options import modeladmin_register

from notices.announcing.registers import AnnouncementAdmin
from notices.announcing.services import may_announce
from notices.announcing.views import tell_colleagues
from notices.models import SendingLimit

register_setting(SendingLimit, icon="mail", order=20)
modeladmin_register(AnnouncementAdmin)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def addresses() -> list[URLPattern]:
    return [path("tell/<int:page_id>/", tell_colleagues, name="notices_tell")]


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]  # Wagtail's
def button_to_tell(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer it beside a live page to who publishes there. Any: as Wagtail calls it."""
    if view_name == "edit" and may_announce(user, page):
        address = reverse("notices_tell", args=[page.pk])
        yield Button(_("Tell colleagues"), address, icon_name="mail", priority=85)
