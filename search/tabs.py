"""The tabs of the search screen, each with kinds of things that readers take for one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Tab:
    """Some kinds to look at alone: how they are called together, and which they are."""

    name: str
    label: Promise
    kinds: tuple[str, ...]


TABS = {
    tab.name: tab
    for tab in (
        Tab("people", _("People"), ("person",)),
        Tab("procedures", _("Procedures"), ("procedure", "tool_guide", "statement", "section")),
        Tab("news", _("News"), ("news", "event", "blog_post", "blog")),
        Tab("questions", _("Questions"), ("question",)),
        Tab("groups", _("Groups"), ("group", "post")),
        Tab("files", _("Files"), ("file",)),
        Tab("podcasts", _("Podcasts"), ("podcast", "episode")),
    )
}


def tab_of(kind: str) -> str:
    """Return the name of the tab on which a kind is; empty if it is on none."""
    return next((tab.name for tab in TABS.values() if kind in tab.kinds), "")


def counts_per_tab(kinds: Mapping[str, int]) -> dict[str, int]:
    """Return how many things each tab holds of which there are so many per kind."""
    return {name: sum(kinds.get(kind, 0) for kind in tab.kinds) for name, tab in TABS.items()}
