"""The pages of a synthetic organisation."""

from dataclasses import dataclass, field

from wagtail.models import Page, PageViewRestriction

from access.roles import Role, group_of
from blog.models import Blog, BlogIndexPage, BlogPost, Episode, Podcast, PodcastIndexPage
from content.models import ContentPage
from content.scopes import fill_scopes
from home.models import HomePage
from home.organisation.author import Author
from home.organisation.drawing import draw_images
from home.organisation.people import Staff
from home.organisation.plan import Plan
from home.organisation.planting import plant
from home.organisation.recording import record_silence
from knowledge.models import KnowledgeIndexPage, ProcedurePage, SectionPage
from news.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage

# Each tenth news item has an English version.
TRANSLATED = 10


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
    author = Author(plan, staff, plan.inventor("pages"))
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


def _make_blogs(library: Library, author: Author, home: HomePage) -> None:
    size = author.plan.size
    library.blogs.extend(author.blog(number, home) for number in range(size.blogs))
    plant(_index(BlogIndexPage, home), library.blogs)
    library.posts.extend(
        author.post(number, home, library.blogs[number % size.blogs]) for number in range(size.posts)
    )
    for place, blog in enumerate(library.blogs):
        plant(blog, library.posts[place :: size.blogs])


def _make_podcast(library: Library, author: Author, home: HomePage) -> None:
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
