"""What the frame around every screen shows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from access.models import User
from blog.models import BlogIndexPage, PodcastIndexPage
from content.reading import visible_pages
from directory.models import Person
from home.models import HomePage
from knowledge.models import KnowledgeIndexPage
from news.models import EventIndexPage, NewsIndexPage

INDEXES: tuple[type[Page], ...] = (
    HomePage,
    NewsIndexPage,
    KnowledgeIndexPage,
    BlogIndexPage,
    PodcastIndexPage,
    EventIndexPage,
)


@dataclass(frozen=True)
class Section:
    """A word of the main menu."""

    title: str
    url: str
    # What aria-current says: "page" on the section's own screen, "true" below it, nothing elsewhere.
    current: str = ""


class Frame:
    """The person and the menu of one request, looked up when a screen draws them; strangers have neither."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _user(self) -> User | None:
        user = getattr(self._request, "user", None)
        return user if isinstance(user, User) else None

    @cached_property
    def person(self) -> Person | None:
        """The colleague whose account this is; not every account has one."""
        return Person.objects.filter(user=self._user).first() if self._user else None

    @cached_property
    def sections(self) -> list[Section]:
        """The main menu, in the reader's language where that language has the page."""
        if self._user is None:
            return []
        links = [
            (self._indexes[model].title, self._url_of(model)) for model in INDEXES if model in self._indexes
        ]
        links.append((gettext("Colleagues"), reverse("directory:person-list")))
        return [Section(title, url, self._current(url)) for title, url in links if url]

    @property
    def home_url(self) -> str:
        """Where the leaf in the masthead leads: the front page in the reader's language."""
        return self._url_of(HomePage) or "/"

    @property
    def news_url(self) -> str:
        """Where all news is, or nothing for who has no news to see."""
        return self._url_of(NewsIndexPage)

    @property
    def events_url(self) -> str:
        """Where all events are, or nothing for who has none to see."""
        return self._url_of(EventIndexPage)

    @property
    def knowledge_url(self) -> str:
        """Where all procedures are, or nothing for who may see none."""
        return self._url_of(KnowledgeIndexPage)

    @property
    def may_edit(self) -> bool:
        """Whether this reader has something to do in the Wagtail admin."""
        return self._user is not None and self._user.has_perm("wagtailadmin.access_admin")

    def _url_of(self, model: type[Page]) -> str:
        page = self._indexes.get(model)
        return page.get_url(self._request) or "" if page else ""

    @cached_property
    def _indexes(self) -> dict[type[Page], Page]:
        if self._user is None:
            return {}
        reader_first = [get_language(), settings.LANGUAGE_CODE]
        found = (
            visible_pages(self._user)
            .type(INDEXES)
            .filter(locale__language_code__in=reader_first)
            .select_related("locale")
            .order_by("path")
        )
        by_preference = sorted(
            found, key=lambda page: reader_first.index(page.locale.language_code), reverse=True
        )
        return {page.cached_content_type.model_class(): page for page in by_preference}

    def _current(self, url: str) -> str:
        path = self._request.path
        if path == url:
            return "page"
        # Every address lies below the front page, which is a section only for itself.
        is_front = url.strip("/") in {"", *(code for code, _ in settings.LANGUAGES)}
        return "true" if path.startswith(url) and not is_front else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the names that `base.html` uses on every screen; costs nothing where it is not drawn."""
    return {"organisation_name": settings.WAGTAIL_SITE_NAME, "frame": Frame(request)}
