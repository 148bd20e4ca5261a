"""The front page as an organisation dresses it, and a must-know that is read."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import expect

from access.models import User
from directory.models import Audience, Person
from home.models import HomePage, OrganisationSettings
from news.models import MustKnowConfirmation
from tests.browser import markup
from tests.browser.accessible import assert_accessible, findings
from tests.browser.conftest import Visit, take_picture
from tests.browser.waiting import let_it_draw
from tests.factories.directory import AudienceFactory, LocationFactory, PersonFactory, UnitFactory
from tests.factories.news import MustKnowFactory
from tests.factories.organisation import organisation
from tests.factories.pages import NewsPageFactory

Look = tuple[Literal["nl", "en"], Literal["light", "dark"], int]
LOOKS: list[Look] = [
    ("nl", "light", 320),
    ("nl", "dark", 320),
    ("nl", "light", 768),
    ("nl", "dark", 768),
    ("nl", "light", 1280),
    ("nl", "dark", 1280),
    ("en", "light", 1280),
    ("en", "dark", 320),
]
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">'
    b'<rect width="80" height="40" fill="#01548a"/><circle cx="40" cy="20" r="12" fill="#ffffff"/></svg>'
)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_must_know_is_read_and_goes_away(visit: Visit, employee: User, scripts: bool) -> None:
    page_to_read = NewsPageFactory(title="Zo stel je een code in")
    MustKnowFactory(title_nl="Inloggen met een code", page=page_to_read)
    page = visit(employee, scripts=scripts)
    page.goto("/")
    strip = page.locator(".must-know")
    expect(strip.get_by_role("link", name="Zo stel je een code in")).to_have_attribute(
        "href", page_to_read.url
    )

    strip.get_by_role("button", name="Gelezen").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Fijn dat je het hebt gelezen.")
    expect(strip).to_have_count(0)
    assert MustKnowConfirmation.objects.count() == 1
    page.goto("/")
    expect(page.locator(".must-know")).to_have_count(0)


def test_pressing_twice_confirms_once(visit: Visit, employee: User) -> None:
    MustKnowFactory()
    page = visit(employee)
    page.goto("/")

    page.locator(".must-know button").evaluate("button => { button.click(); button.click() }")

    expect(page.locator(".must-know")).to_have_count(0)
    assert MustKnowConfirmation.objects.count() == 1


def dress(reader: User, theme: Literal["light", "dark"]) -> OrganisationSettings:
    """Let the demonstration have all that an organisation can put on the front page."""
    me = Person.objects.get(user=reader)
    audience = Audience.objects.create(name=f"Collega’s van {me.unit} {theme}")  # noqa: RUF001  # Dutch
    assert me.unit is not None
    audience.units.add(me.unit)
    until = timezone.now() + timedelta(days=2)
    MustKnowFactory(
        title_nl="inloggen gaat anders",
        title_en="signing in changes",
        text_nl="Vanaf 1 december log je in met je toegangspas én een code.",
        text_en="From 1 December you sign in with your pass and a code.",
        reason_nl="Je ziet dit omdat je een vaste werkplek hebt.",
        audience=audience,
        page=NewsPageFactory(title="Zo stel je een code in", audiences=[audience]),
        keeper=Person.objects.exclude(pk=me.pk).order_by("pk")[0],
    )
    words = ("Rooster bekijken", "Uren schrijven", "Storing melden", "Verlof aanvragen")
    return organisation(
        name="Gemeente Lindewaard",
        logo=ContentFile(DRAWING, name="logo.svg"),
        accent_light="#01548a",
        accent_dark="#7fc3f0",
        banner_nl="De telefoons zijn tot drie uur onbereikbaar.",
        banner_en="The telephones are out of order until three.",
        banner_until=until,
        banner_level="urgent",
        banner_address="/people/",
        house_rules_nl="<h2>Wees hoffelijk</h2><p>Schrijf zoals je aan tafel praat.</p>",
        foot_menu=[{"address": "/people/", "label_nl": "Hulp bij Brink", "label_en": "Help"}],
        quick_links=[
            {"address": "/people/", "label_nl": word, "icon": icon}
            for word, icon in zip(words, ("calendar", "clock", "phone", "mail"), strict=True)
        ],
    )


def test_a_dressed_front_page_reads_well_everywhere(visit: Visit, noor: User, tmp_path: Path) -> None:
    dress(noor, "light")
    html = {}

    for language, theme, width in LOOKS:
        page = visit(noor, width=width, language=language, theme=theme)
        for name, address in {"front": "/", "house-rules": "/house-rules/"}.items():
            response = page.goto(address)
            assert response is not None
            html[f"{name} {language}"] = response.text()
            assert_accessible(page)
            take_picture(page, f"{name}-{language}-{theme}")
        page.goto("/")
        assert page.locator(".must-know").count() == 1

    assert markup.errors(html, tmp_path) == []


def test_the_accent_of_the_organisation_is_what_the_browser_paints(
    visit: Visit, employee: User, home: HomePage
) -> None:
    NewsPageFactory()
    NewsPageFactory()
    organisation(accent_light="#01548a", accent_dark="#7fc3f0")

    for theme, colour in (("light", "rgb(1, 84, 138)"), ("dark", "rgb(127, 195, 240)")):
        page = visit(employee, theme=theme)  # type: ignore[arg-type]  # one of the two
        page.goto("/")

        assert page.locator(".head a").first.evaluate("link => getComputedStyle(link).color") == colour


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_we_add_to_the_admin_is_accessible(visit: Visit, home: HomePage, language: str) -> None:
    administrator = User.objects.create_superuser("administrator", language=language)
    PersonFactory(user=administrator)
    must_know = MustKnowFactory()
    audience = AudienceFactory(units=[UnitFactory()], locations=[LocationFactory()])
    offline = NewsPageFactory(live=False)
    settings = organisation(
        main_menu=[{"page": offline}], quick_links=[{"address": "/people/", "label_nl": "Collega zoeken"}]
    )
    page = visit(administrator, language="nl" if language == "nl" else "en")

    for address in (
        "/admin/snippets/news/mustknow/",
        f"/admin/snippets/news/mustknow/edit/{must_know.pk}/",
        "/admin/directory/audience/",
        f"/admin/directory/audience/edit/{audience.pk}/",
        f"/admin/settings/home/organisationsettings/{settings.site_id}/",
        f"/admin/pages/{home.pk}/edit/",
    ):
        page.goto(address)
        let_it_draw(page)

        assert findings(page) == [], address
