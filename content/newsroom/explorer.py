"""Pages in the Wagtail admin: who answers for each and when it was checked, and a new one with its title."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from content.models import ContentPage
from directory.models import Person

LONGEST_TITLE = 255
OURS = [
    Column("keeper", label=_("Owner"), accessor="keeper_name", width="14%"),
    DateColumn("checked", label=_("Checked on"), accessor="checked_day", width="10%"),
]


class ExplorerView(ExplorableIndexView):
    """The pages under one page; the owners cost one query."""

    base_columns = [*ExplorableIndexView.base_columns, *OURS]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = [page for page in context["object_list"] if isinstance(page, ContentPage)]
        keepers = Person.objects.in_bulk({page.keeper_id for page in pages if page.keeper_id})
        for page in pages:
            keeper = keepers.get(page.keeper_id)
            page.keeper_name, page.checked_day = keeper.byline if keeper else "", page.checked_on
        return context


class NewPageView(CreateView):
    """A new page; a link here may carry the title that it begins with."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.page.title = " ".join(request.GET.get("title", "").split())[:LONGEST_TITLE]
        response: HttpResponse = super().get(request)
        return response


class ExplorerViewSet(PageViewSet):
    """Wagtail's own screens for every page, with our explorer and our new page."""

    index_view_class = ExplorerView
    add_view_class = NewPageView


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail's
def explorer() -> ExplorerViewSet:
    return ExplorerViewSet()
