"""Writes the pages of a synthetic organisation, which nobody has stored yet."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from blog.models import Blog, BlogPost, Episode, Podcast
from content.models import BrinkImage, BrinkMedia, ContentPage
from directory.models import Person, Subject
from home.models import HomePage
from home.organisation.invention import Inventor, address
from home.organisation.people import Staff
from home.organisation.plan import Plan
from knowledge.models import ProcedurePage, SectionPage
from news.models import EventPage, NewsPage

# Of much news each item follows sooner, so that none is older than the years that people look back.
HOURS_BETWEEN_NEWS = 7
YEARS_OF_NEWS = timedelta(days=8 * 365)
AnyPage = TypeVar("AnyPage", bound=ContentPage)


class Author:
    """Invents pages by the plan; their keepers and authors are of the staff."""

    def __init__(self, plan: Plan, staff: Staff, inventor: Inventor) -> None:
        self.plan = plan
        self.staff = staff
        self.inventor = inventor

    def section(self, number: int, home: HomePage) -> SectionPage:
        return self._page(SectionPage, number, home)

    def procedure(self, number: int, home: HomePage) -> ProcedurePage:
        return self._page(
            ProcedurePage,
            number,
            home,
            in_short=f"<p>{self.inventor.text(2)}</p>",
            before_you_start=f"<p>{self.inventor.text(1)}</p>",
            steps=self.inventor.steps(5),
            duration="Vijf minuten",
            exceptions=f"<p>{self.inventor.text(2)}</p>",
            contact=self._someone(),
            body=self.inventor.body(2),
        )

    def news_item(
        self, number: int, home: HomePage, images: list[BrinkImage], original: NewsPage | None = None
    ) -> NewsPage:
        """Return an item; the first one is the oldest, so that keys grow with time."""
        published_at = original.first_published_at if original else self._published_at(number)
        page = self._page(
            NewsPage,
            number,
            home,
            kicker="Nieuws",
            author=self._someone(),
            image=self.inventor.random.choice(images),
            image_alt=self.inventor.text(1),
            published_on=published_at.date(),
            body=self.inventor.body(4),
        )
        page.first_published_at = page.last_published_at = published_at
        if original is not None:
            page.translation_key = original.translation_key
        return page

    def blog(self, number: int, home: HomePage) -> Blog:
        return self._page(Blog, number, home, kicker="Teamblog", rhythm="elke maand")

    def post(self, number: int, home: HomePage, blog: Blog) -> BlogPost:
        """Return a post, at most a day younger than the one before it."""
        step = min(timedelta(days=1), YEARS_OF_NEWS / self.plan.size.posts)
        day = (self.plan.now - step * (self.plan.size.posts - number)).date()
        return self._page(
            BlogPost,
            number,
            home,
            author=blog.keeper,
            question=self.inventor.text(1),
            published_on=day,
            body=self.inventor.body(2),
        )

    def podcast(self, home: HomePage) -> Podcast:
        return self._page(Podcast, 0, home, rhythm="elke week")

    def episode(self, number: int, home: HomePage, recording: BrinkMedia) -> Episode:
        """Return an episode, a week younger than the one before it."""
        day = self.plan.today - timedelta(weeks=self.plan.size.episodes - number)
        episode = self._page(
            Episode,
            number,
            home,
            audio=recording,
            published_on=day,
            chapters=self.inventor.stream(
                [("chapter", {"at": at, "title": self.inventor.title()}) for at in (0, 300, 600)]
            ),
            transcript=self.inventor.stream(
                [
                    ("line", {"at": at, "speaker": "Mila", "text": self.inventor.text(2)})
                    for at in range(0, 900, 15)
                ]
            ),
        )
        episode.number = number + 1
        return episode

    def event(self, number: int, home: HomePage) -> EventPage:
        """Return an event; half of them are past."""
        days = number - self.plan.size.events // 2
        starts_at = self.plan.now + timedelta(days=days, hours=1)
        page = self._page(
            EventPage,
            number,
            home,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            place="De kantine",
            body=self.inventor.body(2),
        )
        page.settle()
        return page

    def _page(self, model: type[AnyPage], number: int, home: HomePage, **values: Any) -> AnyPage:
        """Return a page with what all pages have, and `values` of its own. Any: values of any field."""
        title = self.inventor.distinct_title()
        checked_on = self.inventor.day_before(self.plan.today, 400)
        published_at = self.inventor.moment_before(self.plan.now, 700)
        page = model(
            title=title,
            slug=address(title, self.plan.seed, number),
            locale=home.locale,
            translation_key=self.inventor.key(),
            summary=self.inventor.text(2),
            keeper=self._someone(),
            deputy=self._someone(),
            checked_on=checked_on,
            review_due_on=checked_on + timedelta(days=365),
            audience="Iedereen",
            keywords=", ".join(subject.name_nl for subject in self._subjects(2)),
            first_published_at=published_at,
            last_published_at=published_at,
            **values,
        )
        # Before the page has a key: later the question which subjects it has would cost a query.
        page.subjects = self._subjects(self.inventor.random.randint(0, 3))
        return page

    def _published_at(self, number: int) -> datetime:
        step = min(timedelta(hours=HOURS_BETWEEN_NEWS), YEARS_OF_NEWS / self.plan.size.news)
        return self.plan.now - step * (self.plan.size.news - number - self.inventor.random.random())

    def _someone(self) -> Person:
        return self.inventor.random.choice(self.staff.people)

    def _subjects(self, count: int) -> list[Subject]:
        return self.inventor.random.sample(self.staff.subjects, k=count)
