"""What the frame around every screen shows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from access.models import User
from content.reading import visible_pages
from directory.models import Audience, Person
from directory.visibility import ShownPerson
from groups.whereabouts import whereabouts
from home.house import Banner, House, Link
from home.models import HomePage, OrganisationSettings
from home.services import INDEXES
from knowledge.models import KnowledgeIndexPage, StatementPage
from news.models import EventIndexPage, NewsIndexPage
from notices.reading import MOST_COUNTED, count_new

# What a menu reads of a page; to read another field would cost a query for each.
FIELDS_OF_MENU = (
    "path",
    "depth",
    "url_path",
    "title",
    "translation_key",
    "content_type",
    "locale__language_code",
)
SECTIONS: tuple[type[Page], ...] = (HomePage, *INDEXES.values())


@dataclass(frozen=True)
class Section:
    """A word of the main menu."""

    title: str
    url: str
    language: str
    # What aria-current says: "page" on the section's own screen, "true" below it, nothing elsewhere.
    current: str = ""


@dataclass(frozen=True)
class Bell:
    """The way to the notices, with how many are new."""

    # It stops one above `most`.
    count: int
    is_here: bool = False
    most: int = MOST_COUNTED


class Frame:
    """The person and the menu of one request, looked up when a screen draws them; strangers have neither."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _user(self) -> User | None:
        user = getattr(self._request, "user", None)
        return user if isinstance(user, User) else None

    @cached_property
    def person(self) -> ShownPerson | None:
        """The colleague whose account this is, who sees all of themselves; not every account has one."""
        if self._user is None:
            return None
        person = Person.objects.filter(user=self._user).select_related("photo").first()
        return ShownPerson(person) if person else None

    @cached_property
    def bell(self) -> Bell:
        """How many notices are new, for the masthead; of nobody, none."""
        count = count_new(self._user, timezone.now()) if self._user else 0
        return Bell(count, is_here=self._request.path == reverse("notices:mine"))

    @cached_property
    def organisation(self) -> House:
        """What the organisation has set; strangers get its name and looks too."""
        row = OrganisationSettings.objects.for_the_frame()
        return House(row, self._request, get_language() or settings.LANGUAGE_CODE, timezone.now())

    @cached_property
    def sections(self) -> list[Section]:
        """The main menu: what the organisation chose, or the sections that Brink has."""
        if self._user is None:
            return []
        if self.organisation.has_menu("main_menu"):
            lines = self.organisation.links("main_menu", self._find)
        else:
            lines = self._own_sections()
        # Of two lines that lead here, such as a section and one of its pages, the nearest is the current one.
        current = {line.url: self._current(line.url) for line in lines}
        # Units belong to colleagues, unless the organisation gave them a line of their own.
        people_url = reverse("directory:person-list")
        if not any(current.values()) and self._current(reverse("directory:unit-list")):
            current[people_url] = "true"
        nearest = max((url for url in current if current[url]), key=len, default="")
        return [
            Section(line.title, line.url, line.language, current[line.url] if line.url == nearest else "")
            for line in lines
        ]

    def _own_sections(self) -> list[Link]:
        pages = [self._indexes[model] for model in SECTIONS if model in self._indexes]
        links = [Link(page.title, page.get_url(self._request), page.locale.language_code) for page in pages]
        people = Link(
            gettext("Colleagues"), reverse("directory:person-list"), get_language() or settings.LANGUAGE_CODE
        )
        questions = Link(gettext("Questions"), reverse("groups:questions"), people.language)
        groups = Link(gettext("Groups"), reverse("groups:list"), people.language)
        return [link for link in (*links, questions, groups, people) if link.url]

    @cached_property
    def foot_menu(self) -> list[Link]:
        """The lines in the foot of every screen: what the organisation chose, and what it states."""
        if self._user is None:
            return []
        chosen = self.organisation.links("foot_menu", self._find)
        addresses = {link.url for link in chosen}
        return [*chosen, *(link for link in self._statements() if link.url not in addresses)]

    def _statements(self) -> list[Link]:
        keys = {
            str(page.translation_key)
            for page in self._pages
            if page.cached_content_type.model_class() is StatementPage
        }
        pages = [page for key, page in self._by_key.items() if key in keys]
        links = [Link(page.title, page.get_url(self._request), page.locale.language_code) for page in pages]
        return [link for link in links if link.url]

    @cached_property
    def quick_links(self) -> list[Link]:
        """The ways that the reader's audiences often need."""
        if self._user is None or not self.organisation.has_menu("quick_links"):
            return []
        return self.organisation.quick_links(self._find, Audience.objects.ids_of(self._user))

    @cached_property
    def banner(self) -> Banner | None:
        """What everyone who works here should see now; not for strangers."""
        return self.organisation.banner(self._find) if self._user else None

    @property
    def address(self) -> str:
        """The whole address of this screen, for on paper; never by the host that a request makes up."""
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + self._request.get_full_path()

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
    def _pages(self) -> list[Page]:
        """The pages that the frame leads to and this reader may see, those in their language first."""
        if self._user is None:
            return []
        reader_first = [get_language(), settings.LANGUAGE_CODE]
        sections = Page.objects.type_q(*SECTIONS, StatementPage) & Q(locale__language_code__in=reader_first)
        chosen = Q(translation_key__in=self.organisation.page_keys)
        found = visible_pages(self._user).filter(sections | chosen)
        return sorted(
            found.select_related("locale").only(*FIELDS_OF_MENU).order_by("path"),
            key=lambda page: [page.locale.language_code == language for language in reader_first],
            reverse=True,
        )

    @cached_property
    def _indexes(self) -> dict[type[Page], Page]:
        # The last one of a kind stays, so the reader's own language comes last.
        return {page.cached_content_type.model_class(): page for page in reversed(self._pages)}

    @cached_property
    def _by_key(self) -> dict[str, Page]:
        return {str(page.translation_key): page for page in reversed(self._pages)}

    def _find(self, key: str) -> Page | None:
        return self._by_key.get(key)

    def _current(self, url: str) -> str:
        path = whereabouts(self._request)
        if path == url:
            return "page"
        # Every address lies below the front page, which is a section only for itself.
        is_front = url.strip("/") in {"", *(code for code, _ in settings.LANGUAGES)}
        return "true" if path.startswith(url) and not is_front else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the names that `base.html` uses on every screen; costs nothing where it is not drawn.

    A screen may be rendered in parts: they share what one of them has looked up.
    """
    known: Frame | None = getattr(request, "_frame", None)
    if known is None:
        known = Frame(request)
        request._frame = known  # type: ignore[attr-defined]  # a memo, for as long as the request lives
    return {"frame": known}
