"""What is left of a screen on paper, and in the house style of an organisation."""

from playwright.sync_api import expect

from access.models import User
from tests.browser.conftest import Visit
from tests.factories.directory import PersonFactory
from tests.factories.pages import ProcedurePageFactory


def test_a_procedure_on_paper_has_its_steps_contact_form_and_date(visit: Visit, employee: User) -> None:
    helper = PersonFactory(name="Anneke de Groot", phone="0511 20 30 40", email="anneke@lindewaard.example")
    procedure = ProcedurePageFactory(
        title="Verlof aanvragen",
        contact=helper,
        system_label="Mijn HR",
        system_url="https://hr.lindewaard.example/verlof",
        steps=[("step", {"title": "Bekijk je uren", "text": "<p>Ze staan bovenaan.</p>"})],
    )
    page = visit(employee, theme="dark")
    page.goto(procedure.url)
    on_screen = page.get_by_text("0511 203 040")
    expect(on_screen).to_be_hidden()

    page.emulate_media(media="print")

    expect(on_screen).to_be_visible()
    expect(page.get_by_text("anneke@lindewaard.example")).to_be_visible()
    expect(page.get_by_text("Bekijk je uren")).to_be_visible()
    expect(page.get_by_role("link", name="Mijn HR")).to_be_visible()
    expect(page.get_by_text("Afgedrukt op")).to_be_visible()
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    expect(page.get_by_label("Je reactie")).to_be_hidden()
    # Ink on paper, whatever theme the reader has.
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 33, 25)"


def test_names_of_nl_design_system_colour_the_day_and_leave_the_night(visit: Visit, employee: User) -> None:
    give = """(themes) => { for (const [name, value] of Object.entries(themes)) {
        document.documentElement.style.setProperty(name, value); } }"""
    colour = "getComputedStyle(document.querySelector('main a:not([aria-current])')).color"
    theme = {"--utrecht-link-color": "rgb(21, 66, 115)", "--utrecht-document-font-family": "Verdana"}
    day, night = visit(employee), visit(employee, theme="dark")
    for page in (day, night):
        page.goto("/people/?q=xyzzy")
    before = night.evaluate(colour)

    for page in (day, night):
        page.evaluate(give, theme)

    assert day.evaluate(colour) == "rgb(21, 66, 115)"
    assert day.evaluate("getComputedStyle(document.body).fontFamily") == "Verdana"
    assert night.evaluate(colour) == before
