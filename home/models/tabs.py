"""How the settings of the organisation stand in the Wagtail admin."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    TabbedInterface,
)

from access.models.scope import EVERYONE
from home.models.lines import MOST_IN_MENU


class UnseenLinesPanel(Panel):
    """Says which lines of a menu readers do not see, and why."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/unseen_lines.html"

        def is_shown(self) -> bool:
            return bool(self.unseen())

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # Any: Wagtail's contexts
            return {**super().get_context_data(parent_context), "unseen": self.unseen()}

        def unseen(self) -> list[tuple[str, str]]:
            """Return (line, why) for each line that some readers miss."""
            if self.instance.pk is None:
                return []
            relation = getattr(self.instance, self.panel.relation)
            lines = [line for line in relation.all() if not line.address]
            return [(str(line.page or line), why) for line in lines if (why := _why_unseen(line.page))]

    def __init__(self, relation: str, **kwargs: Any) -> None:  # Any: Wagtail's own
        super().__init__(**kwargs)
        self.relation = relation

    def clone_kwargs(self) -> dict[str, Any]:  # Any: as above
        return {**super().clone_kwargs(), "relation": self.relation}


def _why_unseen(page: Any) -> str:  # Any: Wagtail's pages have no types
    if page is None:
        return gettext("nobody sees it: its page was deleted")
    if not page.live:
        return gettext("nobody sees it: its page is offline")
    visibility = getattr(page, "visibility", None)
    if visibility is None or visibility.scope.condition != EVERYONE:
        return gettext("only who may see its page sees it")
    return ""


TABS = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("name"),
                FieldPanel("logo"),
                FieldRowPanel([FieldPanel("accent_light"), FieldPanel("accent_dark")], heading=_("Accent")),
                FieldPanel("theme"),
            ],
            heading=_("Name and looks"),
        ),
        ObjectList(
            [
                UnseenLinesPanel("main_menu", heading=_("Not seen by everyone")),
                InlinePanel(
                    "main_menu",
                    heading=_("Main menu"),
                    label=_("line"),
                    max_num=MOST_IN_MENU,
                    help_text=_("At most nine. Without a line, the sections of Brink stand there."),
                ),
                UnseenLinesPanel("foot_menu", heading=_("Not seen by everyone")),
                InlinePanel("foot_menu", heading=_("Foot"), label=_("line"), max_num=MOST_IN_MENU),
            ],
            heading=_("Menus"),
        ),
        ObjectList(
            [
                UnseenLinesPanel("quick_links", heading=_("Not seen by everyone")),
                InlinePanel(
                    "quick_links",
                    heading=_("Quick links"),
                    label=_("link"),
                    max_num=40,
                    help_text=_("On the front page; each reader sees those of their audiences."),
                ),
            ],
            heading=_("Quick links"),
        ),
        ObjectList(
            [
                MultiFieldPanel([FieldPanel("banner_nl"), FieldPanel("banner_en")], heading=_("Text")),
                FieldRowPanel([FieldPanel("banner_until"), FieldPanel("banner_level")], heading=_("When")),
                PageChooserPanel("banner_page"),
                FieldPanel("banner_address"),
            ],
            heading=_("Banner"),
        ),
        ObjectList(
            [FieldPanel("house_rules_nl"), FieldPanel("house_rules_en")],
            heading=_("House rules"),
        ),
    ]
)
