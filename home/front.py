"""The front page: the blocks of the rooms, each in its column."""

from dataclasses import dataclass

from directory.panels import HomeColumn, HomePanel, HomeVisit, home_panels_for


@dataclass(frozen=True)
class FrontPage:
    """The blocks of the front page, column by column; a room with nothing to show has none."""

    strips: list[HomePanel]
    lead: list[HomePanel]
    news: list[HomePanel]
    me: list[HomePanel]
    stream: list[HomePanel]

    @property
    def is_empty(self) -> bool:
        """Whether the newsroom has published nothing that this reader may see."""
        return not self.lead


def front_page(visit: HomeVisit) -> FrontPage:
    """Return what `visit` shows, with a fixed number of queries."""
    panels = home_panels_for(visit)

    def column(name: HomeColumn) -> list[HomePanel]:
        return [panel for panel in panels if panel.column == name]

    return FrontPage(
        strips=column(HomeColumn.STRIP),
        lead=column(HomeColumn.LEAD),
        news=column(HomeColumn.NEWS),
        me=column(HomeColumn.ME),
        stream=column(HomeColumn.STREAM),
    )
