"""The checks in the admin: beside the page that is written, and as a report on what is live."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from content.checks import advice_of, checks_of, kinds
from content.models import ContentPage
from content.newsroom.reporting import (
    NamedDateColumn,
    PageReport,
    editable_pages,
    kind_column,
    language_column,
    register_report,
    title_column,
)


def before_publishing(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer what to mend in the page as it was saved last."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    is_checked = isinstance(draft, ContentPage)
    context = {"is_checked": is_checked, "checks": checks_of(draft) if is_checked else []}
    return render(request, "content/newsroom/checks.html", context)


def _choices() -> list[tuple[str, str]]:
    return [(kind.code, str(kind.label)) for kind in kinds()]


class FindingsFilters(WagtailFilterSet):
    code = django_filters.ChoiceFilter(
        label=_("What to mend"), field_name="findings__code", choices=_choices, distinct=True
    )

    class Meta:
        model = Page
        fields = ["locale"]


class AdviceColumn(Column):
    """What was found on a page, as a list."""

    cell_template_name = "content/newsroom/advice_cell.html"


@register_report(order=100)
class FindingsReport(PageReport):
    """Live pages with something to mend."""

    slug = "findings"
    page_title = _("Pages to improve")
    header_icon = "clipboard-list"
    index_url_name = "newsroom_findings"
    index_results_url_name = "newsroom_findings_results"
    filterset_class = FindingsFilters
    default_ordering = "-examination__finding_count"
    empty_message = _("Nothing to mend: every live page is as it should be.")
    columns = [
        title_column(width="28%"),
        AdviceColumn("advice", label=_("What to mend")),
        kind_column(),
        language_column(),
        NamedDateColumn("examined", label=_("Looked at"), accessor="examination.examined_at", width="12%"),
    ]
    list_export = ["title", "kind", "language", "advice_text", "examination.examined_at"]
    export_headings = {
        "title": _("Title"),
        "kind": _("Type"),
        "language": _("Language"),
        "advice_text": _("What to mend"),
        "examination.examined_at": _("Looked at"),
    }

    def get_base_queryset(self) -> Any:
        return (
            editable_pages(self.request.user)
            .live()
            .filter(examination__finding_count__gt=0)
            .select_related("examination", "locale", "content_type")
            .prefetch_related("findings")
            .order_by("-examination__finding_count", "title", "pk")
        )

    def decorate_paginated_queryset(self, pages: Any) -> Any:
        for page in pages:
            page.advice = [advice_of(finding.code, finding.details) for finding in page.findings.all()]
            page.advice_text = " ".join(page.advice)
            self.describe(page)
        return pages


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def addresses() -> list[Any]:
    return [path("before-publishing/<int:page_id>/", before_publishing, name="newsroom_before_publishing")]
