"""The pages of a synthetic organisation."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from wagtail.models import Page, PageViewRestriction

from access.roles import Role, group_of
from blog.models import Blog, BlogIndexPage, BlogPost, Episode, Podcast, PodcastIndexPage
from content.models import BrinkImage, BrinkMedia, ContentPage
from content.scopes import fill_scopes
from directory.models import Person, Subject
from home.models import HomePage
from home.organisation.drawing import draw_images
from home.organisation.invention import Inventor, address
from home.organisation.people import Staff
from home.organisation.plan import Plan
from home.organisation.planting import plant
from home.organisation.recording import record_silence
from knowledge.models import KnowledgeIndexPage, ProcedurePage, SectionPage
from news.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage

# Each tenth news item has an English version.
TRANSLATED = 10
HOURS_BETWEEN_NEWS = 7
AnyPage = TypeVar("AnyPage", bound=ContentPage)


@dataclass(frozen=True)
class Library:
    """The pages that were made."""

    sections: list[SectionPage] = field(default_factory=list)
    procedures: list[ProcedurePage] = field(default_factory=list)
    news: list[NewsPage] = field(default_factory=list)
    blogs: list[Blog] = field(default_factory=list)
    posts: list[BlogPost] = field(default_factory=list)
    podcasts: list[Podcast] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    events: list[EventPage] = field(default_factory=list)

    @property
    def talked_about(self) -> NewsPage:
        """The news item that everybody talks about: the newest one in Dutch."""
        return next(page for page in reversed(self.news) if page.locale_id == self.news[0].locale_id)

    @property
    def pages(self) -> list[ContentPage]:
        return [
            *self.sections,
            *self.procedures,
            *self.news,
            *self.events,
            *self.blogs,
            *self.posts,
            *self.podcasts,
            *self.episodes,
        ]


def make_library(plan: Plan, staff: Staff, home: HomePage) -> Library:
    """Store all pages, with their scopes; the first section is for leaders alone."""
    author = _Author(plan, staff, plan.inventor("pages"))
    library = Library()
    library.sections.extend(author.section(number, home) for number in range(plan.size.sections))
    plant(_index(KnowledgeIndexPage, home), library.sections)
    _close(library.sections[0])
    for number in range(plan.size.procedures):
        section = library.sections[number % plan.size.sections]
        library.procedures.append(author.procedure(number, home))
    for place, section in enumerate(library.sections):
        plant(section, library.procedures[place :: plan.size.sections])
    images = draw_images(plan)
    dutch = [author.news_item(number, home, images) for number in range(plan.size.news)]
    english_home = home.get_translations().get()
    english = [
        author.news_item(number, english_home, images, original=dutch[number])
        for number in range(0, len(dutch), TRANSLATED)
    ]
    plant(_index(NewsIndexPage, home), dutch)
    plant(_index(NewsIndexPage, english_home), english)
    library.news.extend([*dutch, *english])
    _make_blogs(library, author, home)
    _make_podcast(library, author, home)
    library.events.extend(author.event(number, home) for number in range(plan.size.events))
    plant(_index(EventIndexPage, home), library.events)
    for tree in (home, english_home):
        fill_scopes(tree)
    return library


def _make_blogs(library: Library, author: "_Author", home: HomePage) -> None:
    size = author.plan.size
    library.blogs.extend(author.blog(number, home) for number in range(size.blogs))
    plant(_index(BlogIndexPage, home), library.blogs)
    library.posts.extend(
        author.post(number, home, library.blogs[number % size.blogs]) for number in range(size.posts)
    )
    for place, blog in enumerate(library.blogs):
        plant(blog, library.posts[place :: size.blogs])


def _make_podcast(library: Library, author: "_Author", home: HomePage) -> None:
    library.podcasts.append(author.podcast(home))
    plant(_index(PodcastIndexPage, home), library.podcasts)
    recording = record_silence(author.plan)
    library.episodes.extend(
        author.episode(number, home, recording) for number in range(author.plan.size.episodes)
    )
    plant(library.podcasts[0], library.episodes)


def _index(model: type[Page], home: HomePage) -> Page:
    return model.objects.child_of(home).get()


def _close(section: SectionPage) -> None:
    restriction = PageViewRestriction.objects.create(
        page_id=section.pk, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.set([group_of(Role.LEADER)])


class _Author:
    """Writes pages that are not stored yet."""

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
        return self._page(Blog, number, home, role="Teamblog", rhythm="elke maand")

    def post(self, number: int, home: HomePage, blog: Blog) -> BlogPost:
        """Return a post, a day younger than the one before it."""
        day = self.plan.today - timedelta(days=self.plan.size.posts - number)
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
        title = self.inventor.title()
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
        hours = HOURS_BETWEEN_NEWS * (self.plan.size.news - number)
        return self.plan.now - timedelta(
            hours=hours - self.inventor.random.randint(0, HOURS_BETWEEN_NEWS - 1)
        )

    def _someone(self) -> Person:
        return self.inventor.random.choice(self.staff.people)

    def _subjects(self, count: int) -> list[Subject]:
        return self.inventor.random.sample(self.staff.subjects, k=count)
