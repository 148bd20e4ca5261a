"""What colleagues do with their own profile and with the directory, by keyboard, with scripts on and off."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from access.models import User
from directory.models import Absence, FieldVisibility, Person, PersonPhoto, Unit, Workday
from home.models import HomePage
from tests.browser.conftest import Visit
from tests.browser.keyboard import Keyboard
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.directory import PersonFactory, UnitFactory
from tests.second_factor.codes import code_of

both_ways = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
PHONE = "+31612345678"
BY_NUMBER = "/people/?q=0612345678"


@pytest.fixture
def wegen(home: HomePage) -> Unit:
    unit: Unit = UnitFactory(name="Wegen")
    return unit


@pytest.fixture
def tjitske(wegen: Unit, employee: User) -> Person:
    """Who signs in as `employee`, and has worked here for a year."""
    person: Person = PersonFactory(
        name="Tjitske Bakker",
        user=employee,
        unit=wegen,
        mobile=PHONE,
        made_at=timezone.now() - timedelta(days=365),
    )
    return person


def to_the_content(page: Page, keys: Keyboard) -> None:
    keys.tab_to("Naar de inhoud")
    keys.press("Enter")


def enter(page: Page, keys: Keyboard) -> None:
    """Press Enter, and wait for the screen that it leads to."""
    with page.expect_navigation():
        keys.press("Enter")


def follow(page: Page, keys: Keyboard, name: str, *, tag: str = "a") -> None:
    """Go past the menu to the control of that name, and press it."""
    to_the_content(page, keys)
    keys.tab_to(name, tag=tag)
    enter(page, keys)


@both_ways
def test_a_week_and_an_absence_are_told(visit: Visit, employee: User, tjitske: Person, scripts: bool) -> None:
    PersonFactory(name="Lieke Visser")
    page = visit(employee, scripts=scripts)
    page.goto("/")
    keys = Keyboard(page)

    keys.tab_to("Jouw profiel, Tjitske Bakker")
    enter(page, keys)
    follow(page, keys, "Wijzig je profiel")
    follow(page, keys, "Waar en wanneer je werkt")
    keys.tab_to("maandag: waar", tag="select")
    keys.type("thuis")
    keys.tab_to("dinsdag: waar", tag="select")
    keys.press("ArrowDown")
    keys.tab_to("Bewaar", tag="button")
    enter(page, keys)
    expect(page.get_by_role("status")).to_contain_text("Bewaard: Waar en wanneer je werkt.")

    follow(page, keys, "Afwezig")
    keys.tab_to("Vanaf", tag="input")
    # The same whether a browser asks for the day or for the month first.
    keys.type(f"0101{timezone.localdate().year + 1}")
    keys.tab_to("Wie neemt waar", tag="input")
    keys.type("lieke")
    enter(page, keys)

    expect(page.get_by_role("status")).to_contain_text("Bewaard: wanneer je afwezig bent.")
    expect(page.locator("main")).to_contain_text("Lieke Visser neemt waar")
    days = Workday.objects.filter(person=tjitske).order_by("weekday").values_list("weekday", "place")
    assert list(days) == [(1, "home"), (2, "office")]
    assert str(Absence.objects.get(person=tjitske).stand_in) == "Lieke Visser"


def test_a_phone_is_hidden_from_other_units(visit: Visit, employee: User, tjitske: Person) -> None:
    outsider = UserFactory()
    PersonFactory(name="Hugo de Graaf", user=outsider, unit=UnitFactory(name="Belastingen"))
    page, other = visit(employee, scripts=False), visit(outsider, scripts=False)
    other.goto(tjitske.get_absolute_url())
    expect(other.locator("main")).to_contain_text("06 12345678")
    other.goto(BY_NUMBER)
    expect(other.get_by_role("link", name="Tjitske Bakker")).to_be_visible()
    page.goto(f"{tjitske.get_absolute_url()}edit/")
    keys = Keyboard(page)

    follow(page, keys, "Hoe je te bereiken bent")
    keys.tab_to("Wie ziet dit: mobiele telefoon", tag="select")
    keys.type("mijn")
    keys.tab_to("Bewaar", tag="button")
    enter(page, keys)
    expect(page.get_by_role("status")).to_contain_text("Bewaard: Hoe je te bereiken bent.")
    follow(page, keys, "Bekijk het zoals anderen")

    expect(page.get_by_role("status")).to_contain_text("Dit ziet een collega van een ander onderdeel.")
    expect(page.locator("main")).not_to_contain_text("12345678")
    follow(page, keys, "Terug naar")
    expect(page.locator("main")).to_contain_text("06 12345678")
    other.goto(tjitske.get_absolute_url())
    expect(other.get_by_role("heading", level=1)).to_have_text("Tjitske Bakker")
    expect(other.locator("main")).not_to_contain_text("12345678")
    other.goto(BY_NUMBER)
    expect(other.get_by_role("link", name="Tjitske Bakker")).to_have_count(0)
    assert FieldVisibility.objects.get(person=tjitske).level == "unit"


def test_a_list_is_narrowed_down_and_a_line_of_leaders_walked(
    visit: Visit, employee: User, wegen: Unit, tjitske: Person
) -> None:
    other = UnitFactory(name="Belastingen")
    PersonFactory(name="Hugo de Graaf", unit=other)
    below = UnitFactory(name="Bruggen", parent=wegen)
    leader = PersonFactory(name="Petra Vos", unit=wegen)
    Unit.objects.filter(pk=below.pk).update(leader=leader)
    Person.objects.filter(pk=tjitske.pk).update(manager=leader)
    page = visit(employee, scripts=False)
    page.goto("/people/")
    keys = Keyboard(page)

    keys.tab_to("Alle onderdelen", tag="input")
    keys.press("ArrowDown", "ArrowDown")
    assert "Wegen" in keys.focused()["name"]
    keys.tab_to("Toon", tag="button")
    enter(page, keys)
    expect(page).to_have_url(re.compile("unit=wegen"))
    expect(page.locator(".found")).to_have_count(2)
    follow(page, keys, "haal weg")
    expect(page.locator(".found")).to_have_count(3)

    follow(page, keys, "Alle onderdelen")
    follow(page, keys, "Wegen")
    follow(page, keys, "Organogram")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wegen")
    follow(page, keys, "Bruggen")
    follow(page, keys, "Petra Vos")
    follow(page, keys, "Organogram")
    expect(page.get_by_role("heading", level=1)).to_have_text("Met wie Petra Vos werkt")
    follow(page, keys, "Tjitske Bakker")

    expect(page.get_by_role("heading", level=1)).to_have_text("Tjitske Bakker")


def sign_in(page: Page, keys: Keyboard) -> None:
    page.goto("/login/")
    keys.tab_to("Naam of e-mailadres", tag="input")
    keys.type("employee")
    keys.tab_to("Wachtwoord", tag="input")
    keys.type(PASSWORD)
    enter(page, keys)


@both_ways
def test_a_second_step_is_set_up_and_another_device_signed_out(
    visit: Visit, employee: User, tjitske: Person, scripts: bool
) -> None:
    page, elsewhere = visit(scripts=scripts), visit(scripts=scripts)
    keys = Keyboard(page)
    sign_in(page, keys)
    page.goto("/settings/")

    follow(page, keys, "Je tweede stap")
    follow(page, keys, "Een app toevoegen")
    secret = page.locator("#secret").input_value()
    keys.tab_to("Code", tag="input")
    keys.type(code_of(secret))
    enter(page, keys)
    expect(page.locator(".codes li")).to_have_count(10)

    there = Keyboard(elsewhere)
    sign_in(elsewhere, there)
    expect(elsewhere).to_have_url("/login/second-factor/")
    there.tab_to("Code", tag="input")
    there.type(code_of(secret))
    enter(elsewhere, there)
    expect(elsewhere.get_by_role("button", name="Log uit")).to_be_visible()

    page.goto("/settings/")
    follow(page, keys, "Log daar uit", tag="button")
    expect(page.get_by_role("status")).to_contain_text("uitgelogd")
    elsewhere.goto("/")
    expect(elsewhere).to_have_url(re.compile("/login/"))


def test_a_photo_is_chosen_and_cut(visit: Visit, employee: User, tjitske: Person) -> None:
    photo = BytesIO()
    Image.new("RGB", (400, 300), "blue").save(photo, "JPEG")
    page = visit(employee)
    page.goto(f"{tjitske.get_absolute_url()}edit/")
    keys = Keyboard(page)

    follow(page, keys, "Foto")
    keys.tab_to("Foto", tag="input")
    # Choosing a file is done in a window of the browser's own.
    chosen: FilePayload = {"name": "ik.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    page.get_by_label("Foto", exact=True).set_input_files(chosen)
    keys.tab_to("Gebruik deze foto", tag="button")
    enter(page, keys)
    expect(page.get_by_role("status")).to_contain_text("Je foto staat er.")
    to_the_content(page, keys)
    keys.tab_to("Van links naar rechts", tag="input")
    keys.press("Home")
    keys.tab_to("Hoeveel van de foto", tag="input")
    before = page.locator("[data-frame]").bounding_box()
    keys.press(*["ArrowLeft"] * 20)
    after = page.locator("[data-frame]").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] < before["width"]
    keys.tab_to("Laat dit deel zien", tag="button")
    enter(page, keys)

    expect(page.get_by_role("status")).to_contain_text("Bewaard. Zo zien")
    kept = PersonPhoto.objects.get(person=tjitske)
    assert (kept.left, kept.side) == (0, 0.8)


def test_who_is_asked_says_what_is_no_longer_right(visit: Visit, employee: User, tjitske: Person) -> None:
    page = visit(employee, scripts=False)
    page.goto("/")
    keys = Keyboard(page)

    to_the_content(page, keys)
    keys.tab_to("Dit klopt", tag="input")
    keys.tab_to("Dit klopt", tag="input")
    keys.press("ArrowDown")
    assert keys.focused()["name"] == "Ik wijzig het"
    keys.tab_to("Klaar", tag="button")
    enter(page, keys)

    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe je te bereiken bent")
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text("Klopt dit nog?")
