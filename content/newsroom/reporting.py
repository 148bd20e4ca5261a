"""What reports of the newsroom share: the pages that an editor may edit, with titles that lead there."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from access.scopes import Viewer

# With these a cell of a spreadsheet begins to calculate.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def editable_pages(user: Viewer) -> Any:
    """Return the pages that `user` may change or publish. Any: Wagtail's querysets have no types."""
    policy = policy_registry.get_by_type(Page)
    return policy.instances_user_has_any_permission_for(user, ["change", "publish"])


def edit_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def title_column(**kwargs: Any) -> TitleColumn:  # Any: what Wagtail's column takes
    return TitleColumn("title", label=_("Title"), **{"get_url": edit_address, **kwargs})


class NamedColumn(Column):
    """Bare values, each with its name where the rows of a table are told from top to bottom."""

    cell_template_name = "content/newsroom/named_cell.html"


class NamedDateColumn(DateColumn):
    """Days and times, likewise."""

    cell_template_name = "content/newsroom/named_date_cell.html"


def language_column(accessor: str = "locale") -> Column:
    return NamedColumn("language", label=_("Language"), accessor=f"{accessor}.get_display_name", width="10%")


def kind_column() -> Column:
    return NamedColumn("kind", label=_("Type"), accessor="page_type_display_name", width="14%")


class PageReport(ReportView):
    """A report on pages, for who edits pages; shows and exports those that they may edit."""

    # In its address, and the name of its line in the menu.
    slug: str
    any_permission_required = ["add", "change", "publish"]
    model: type[Model] = Page
    empty_message: str | Promise

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Page)

    # Any: values of every kind, as Wagtail has them.
    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Return what stands in a cell; a title in CSV stays words, as Wagtail sees to in XLSX."""
        written = super().preprocess_field_value(field, value, export_format)
        is_formula = isinstance(written, str) and written.startswith(BEGINS_A_FORMULA)
        return f"'{written}" if is_formula and export_format == self.FORMAT_CSV else written

    @property
    def no_results_message(self) -> str | Promise:
        return self.empty_message

    def describe(self, page: Any) -> None:
        """Write on `page` what the export says of it as the columns do. Any: a page of any type."""
        page.kind, page.language = page.page_type_display_name, page.locale.get_display_name()


class ReportItem(MenuItem):
    """A report in the menu of who edits pages."""

    def is_shown(self, request: Any) -> bool:
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_any_permission(request.user, ["add", "change", "publish"]))


Report = TypeVar("Report", bound=type[PageReport])


def register_report(*, order: int) -> Callable[[Report], Report]:
    """Give a report its addresses in the admin, and its line in the menu of reports at the place `order`."""

    def register(report: Report) -> Report:
        def addresses() -> list[URLPattern]:
            results = report.as_view(results_only=True)
            return [
                path(f"reports/{report.slug}/", report.as_view(), name=report.index_url_name),
                path(f"reports/{report.slug}/results/", results, name=report.index_results_url_name),
            ]

        def menu_item() -> ReportItem:
            return ReportItem(
                report.page_title,
                reverse(report.index_url_name),
                name=report.slug,
                icon_name=report.header_icon,
                order=order,
            )

        hooks.register("register_admin_urls", addresses)
        hooks.register("register_reports_menu_item", menu_item)
        return report

    return register
