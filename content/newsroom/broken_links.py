"""The report of links that readers follow in vain."""

from typing import Any

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale

from content.models import PageLink
from content.newsroom.choosing import may_be_known
from content.newsroom.reporting import PageReport, edit_address, editable_pages, register_report, title_column


class LinkFilters(WagtailFilterSet):
    fault = django_filters.ChoiceFilter(
        label=_("What is wrong"), choices=[choice for choice in PageLink.Fault.choices if choice[0]]
    )
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), field_name="page__locale", queryset=Locale.objects.all()
    )

    class Meta:
        model = PageLink
        fields = ["fault"]


@register_report(order=110)
class BrokenLinksReport(PageReport):
    """Links of live pages to what is gone, offline or hidden from some who read the page."""

    model = PageLink
    slug = "broken-links"
    page_title = _("Broken links")
    header_icon = "link"
    index_url_name = "newsroom_broken_links"
    index_results_url_name = "newsroom_broken_links_results"
    filterset_class = LinkFilters
    empty_message = _("Every link leads somewhere.")
    columns = [
        title_column(accessor="page.title", get_url=lambda link: edit_address(link.page), width="30%"),
        Column("place", label=_("In"), width="14%"),
        Column("target", label=_("Leads to")),
        Column("fault", label=_("What is wrong"), accessor="get_fault_display", width="22%"),
    ]
    list_export = ["page.title", "place", "target", "get_fault_display"]
    export_headings = {
        "page.title": _("Title"),
        "place": _("In"),
        "target": _("Leads to"),
        "get_fault_display": _("What is wrong"),
    }

    def get_base_queryset(self) -> Any:
        return (
            PageLink.objects.exclude(fault="")
            .filter(page__live=True, page__in=editable_pages(self.request.user).values("pk"))
            .select_related("page__locale", "page__content_type")
            .order_by("page__title", "page", "pk")
        )

    def decorate_paginated_queryset(self, links: Any) -> Any:
        """Name the page that a link leads to, if this editor may know of it."""
        ids = [link.target_id for link in links if link.kind == PageLink.Kind.PAGE]
        titles = dict(may_be_known(self.request.user).filter(pk__in=ids).values_list("pk", "title"))
        for link in links:
            is_page = link.kind == PageLink.Kind.PAGE
            link.target = (titles.get(link.target_id) if is_page else None) or link.get_kind_display()
            link.place = _name_of(link)
        return links


def _name_of(link: PageLink) -> str:
    """Return the name of the field as an editor knows it."""
    model = link.page.specific_class
    return str(capfirst(model._meta.get_field(link.field).verbose_name)) if model else link.field
