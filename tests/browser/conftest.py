"""Browsers in which people have signed in, on a real server with the tests' database."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, Protocol
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from access.models import User
from access.roles import Role, give_role
from content.examining import examine
from content.saving import save_page
from content.translations import note_translation
from home.models import HomePage
from knowledge.models import ProcedurePage
from news.models import NewsPage
from search.lessons.learning import NO, learn
from search.models import Remark
from tests import demonstrated, pristine
from tests.browser.chromium import find_chromium, running_chromium
from tests.browser.watching import Watcher
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import colleague
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory
from tests.factories.rules import LessonFactory

HEIGHT = 900
# Milliseconds that something may take to come, also where much else runs.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

# Playwright runs a loop in the thread of the test, and Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


class Visit(Protocol):
    """Opens a browser for someone; see the fixture `visit`."""

    def __call__(
        self,
        user: User | None = None,
        *,
        width: int = 1280,
        language: Literal["nl", "en"] = "nl",
        theme: Literal["light", "dark"] = "light",
        scripts: bool = True,
    ) -> Page: ...


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the system's Chromium is."""
    if not (path := find_chromium()):
        pytest.skip(
            "no Chromium on the path (Debian: chromium-headless-shell); or say where with BRINK_CHROMIUM"
        )
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The system's Chromium, started once."""
    with running_chromium(chromium) as browser:
        yield browser


@pytest.fixture(scope="session", autouse=True)
def kept_files() -> Iterator[None]:
    """Lets browsers keep style sheets and scripts, as they may of the server that people use."""
    serve = StaticFilesHandler.serve

    def keep(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = serve(handler, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with patch.object(StaticFilesHandler, "serve", keep):
        yield


@pytest.fixture
def watcher(live_server: LiveServer) -> Iterator[Watcher]:
    """Fails the test for any error in a console and any request to another host, in all its browsers."""
    watcher = Watcher(host=urlsplit(live_server.url).netloc)
    yield watcher
    assert not (faults := watcher.unexpected()), "\n".join(faults)


@pytest.fixture
def visit(home: HomePage, live_server: LiveServer, browser: Browser, watcher: Watcher) -> Iterator[Visit]:
    """Gives each visitor a browser of their own, signed in as `user` or as a stranger."""
    contexts: list[BrowserContext] = []

    def open_browser(
        user: User | None = None,
        *,
        width: int = 1280,
        language: Literal["nl", "en"] = "nl",
        theme: Literal["light", "dark"] = "light",
        scripts: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHT},
            locale=language,
            color_scheme=theme,
            java_script_enabled=scripts,
            # Movement only makes a test wait, and a picture blurred.
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        watcher.watch(context)
        if user is not None:
            sign_in(context, user, live_server.url)
        return context.new_page()

    yield open_browser

    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def load_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], None]:
    """Loads the demonstration in an otherwise empty Brink: once for real, and then as that left it."""
    loaded: list[pristine.PutBack] = []

    def load() -> None:
        if loaded:
            loaded[0]()
        else:
            demonstrated.load(demonstrated.shared(tmp_path_factory))
            loaded.append(pristine.remember())

    return load


@pytest.fixture
def noor(visit: Visit, watcher: Watcher, load_demonstration: Callable[[], None]) -> User:
    """The employee of the demonstration, who also walks into an address that is not there."""
    watcher.expect("/nowhere/")
    load_demonstration()
    noor = User.objects.get(username="noor")
    for model in (NewsPage, ProcedurePage):
        page = model.objects.live().visible_to(noor).first()
        save_page(reader=noor, page_id=page.pk, now=timezone.now())
    return noor


@pytest.fixture
def screens(home: HomePage) -> dict[str, str]:
    """The address of each screen that we add to the admin, with something on it."""
    now = timezone.now()
    LessonFactory()
    gone = NewsPageFactory()
    link = f'<p>Kijk <a linktype="page" id="{gone.pk}">hier</a>.</p>'
    source = NewsPageFactory(title="De eik krijgt een bank", body=[("text", link)])
    translation = NewsPageFactory(title="The oak", language="en", translation_of=source)
    note_translation(source=source, target=translation, now=now)
    gone.delete()
    source.title = "De eik krijgt twee banken"
    source.save_revision().publish()
    overdue = ProcedurePageFactory(title="Verlof", review_due_on=timezone.localdate().replace(year=2020))
    for page in (source, translation, overdue):
        page.refresh_from_db()
        examine(page, now=now)
    thing = f"procedure-{overdue.pk}"
    Remark.objects.create(thing=thing, text="De prijs ontbreekt.", was_it=False, written_on=now)
    for user in UserFactory.create_batch(5):
        learn(user, "vrije dagen", NO, thing=thing, now=now)
    return {
        "failed-searches": "/admin/reports/failed-searches/",
        "not-it": "/admin/reports/not-it/",
        "heard": f"/admin/search/heard/{overdue.pk}/",
        "dashboard": "/admin/",
        "guide": "/admin/guide/",
        "findings": "/admin/reports/findings/",
        "broken-links": "/admin/reports/broken-links/",
        "translations": "/admin/reports/translations/",
        "translation": f"/admin/translations/{translation.pk}/",
        "tell": f"/admin/tell/{source.pk}/",
        "told": "/admin/notices/announcement/",
        "general-synonyms": "/admin/search/general-synonyms/?q=verlof",
    }


@pytest.fixture
def emre(home: HomePage) -> User:
    user = colleague("Emre Yildiz", username="emre", first_name="Emre")
    give_role(user, Role.EDITOR)
    return user


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    """Give the browser a session of the user, without walking through the sign-in screen."""
    client = Client()
    client.force_login(user)
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


def take_picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page in the folder that `BRINK_PICTURES` names, if it does."""
    if folder := os.environ.get("BRINK_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
