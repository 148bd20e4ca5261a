"""Pages that got another owner because the one before left: in their history, and as a report."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from content.newsroom.reporting import PageReport, edit_address, editable_pages, register_report, title_column
from content.succession import HANDED_OVER
from directory.models import Person


class HandedOver(LogFormatter):
    """What the history of a page says of it."""

    label = _("Give another owner")

    def format_message(self, log_entry: PageLogEntry) -> str:
        return gettext("%(before)s has left. %(after)s answers for this page now.") % names_of(log_entry)


def names_of(entry: PageLogEntry) -> dict[str, str]:
    """Return who answered for the page before and after, as they are called today."""
    keys = {word: entry.data.get(word) for word in ("before", "after")}
    people = Person.objects.in_bulk([key for key in keys.values() if key])
    return {
        "before": people[keys["before"]].byline if keys["before"] in people else gettext("Former colleague"),
        "after": people[keys["after"]].byline if keys["after"] in people else gettext("The newsroom"),
    }


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # Wagtail's
def know_the_action(actions: LogActionRegistry) -> None:
    actions.register_action(HANDED_OVER)(HandedOver)


@register_report(order=120)
class HandedOverReport(PageReport):
    """Pages whose owner left, with who answers for them now: the last that happened first."""

    model = PageLogEntry
    slug = "handed-over"
    page_title = _("Pages with another owner")
    header_icon = "user"
    index_url_name = "newsroom_handed_over"
    index_results_url_name = "newsroom_handed_over_results"
    empty_message = _("No owner of a page has left.")
    columns = [
        title_column(accessor="page.title", get_url=lambda entry: edit_address(entry.page), width="40%"),
        Column("owner", label=_("Owner now")),
        DateColumn("timestamp", label=_("Since"), width="16%"),
    ]
    list_export = ["page.title", "owner", "timestamp"]
    export_headings = {"page.title": _("Title"), "owner": _("Owner now"), "timestamp": _("Since")}

    def get_base_queryset(self) -> Any:
        pages = editable_pages(self.request.user).values("pk")
        entries = PageLogEntry.objects.filter(action=HANDED_OVER, page__in=pages)
        return entries.select_related("page__content_type").order_by("-timestamp", "-pk")

    def decorate_paginated_queryset(self, entries: Any) -> Any:
        people = Person.objects.in_bulk({entry.data["after"] for entry in entries if entry.data["after"]})
        for entry in entries:
            person = people.get(entry.data["after"])
            entry.owner = person.byline if person else gettext("The newsroom")
        return entries
