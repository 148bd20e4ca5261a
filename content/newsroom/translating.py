"""Translations in the admin: a mark on what is out of date, the source beside it, and a report."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from access.models import User
from access.scopes import Viewer
from content.models import PageTranslation
from content.newsroom.choosing import may_be_known
from content.newsroom.reporting import (
    PageReport,
    edit_address,
    editable_pages,
    kind_column,
    language_column,
    register_report,
    title_column,
)
from content.page_types import content_page_types
from content.translations import NotATranslation, compare, confirm_translation, origin_of


def compare_translation(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the source beside its translation; a POST says that they say the same again."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    try:
        translation = origin_of(page)
    except NotATranslation as error:
        raise Http404 from error
    if not _may_know_source(request.user, translation):
        raise Http404
    if request.method == "POST":
        assert isinstance(request.user, User)  # Who edits has signed in.
        confirm_translation(page=page, user=request.user, now=timezone.now())
        messages.success(request, gettext("This translation is up to date again."))
        return redirect(edit_address(page))
    context = {"page": page, "translation": translation, "rows": compare(translation)}
    return render(request, "content/newsroom/translation.html", context)


def _may_know_source(user: Viewer, translation: PageTranslation) -> bool:
    return bool(may_be_known(user).filter(pk=translation.source_id).exists())


@hooks.register("before_edit_page")  # type: ignore[untyped-decorator]  # Wagtail's
def tell_that_the_source_changed(request: HttpRequest, page: Page) -> None:
    if request.method != "GET":
        return
    marked = PageTranslation.objects.filter(page=page.pk).exclude(outdated_since=None)
    translation = marked.select_related("source__locale").first()
    if translation is not None and _may_know_source(request.user, translation):
        assert translation.outdated_since is not None
        text = gettext("The source, “%(title)s”, changed on %(date)s.") % {
            "title": translation.source.title,
            "date": date_format(timezone.localtime(translation.outdated_since), "DATE_FORMAT"),
        }
        address = reverse("newsroom_translation", args=[page.pk])
        messages.warning(request, text, buttons=[messages.button(address, gettext("See what changed"))])


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]  # Wagtail's
def button_to_source(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    translation = PageTranslation.objects.filter(page=page.pk).first() if view_name == "edit" else None
    if translation is not None and _may_know_source(user, translation):
        address = reverse("newsroom_translation", args=[page.pk])
        yield Button(_("Compare with the source"), address, icon_name="globe", priority=81)


class TranslationFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("outdated", _("out of date")), ("missing", _("missing"))],
        method="filter_state",
    )

    class Meta:
        model = Page
        fields = ["locale"]

    def filter_state(self, pages: Any, name: str, value: str) -> Any:
        return pages.filter(is_outdated=value == "outdated")


@register_report(order=120)
class TranslationsReport(PageReport):
    """Live pages whose source changed, and live pages that have no version in the other language."""

    slug = "translations"
    page_title = _("Translations")
    header_icon = "globe"
    index_url_name = "newsroom_translations"
    index_results_url_name = "newsroom_translations_results"
    filterset_class = TranslationFilters
    empty_message = _("Every page is there in both languages, and says the same.")
    columns = [
        title_column(width="36%"),
        language_column(),
        Column("state", label=_("State")),
        kind_column(),
    ]
    list_export = ["title", "language", "state", "kind"]
    export_headings = {"title": _("Title"), "language": _("Language"), "state": _("State"), "kind": _("Type")}

    def get_base_queryset(self) -> Any:
        others = Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(
            locale=OuterRef("locale")
        )
        outdated = PageTranslation.objects.filter(page=OuterRef("pk")).exclude(outdated_since=None)
        return (
            editable_pages(self.request.user)
            .live()
            .filter(content_type__in=content_page_types(), alias_of=None)
            .annotate(is_outdated=Exists(outdated), is_alone=~Exists(others))
            .filter(Q(is_outdated=True) | Q(is_alone=True))
            .select_related("locale", "content_type", "translated_from")
            .order_by("-is_outdated", "title", "pk")
        )

    def decorate_paginated_queryset(self, pages: Any) -> Any:
        for page in pages:
            self.describe(page)
            if page.is_outdated:
                since = timezone.localtime(page.translated_from.outdated_since)
                page.state = gettext("out of date since %(date)s") % {
                    "date": date_format(since, "DATE_FORMAT")
                }
            else:
                page.state = gettext("not translated")
        return pages


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def addresses() -> list[Any]:
    return [path("translations/<int:page_id>/", compare_translation, name="newsroom_translation")]
