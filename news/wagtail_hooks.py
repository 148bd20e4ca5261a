"""What the newsroom must make known, in the Wagtail admin."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, Table
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from directory.reach import SMALLEST_GROUP, reach_of
from news.models import MustKnow


class MustKnowIndexView(IndexView):
    """The must-knows, each with the share of its audience that has read it."""

    def get_base_queryset(self) -> QuerySet[MustKnow]:
        limits = ("audience__units", "audience__locations", "audience__groups")
        return MustKnow.objects.with_confirmed_count().select_related("audience").prefetch_related(*limits)

    def get_table(self, object_list: Iterable[Any]) -> Table:  # Any: rows get figures beside their fields
        must_knows = list(object_list)
        reach = reach_of({must_know.audience for must_know in must_knows})
        for must_know in must_knows:
            must_know.share = share_of(must_know.confirmed_count, reach[must_know.audience_id])
        return super().get_table(must_knows)


def share_of(confirmed_count: int, reached_count: int) -> str:
    """Return which share of an audience has read a must-know, in words where it is too small to tell."""
    if reached_count < SMALLEST_GROUP:
        return str(_("too few people to tell"))
    # Who has left has read it too, and counts no longer among who is reached.
    return f"{min(100, round(100 * confirmed_count / reached_count))}%"


class MustKnowViewSet(SnippetViewSet):
    model = MustKnow
    icon = "warning"
    menu_label = _("Must-knows")
    menu_name = "must-knows"
    menu_order = 240
    add_to_admin_menu = True
    index_view_class = MustKnowIndexView
    list_display = ["__str__", "audience", "starts_on", "ends_on", Column("share", label=_("has read it"))]
    list_per_page = 20
    panels = [
        MultiFieldPanel(
            [FieldPanel("title_nl"), FieldPanel("text_nl"), FieldPanel("reason_nl")], heading=_("Dutch")
        ),
        MultiFieldPanel(
            [FieldPanel("title_en"), FieldPanel("text_en"), FieldPanel("reason_en")], heading=_("English")
        ),
        FieldPanel("audience"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("When")),
        FieldPanel("page"),
        FieldPanel("keeper"),
    ]


register_snippet(MustKnowViewSet)
