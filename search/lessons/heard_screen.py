"""Beside a page in the Wagtail admin: which searches led there, and what readers said of it."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from search.kinds import can_be_found, key_of
from search.lessons.heard import heard_of, is_heard


@require_safe
def heard_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show it to who may edit the page; for anyone else it is not there."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not (can_be_found(type(page)) and page.permissions_for_user(request.user).can_edit()):
        raise Http404
    return render(request, "search/admin/heard.html", {"page": page, "heard": heard_of(key_of(page))})


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def heard_address() -> list[URLPattern]:
    return [path("search/heard/<int:page_id>/", heard_screen, name="search_heard")]


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]  # Wagtail's
def button_to_heard(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer it beside a page of which something was heard. Any: as Wagtail calls it."""
    is_ours = view_name == "edit" and page.pk is not None and can_be_found(type(page))
    if is_ours and page.permissions_for_user(user).can_edit() and is_heard(key_of(page)):
        address = reverse("search_heard", args=[page.pk])
        yield Button(_("What searches say of it"), address, icon_name="search", priority=83)
