"""The report of files that cannot be found by what stands in them, for who can mend that."""

from typing import Any

import django_filters
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permissions import policy_registry

from content.files import FileKind
from content.models import BrinkDocument
from content.newsroom.reporting import PageReport, register_report, title_column
from search.models import FileText
from search.models.file_text import WHY


class UnreadFilters(WagtailFilterSet):
    reason = django_filters.ChoiceFilter(label=_("What is wrong"), choices=list(WHY.items()))

    class Meta:
        model = BrinkDocument
        fields: list[str] = []


def edit_address(document: BrinkDocument) -> str:
    return reverse("wagtaildocs:edit", args=[document.pk])


@register_report(order=150)
class UnreadFilesReport(PageReport):
    """Documents that live pages show and that were not read, or not to their end, with what helps."""

    model = BrinkDocument
    slug = "unread-files"
    page_title = _("Files that search cannot read")
    header_icon = "doc-full"
    index_url_name = "newsroom_unread_files"
    index_results_url_name = "newsroom_unread_files_results"
    filterset_class = UnreadFilters
    empty_message = _("Every file can be found by what stands in it.")
    columns = [
        title_column(get_url=edit_address, width="28%"),
        # Beside the title, where a phone shows it too.
        Column("why", label=_("What is wrong")),
        Column("filename", label=_("File"), width="18%"),
        DateColumn("read_at", label=_("Read at"), width="12%"),
    ]
    list_export = ["title", "filename", "why"]
    export_headings = {"title": _("Title"), "filename": _("File"), "why": _("What is wrong")}

    def get_base_queryset(self) -> Any:  # Any: with what is annotated
        text = FileText.objects.filter(file_kind=FileKind.DOCUMENT, file_id=OuterRef("pk"))
        policy = policy_registry.get_by_type(BrinkDocument)
        mine = policy.instances_user_has_any_permission_for(self.request.user, ["change"])
        return (
            BrinkDocument.objects.filter(pk__in=mine.values("pk"))
            .annotate(reason=Subquery(text.values("reason")), read_at=Subquery(text.values("read_at")))
            .exclude(reason=None)
            .exclude(reason="")
            .order_by("title", "pk")
        )

    def decorate_paginated_queryset(self, documents: Any) -> Any:
        """Say of each what is wrong with it. Any: as above."""
        for document in documents:
            document.why = WHY[document.reason]
        return documents
