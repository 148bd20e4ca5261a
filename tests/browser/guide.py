"""What the guide shows: each picture is the end of a walk through the real admin."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Page as WagtailPage

from access.models import IdentityProvider, User
from content.translations import note_translation
from directory.leaving import leave
from directory.models import ColumnMapping, Person, Source, Unit

Language = Literal["nl", "en"]
DOCS = Path(settings.BASE_DIR) / "docs"
# All has come, and for half a second nothing else did. The goodbye of an editor that was left may be under
# way for ever in the eyes of Playwright, whose own idle network then never comes.
IS_THERE = """() => document.readyState === "complete" &&
  performance.now() - Math.max(...performance.getEntries().map((entry) => entry.responseEnd || 0)) > 500"""
TEXTS: dict[Language, Path] = {
    "nl": DOCS / "using" / "editing.nl.md",
    "en": DOCS / "using" / "editing.en.md",
}


@dataclass(frozen=True)
class Names:
    """What the buttons are called that a walk presses, exactly as the guide writes them."""

    add: str
    actions: str
    more: str
    hand_in: str
    approve: str
    insert: str
    set_schedule: str
    compare: str


NAMES: dict[Language, Names] = {
    "nl": Names(
        add="Voeg onderliggende pagina toe",
        actions="Acties",
        more="Meer acties",
        hand_in="Indienen bij de redactie",
        approve="Goedkeuren",
        insert="Blok invoegen",
        set_schedule="Planning instellen",
        compare="Vergelijk met de bron",
    ),
    "en": Names(
        add="Add child page",
        actions="Actions",
        more="More actions",
        hand_in="Hand in to the newsroom",
        approve="Approve",
        insert="Insert a block",
        set_schedule="Set schedule",
        compare="Compare with the source",
    ),
}

# What a walk ends with: the parts of the screen that the picture shows.
Seen = list[Locator]


@dataclass(frozen=True)
class Walk:
    """The way to one picture."""

    name: str
    take: Callable[[Page, Language], Seen]
    who: str = "emre"

    def picture_in(self, language: Language) -> str:
        """Return the name of its picture, as the text of the guide has it."""
        return f"{self.name}-{language}.webp"


def prepare_demo(writer: User) -> None:
    """Hand in a text, let the source of a translation change, and bring in what administrators keep."""
    draft = page_at("droogkast", "nl").specific
    draft.summary = draft.keywords = draft.image_alt = ""
    draft.save_revision(user=writer)
    draft.get_workflow().start(draft, writer)
    source, target = page_at("de-soep-heeft-gewonnen", "nl"), page_at("de-soep-heeft-gewonnen", "en")
    note_translation(source=source.specific, target=target.specific, now=timezone.now())
    changed = source.specific
    changed.title = "Drie soepen, 214 stemmen: donderdag wordt linzendag"
    changed.save_revision().publish()
    prepare_registers()


def prepare_registers() -> None:
    """Say what the columns of a file hold, add an identity provider, and let someone leave."""
    ColumnMapping.objects.create(
        name="Personeelszaken",
        source=Source.objects.get(slug="personeelszaken"),
        columns={
            "number": "Nr",
            "name": "Roepnaam + Achternaam",
            "email": "Werkmail",
            "job_title": "Functienaam",
            "unit": "Sector / Afdeling",
            "manager": "Nr leidinggevende",
        },
    )
    IdentityProvider.objects.create(
        name="Lindewaard",
        slug="lindewaard",
        server_url="https://sso.lindewaard.example/realms/werk",
        client_id="brink",
    )
    leave(person=Person.objects.get(slug="bart-zijlstra"), on=timezone.localdate(), now=timezone.now())


def page_at(slug: str, language: Language) -> Any:
    """Return the page with this Dutch slug, or its translation. Any: Wagtail's pages have no types."""
    page = WagtailPage.objects.get(slug=slug, locale__language_code="nl", depth__gt=1)
    if language == "nl":
        return page
    return page.get_translations().get(locale__language_code=language)


def open_in_admin(page: Page, slug: str, language: Language) -> None:
    page.goto(f"/admin/pages/{page_at(slug, language).pk}/edit/")
    page.wait_for_function(IS_THERE)


def first_screen(page: Page, language: Language) -> Seen:
    page.goto("/admin/")
    return [page.locator("body")]


def the_list(page: Page, language: Language) -> Seen:
    page.goto(f"/admin/pages/{page_at('news', language).pk}/")
    expect(page.get_by_role("link", name=NAMES[language].add).first).to_be_visible()
    return [page.locator("main")]


def writing(page: Page, language: Language) -> Seen:
    open_in_admin(page, "balie-tussen-de-boeken", language)
    return [page.locator("main")]


def the_checks(page: Page, language: Language) -> Seen:
    open_in_admin(page, "droogkast", "nl")
    page.locator("[data-side-panel-toggle=checks]").click()
    expect(page.locator(".before-publishing li").first).to_be_visible()
    return [page.locator("[data-side-panel-toggle=status]"), page.locator(".before-publishing")]


def handing_in(page: Page, language: Language) -> Seen:
    open_in_admin(page, "balie-tussen-de-boeken", language)
    return menu_below(page, language, NAMES[language].hand_in)


def approving(page: Page, language: Language) -> Seen:
    open_in_admin(page, "droogkast", "nl")
    return menu_below(page, language, NAMES[language].approve)


def menu_below(page: Page, language: Language, name: str) -> Seen:
    page.get_by_role("button", name=NAMES[language].more).click()
    expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    return [page.locator("footer"), page.locator("footer [data-tippy-root]")]


def the_blocks(page: Page, language: Language) -> Seen:
    open_in_admin(page, "balie-tussen-de-boeken", language)
    body = page.locator("[id$=-body-section]")
    body.evaluate("element => element.scrollIntoView()")
    body.get_by_role("button", name=NAMES[language].insert).first.click()
    options = page.locator("[role=option]")
    expect(options).to_have_count(13)
    return [page.locator("input[role=combobox]"), *options.all()]


def the_image(page: Page, language: Language) -> Seen:
    open_in_admin(page, "balie-tussen-de-boeken", language)
    image, words = page.locator("[id$=-image-section]"), page.locator("[id$=-image_alt-section]")
    page.locator("[id$=-summary-section]").evaluate("element => element.scrollIntoView()")
    return [image, words]


def planning(page: Page, language: Language) -> Seen:
    open_in_admin(page, "balie-tussen-de-boeken", language)
    page.locator("[data-side-panel-toggle=status]").click()
    page.get_by_role("button", name=NAMES[language].set_schedule).click()
    dialog = page.get_by_role("dialog").locator("visible=true")
    expect(dialog).to_be_visible()
    return [dialog.locator(".w-dialog__box")]


def the_episode(page: Page, language: Language) -> Seen:
    open_in_admin(page, "ravi-rijdt-als-de-stad-slaapt", language)
    file, lines = page.locator("[id$=transcript_file-section]"), page.locator("[id$=transcript-section]")
    file.evaluate("element => element.scrollIntoView()")
    return [file, lines]


def translating(page: Page, language: Language) -> Seen:
    open_in_admin(page, "de-soep-heeft-gewonnen", "en")
    page.locator("header").get_by_role("button", name=NAMES[language].actions).first.click()
    expect(page.get_by_role("link", name=NAMES[language].compare)).to_be_visible()
    page.goto(f"/admin/translations/{page_at('de-soep-heeft-gewonnen', 'en').pk}/")
    return [page.locator("main")]


def the_front_page(page: Page, language: Language) -> Seen:
    open_in_admin(page, "home-nl", "nl")
    return [page.locator("main")]


def the_organisation(page: Page, language: Language) -> Seen:
    page.goto("/admin/settings/home/organisationsettings/")
    page.wait_for_function(IS_THERE)
    return [page.locator("main")]


def the_source(page: Page, language: Language) -> Seen:
    page.goto(f"/admin/directory/source/edit/{Source.objects.get(slug='personeelszaken').pk}/")
    page.locator("#id_delivers").evaluate("element => element.scrollIntoView({block: 'center'})")
    return [page.locator("main")]


def the_unit(page: Page, language: Language) -> Seen:
    page.goto(f"/admin/directory/unit/edit/{Unit.objects.get(slug='communicatie').pk}/")
    page.locator("#id_parent").evaluate("element => element.scrollIntoView({block: 'start'})")
    return [page.locator("main")]


def the_mapping(page: Page, language: Language) -> Seen:
    page.goto(f"/admin/directory/columnmapping/edit/{ColumnMapping.objects.get().pk}/")
    page.locator("#id_column_number").evaluate("element => element.scrollIntoView({block: 'center'})")
    return [page.locator("main")]


def the_provider(page: Page, language: Language) -> Seen:
    page.goto(f"/admin/access/identityprovider/edit/{IdentityProvider.objects.get().pk}/")
    page.locator("#id_makes_people").evaluate("element => element.scrollIntoView({block: 'center'})")
    return [page.locator("main")]


def erasing(page: Page, language: Language) -> Seen:
    page.goto(f"/admin/erasing/{Person.objects.get(slug='bart-zijlstra').pk}/")
    return [page.locator("main")]


# In the order of the guide.
WALKS = (
    Walk("first-screen", first_screen),
    Walk("list", the_list),
    Walk("writing", writing),
    Walk("checks", the_checks),
    Walk("handing-in", handing_in),
    Walk("approving", approving),
    Walk("blocks", the_blocks),
    Walk("image", the_image),
    Walk("planning", planning),
    Walk("episode", the_episode),
    Walk("front-page", the_front_page),
    Walk("translating", translating),
    Walk("organisation", the_organisation),
    Walk("source", the_source, who="admin"),
    Walk("unit", the_unit, who="admin"),
    Walk("mapping", the_mapping, who="admin"),
    Walk("provider", the_provider, who="admin"),
    Walk("erasing", erasing, who="admin"),
)
