"""Results that were not it, as a report for the newsroom: after which searches, and what readers wrote."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from access.models import User
from content.newsroom.findings import AdviceColumn
from content.newsroom.reporting import NamedColumn, PageReport, register_report, title_column
from search.kinds import KINDS, PAGE_KINDS
from search.lessons.heard import Heard, denied_things, heard_of_each
from search.models import Entry


def _address_of(entry: Entry) -> str | None:
    return reverse("search_heard", args=[entry.object_id]) if entry.kind in PAGE_KINDS else None


@register_report(order=150)
class HeardReport(PageReport):
    """Things of which readers said that they were not what they searched for."""

    model = Entry
    slug = "not-it"
    page_title = gettext_lazy("Results that were not it")
    header_icon = "search"
    index_url_name = "newsroom_not_it"
    index_results_url_name = "newsroom_not_it_results"
    empty_message = gettext_lazy("Nobody said that a result was wrong.")
    columns = [
        title_column(get_url=_address_of, width="30%"),
        NamedColumn("kind", label=gettext_lazy("Type"), accessor="kind_label", width="14%"),
        AdviceColumn("said", label=gettext_lazy("What readers said")),
    ]
    list_export = ["title", "kind_label", "said_text"]
    export_headings = {
        "title": gettext_lazy("Title"),
        "kind_label": gettext_lazy("Type"),
        "said_text": gettext_lazy("What readers said"),
    }

    def get_base_queryset(self) -> Any:  # Any: as Wagtail has it
        user = self.request.user
        assert isinstance(user, User)  # Who reads reports has signed in.
        return denied_things(user).order_by("title", "pk")

    def decorate_paginated_queryset(self, entries: Any) -> Any:  # Any: as above
        heard = heard_of_each(entries)
        for entry in entries:
            entry.kind_label = str(KINDS[entry.kind].label)
            entry.said = _sentences(heard[entry.key])
            entry.said_text = " ".join(entry.said)
        return entries


def _sentences(heard: Heard) -> list[str]:
    """Return first the searches, then what was written."""
    after = [
        ngettext(
            "After “%(words)s” it was not it, %(count)s time.",
            "After “%(words)s” it was not it, %(count)s times.",
            lesson.no_count,
        )
        % {"words": lesson.words, "count": lesson.no_count}
        for lesson in heard.searches
    ]
    return [*after, *(_("A reader wrote: “%(text)s”") % {"text": remark.text} for remark in heard.remarks)]
