"""What an organisation is made of, given its size and its seed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from home.organisation.invention import Inventor

# The news item that everybody talks about.
TALKED_ABOUT_COUNT = 300


@dataclass(frozen=True)
class Size:
    """An organisation of so many people; everything else grows along."""

    people: int

    @property
    def units(self) -> int:
        return max(1, self.people // 15)

    @property
    def news(self) -> int:
        return max(20, self.people // 20)

    @property
    def events(self) -> int:
        return max(20, self.people // 50)

    @property
    def procedures(self) -> int:
        return max(20, self.people // 25)

    @property
    def sections(self) -> int:
        return max(4, self.procedures // 20)

    @property
    def blogs(self) -> int:
        return max(2, self.people // 200)

    @property
    def posts(self) -> int:
        return max(20, self.people // 25)

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
        return max(60, self.people // 4)

    @property
    def comments(self) -> int:
        """Comments besides those under the news item that everybody talks about."""
        return self.people


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
