"""Searches that keep failing, as a report for the newsroom: with what can be done about each."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.permissions import policy_registry

from access.models import User
from content.newsroom.reporting import NamedColumn, PageReport, register_report
from search.lessons.remedies import remedies_for
from search.lessons.solving import solve
from search.models import Lesson
from search.queries import query


def _last_day(lesson: Lesson) -> str:
    return date_format(lesson.last_on)


class WhyColumn(Column):
    """In what ways a search failed, and how often."""

    cell_template_name = "search/lessons/why_cell.html"


class ActsColumn(Column):
    """What can be done about it: links to what each row carries as `acts`."""

    cell_template_name = "search/lessons/acts_cell.html"

    # Any: as Wagtail has it.
    def get_cell_context_data(self, instance: Any, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": parent_context.get("csrf_token", "")}


@register_report(order=140)
class FailedSearchesReport(PageReport):
    """Searches of which at least five different people found nothing to their use."""

    model = Lesson
    slug = "failed-searches"
    page_title = gettext_lazy("Searches that fail")
    header_icon = "search"
    index_url_name = "newsroom_failed_searches"
    index_results_url_name = "newsroom_failed_searches_results"
    empty_message = gettext_lazy("No search fails with five different people.")
    columns = [
        Column("words", label=gettext_lazy("Searched for"), width="24%"),
        WhyColumn("fails", label=gettext_lazy("What went wrong"), width="26%"),
        # A day: how many hours ago is not known.
        NamedColumn("last_on", label=gettext_lazy("Last"), accessor=_last_day, width="12%"),
        ActsColumn("acts", label=gettext_lazy("What you can do"), accessor="pk"),
    ]
    list_export = ["words", "nothing_count", "went_on_count", "no_count", "last_on"]
    export_headings = {
        "words": gettext_lazy("Searched for"),
        "nothing_count": gettext_lazy("Found nothing"),
        "went_on_count": gettext_lazy("Searched on with other words"),
        "no_count": gettext_lazy("Was not it"),
        "last_on": gettext_lazy("Last"),
    }

    def get_base_queryset(self) -> Any:  # Any: with what is annotated
        return Lesson.objects.failed()

    def decorate_paginated_queryset(self, lessons: Any) -> Any:  # Any: as above
        user = self.request.user
        assert isinstance(user, User)  # Who reads reports has signed in.
        remedies = remedies_for(user)
        for lesson in lessons:
            lesson.acts = [remedy(lesson) for remedy in remedies]
        return lessons


@require_POST
def solved(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the search off the list, and say what it finds by now."""
    user = request.user
    policy = policy_registry.get_by_type(Page)
    if not isinstance(user, User) or not policy.user_has_any_permission(user, ["add", "change", "publish"]):
        raise PermissionDenied
    lesson = get_object_or_404(Lesson.objects.failed(), pk=pk)
    results = query(user, lesson.words)
    solve(lesson, by=user, now=timezone.now())
    if results.hits:
        found = ngettext(
            "“%(words)s” is off the list. It finds %(count)s result by now: “%(title)s”.",
            "“%(words)s” is off the list. It finds %(count)s results by now, first of all “%(title)s”.",
            results.total,
        )
        said = {"words": lesson.words, "count": results.total, "title": results.hits[0].entry.title}
        messages.success(request, found % said)
    else:
        still = _("“%(words)s” is off the list, but it still finds nothing. It comes back if it fails again.")
        messages.warning(request, still % {"words": lesson.words})
    return redirect("newsroom_failed_searches")


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def addresses() -> list[URLPattern]:
    return [path("reports/failed-searches/<int:pk>/solved/", solved, name="newsroom_search_solved")]
