"""The report of what goes live and what is taken offline by the clock."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.models import Page, Revision

from content.newsroom.reporting import (
    PageReport,
    editable_pages,
    kind_column,
    language_column,
    register_report,
    title_column,
)


@register_report(order=90)
class PlannedReport(PageReport):
    """Pages of which something is planned, what comes first on top."""

    slug = "planned"
    page_title = _("Planned")
    header_icon = "calendar-alt"
    index_url_name = "newsroom_planned"
    index_results_url_name = "newsroom_planned_results"
    empty_message = _("Nothing is planned.")
    columns = [
        title_column(width="40%"),
        Column("online", label=_("Go live on"), width="18%"),
        Column("offline", label=_("Take offline on"), width="18%"),
        language_column(),
        kind_column(),
    ]
    list_export = ["title", "online", "offline", "language", "kind"]
    export_headings = {
        "title": _("Title"),
        "online": _("Go live on"),
        "offline": _("Take offline on"),
        "language": _("Language"),
        "kind": _("Type"),
    }

    def get_base_queryset(self) -> Any:
        planned = Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=Cast(OuterRef("pk"), CharField()),
            approved_go_live_at__isnull=False,
        ).order_by("approved_go_live_at")
        return (
            editable_pages(self.request.user)
            .annotate(goes_live_at=Subquery(planned.values("approved_go_live_at")[:1]))
            .filter(Q(goes_live_at__isnull=False) | Q(live=True, expire_at__gt=timezone.now()))
            .select_related("locale", "content_type")
            .order_by(Coalesce("goes_live_at", "expire_at"), "pk")
        )

    def decorate_paginated_queryset(self, pages: Any) -> Any:
        for page in pages:
            self.describe(page)
            page.online, page.offline = _moment(page.goes_live_at), _moment(page.expire_at)
        return pages


def _moment(at: Any) -> str:
    """Any: a moment of a page, which has no types."""
    return str(date_format(timezone.localtime(at), "DATETIME_FORMAT")) if at else ""
