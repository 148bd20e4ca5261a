"""The six main tasks with the keyboard alone, from the beginning of the page."""

import pytest
from playwright.sync_api import expect

from access.models import User
from directory.models import Person
from home.models import HomePage
from news.models import NewsPage
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory


@pytest.fixture
def item(home: HomePage) -> NewsPage:
    page: NewsPage = NewsPageFactory(title="De brug is weer open", author=PersonFactory())
    return page


@pytest.fixture
def liv(home: HomePage) -> Person:
    person: Person = PersonFactory(name="Liv Aerts", sort_name="Aerts, Liv")
    return person


def test_signing_in(visit: Visit, employee: User) -> None:
    page = visit()
    page.goto("/")
    keys = Keyboard(page)

    keys.tab_to("Naar de inhoud")
    keys.press("Enter")
    keys.tab_to("Naam of e-mailadres")
    keys.type("employee")
    keys.tab_to("Wachtwoord", tag="input")
    keys.type("secret")
    keys.tab_to("Log in", tag="button")
    keys.press("Enter")

    expect(page).to_have_url("/")
    expect(page.get_by_role("button", name="Log uit")).to_be_visible()


def test_finding_a_colleague(visit: Visit, employee: User, liv: Person) -> None:
    page = visit(employee)
    page.goto("/")
    keys = Keyboard(page)

    keys.tab_to("Collega", tag="a")
    keys.press("Enter")
    expect(page).to_have_url("/people/")
    keys.tab_to("Naar de inhoud")
    keys.press("Enter")
    keys.tab_to("Naam, onderwerp of plaats")
    keys.type("liv")
    keys.press("Enter")
    expect(page).to_have_url("/people/?q=liv")
    keys.tab_to("Liv Aerts", tag="a")
    keys.press("Enter")

    expect(page.get_by_role("heading", name="Liv Aerts", level=1)).to_be_visible()


def test_finding_a_procedure(visit: Visit, employee: User) -> None:
    ProcedurePageFactory(title="Verlof aanvragen")
    page = visit(employee)
    page.goto("/")
    keys = Keyboard(page)

    keys.tab_to("Zoek in Brink")
    keys.type("verlof")
    keys.press("Enter")
    expect(page).to_have_url("/search/?q=verlof")
    keys.tab_to("Verlof aanvragen", tag="a")
    keys.press("Enter")

    expect(page.get_by_role("heading", name="Verlof aanvragen", level=1)).to_be_visible()


def test_reading_and_commenting(visit: Visit, employee: User, item: NewsPage) -> None:
    page = visit(employee)
    page.goto(str(item.url))
    keys = Keyboard(page)

    keys.tab_to("Naar de inhoud")
    keys.press("Enter")
    keys.tab_to("", tag="textarea")
    keys.type("Eindelijk, ik fiets weer rechtdoor.")
    keys.tab_to("Plaats", tag="button")
    keys.press("Enter")

    expect(page.locator(".comment")).to_contain_text("Eindelijk, ik fiets weer rechtdoor.")
    expect(page.get_by_role("status").filter(has_text="Je reactie staat er.")).to_be_visible()
    keys.tab_to("Antwoord")


def test_changing_the_language(visit: Visit, employee: User) -> None:
    page = visit(employee)
    page.goto("/settings/")
    keys = Keyboard(page)

    keys.tab_to("Zoals mijn browser", tag="input")
    keys.press("ArrowUp")
    assert keys.focused()["name"] == "English"
    keys.tab_to("Bewaar de taal")
    keys.press("Enter")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("status")).to_have_text("Saved. This is how you read Brink from now on.")
    keys.tab_to("Nederlands", tag="button")
    keys.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_saving_and_finding_back(visit: Visit, employee: User, item: NewsPage) -> None:
    page = visit(employee)
    page.goto(str(item.url))
    keys = Keyboard(page)

    keys.tab_to("Bewaar", tag="button")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Bewaard")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Bewaard")).to_be_focused()
    keys.tab_to("Bewaard", tag="a")
    keys.press("Enter")
    expect(page).to_have_url("/saved/")
    assert_accessible(page)

    keys.tab_to("Haal van de lijst")
    keys.press("Enter")
    way_back = page.get_by_role("button", name="Zet terug De brug is weer open")
    expect(way_back).to_be_focused()
    told = page.get_by_role("main").get_by_role("status")
    expect(told).to_contain_text("“De brug is weer open” staat niet meer in je lijst.")
    # htmx takes over what it put in a moment later; before that the browser sends the form by itself.
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)
    keys.press("Enter")
    expect(page.get_by_role("button", name="Haal van de lijst De brug is weer open")).to_be_focused()
    keys.press("Shift+Tab", "Enter")

    expect(page.get_by_role("heading", name="De brug is weer open", level=1)).to_be_visible()
