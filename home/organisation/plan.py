"""What an organisation is made of, given its size and its seed."""

import math
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from home.organisation.invention import Inventor

# The news item that everybody talks about.
TALKED_ABOUT_COUNT = 300


# Of what is asked for beyond what so many people would have; the rest is written in groups.
SHARE_OF_NEWS, SHARE_OF_PROCEDURES, SHARE_OF_POSTS = 0.3, 0.2, 0.1


@dataclass(frozen=True)
class Size:
    """An organisation of so many people; everything else grows along.

    With `things`, so many can be found at least: more is written than so many people would.
    """

    people: int
    things: int = 0

    @property
    def units(self) -> int:
        return max(1, self.people // 15)

    @property
    def news(self) -> int:
        return max(20, self.people // 20) + self._more(SHARE_OF_NEWS)

    @property
    def events(self) -> int:
        return max(20, self.people // 50)

    @property
    def procedures(self) -> int:
        return max(20, self.people // 25) + self._more(SHARE_OF_PROCEDURES)

    @property
    def sections(self) -> int:
        return max(4, self.procedures // 20)

    @property
    def blogs(self) -> int:
        return max(2, self.people // 200)

    @property
    def posts(self) -> int:
        return max(20, self.people // 25) + self._more(SHARE_OF_POSTS)

    @property
    def episodes(self) -> int:
        """Episodes of the one podcast."""
        return max(6, self.people // 50)

    @property
    def groups(self) -> int:
        return max(5, self.people // 100)

    @property
    def group_posts(self) -> int:
        """What is written in all groups together."""
        share = 1 - SHARE_OF_NEWS - SHARE_OF_PROCEDURES - SHARE_OF_POSTS
        return max(60, self.people // 4) + self._more(share)

    @property
    def comments(self) -> int:
        """Comments besides those under the news item that everybody talks about."""
        return self.people

    def _more(self, share: float) -> int:
        """Return how much of one kind is written because so many things were asked for."""
        if not self.things:
            return 0
        usual = replace(self, things=0)
        pages = usual.news + usual.events + usual.procedures + usual.posts + usual.episodes
        missing = self.things - self.people - usual.groups - usual.group_posts - pages
        return max(0, math.ceil(missing * share))


@dataclass(frozen=True)
class Plan:
    """The size, the seed and the moment from which all dates are told."""

    size: Size
    seed: int
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def inventor(self, room: str) -> Inventor:
        """Return a source of chance of its own per room, so that one room does not shift another."""
        return Inventor(f"{self.seed} {room}")
