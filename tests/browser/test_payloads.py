"""No script that somebody writes in dialogue is ever run, also with the content security policy off."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Dialog, Page
from pytest_django.live_server_helper import LiveServer

from access.models import User
from home.models import HomePage
from tests.browser.conftest import PATIENCE, sign_in
from tests.browser.payloads import fill_every_field, packed, payloads, plant
from tests.browser.watching import Watcher
from tests.dialogue.attacked import addresses
from tests.factories.dialogue import colleague, moderator

# What runs when it is drawn, hovered or pressed; our own pages have none of it.
LIVE = """() => [...document.querySelectorAll("body *")].flatMap((element) =>
  [...element.attributes]
    .filter(({name, value}) => /^on/i.test(name) || /^\\s*(javascript|vbscript|data:text)/i.test(value))
    .map(({name}) => `${element.tagName} ${name}`)
).concat([...document.scripts].filter((script) => !script.src).map(() => "SCRIPT without an address"))"""


class Net:
    """Browsers without a policy, and what was run in them."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.watcher = Watcher(host=urlsplit(url).netloc)
        self.caught: list[str] = []
        self.opened = 0
        self._browser = browser

    def open(self, user: User) -> Page:
        """Return a tab of `user`."""
        context: BrowserContext = self._browser.new_context(
            base_url=self.url, bypass_csp=True, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        self.watcher.watch(context)
        sign_in(context, user, self.url)
        page = context.new_page()
        page.on("dialog", self._catch)
        return page

    def look(self, page: Page, address: str) -> None:
        """Open the address, and note what is alive in it."""
        page.goto(address)
        self.judge(page)

    def judge(self, page: Page) -> None:
        """Note what is alive in the page as it stands."""
        self.opened += 1
        if not urlsplit(page.url).path.startswith("/admin/"):
            self.caught += [f"{page.url}: {what}" for what in page.evaluate(LIVE)]

    def all(self) -> list[str]:
        """Return what was run, or could be by pressing it."""
        elsewhere = [fault for fault in self.watcher.faults if not fault.startswith("console:")]
        return [*self.caught, *elsewhere]

    def _catch(self, dialog: Dialog) -> None:
        self.caught.append(f"{dialog.page.url if dialog.page else ''}: {dialog.type} {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def net(home: HomePage, live_server: LiveServer, browser: Browser) -> Iterator[Net]:
    net = Net(browser, live_server.url)
    yield net
    for context in browser.contexts:
        context.close()


def pages_of(user: User, among: list[str]) -> list[str]:
    """Return which addresses are a page to `user`."""
    client = Client()
    client.force_login(user)
    answers = {address: client.get(address) for address in dict.fromkeys(among)}
    return [
        address
        for address, answer in answers.items()
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    ]


def test_no_script_in_any_text_of_dialogue_is_run(net: Net, capsys: pytest.CaptureFixture[str]) -> None:
    strings = payloads()
    author, judge = colleague("Ada Auteur", username="author"), moderator()
    planted = plant(strings, author)
    fields = fill_every_field(strings)
    everywhere = [
        *("/", "/search/?q=alert"),
        *(page.url for page in planted.pages),
        *addresses(planted.pages[-1], planted.judged.pk, planted.hidden.pk),
        *(reverse("dialogue:decision", args=[decision.pk]) for decision in planted.decisions),
    ]

    for user in (author, judge):
        page = net.open(user)
        for address in pages_of(user, everywhere):
            net.look(page, address)

    writing = net.open(author)
    for text in packed(strings, 4_000):
        writing.goto(planted.pages[0].url)
        form = writing.locator("form:has(textarea[name=text])").last
        form.locator("textarea").fill(text)
        form.locator("button[value=preview]").click()
        writing.locator(".preview").wait_for()
        net.judge(writing)

    found = net.all()
    with capsys.disabled():
        print(
            f"\n{len(strings)} payloads in {len(fields)} text fields and the comments,"
            f" on {net.opened} screens: {len(found)} executed"
        )
    assert found == []


def test_a_script_that_is_run_is_caught(net: Net) -> None:
    page = net.open(colleague("Ada Auteur", username="author"))
    page.goto("/")

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')")
    page.wait_for_timeout(500)
    net.judge(page)

    assert any("alert 1" in caught for caught in net.caught)
    assert any("IMG onerror" in caught for caught in net.caught)
