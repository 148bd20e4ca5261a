"""The settings of the organisation in the Wagtail admin: what is wrong is said at its field."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from home.models import OrganisationSettings
from news.models import NewsPage
from tests.factories.accounts import UserFactory
from tests.factories.organisation import organisation
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def address(home: object) -> str:
    return f"/admin/settings/home/organisationsettings/{organisation().site_id}/"


def form(
    menu: list[dict[str, Any]] | None = None, **changes: Any
) -> dict[str, Any]:  # Any: as the client takes it
    """Return what a browser sends, with lines of the main menu."""
    lines = menu or []
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    sent: dict[str, Any] = {"banner_level": "calm", "house_rules_nl": "null", "house_rules_en": "null"}
    for name in ("main_menu", "foot_menu", "quick_links"):
        count = len(lines) if name == "main_menu" else 0
        sent |= {f"{name}-{key}": value for key, value in {**empty, "TOTAL_FORMS": count}.items()}
    for place, line in enumerate(lines):
        filled = {"page": "", "address": "", "label_nl": "", "label_en": "", "ORDER": place + 1, **line}
        sent |= {f"main_menu-{place}-{key}": value for key, value in filled.items()}
    return {**sent, **changes}


def errors_of(answer: Any) -> dict[str, list[str]]:  # Any: the test client's answer
    assert answer.status_code == 200
    found = dict(answer.context["form"].errors)
    for line in answer.context["form"].formsets["main_menu"].forms:
        found |= line.errors
    return found


def test_an_editor_sets_name_looks_and_menu(editor: Client, address: str) -> None:
    page = NewsPageFactory(title="Hulp bij Brink")

    answer = editor.post(
        address,
        form(
            menu=[{"page": page.pk}, {"address": "/people/", "label_nl": "Collega’s"}],  # noqa: RUF001  # Dutch
            name="Lindewaard",
            accent_light="#004080",
            theme=":root {\n  --utrecht-x: 4px;\n}",
            logo=SimpleUploadedFile("logo.svg", DRAWING),
        ),
    )

    assert answer.status_code == 302
    settings = OrganisationSettings.objects.get()
    assert settings.name == "Lindewaard"
    assert settings.logo_kind == "SVG"
    assert [line["key"] or line["address"] for line in settings.frame_data["main_menu"]] == [
        str(page.translation_key),
        "/people/",
    ]
    # The form opens again, with a link to the logo that works.
    assert settings.logo_url in editor.get(address).text


def test_the_logo_stays_when_something_else_is_saved_and_goes_when_it_is_cleared(
    editor: Client, address: str
) -> None:
    editor.post(address, form(logo=SimpleUploadedFile("logo.svg", DRAWING)))

    editor.post(address, form(name="Lindewaard"))
    kept = OrganisationSettings.objects.get()
    editor.post(address, form() | {"logo-clear": "on"})

    assert kept.logo_digest
    assert OrganisationSettings.objects.get().logo_url == ""


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("accent_light", "#7fb3ff", "De dichtstbijzijnde kleur die wel leest is #"),
        ("accent_dark", "#204a0f", "het contrast is"),
        ("accent_light", "green", "zes cijfers"),
        ("accent_light", "#12345\u0661", "zes cijfers"),
        ("theme", "--a: url(https://evil.example/);", "Regel 1"),
        ("theme", "--accent: #ffff00;", "een naam van Brink"),
        ("banner_nl", "x" * 201, "niet meer dan 200"),
        ("banner_address", "javascript:alert(1)", "Begin met https://"),
        ("logo", SimpleUploadedFile("logo.svg", DRAWING.replace(b"<rect", b"<script/><rect")), "een script"),
        ("logo", SimpleUploadedFile("logo.png", b"not a picture"), "Dit logo kunnen we niet tonen"),
        ("logo", SimpleUploadedFile("logo.png", b""), "leeg"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    editor: Client, address: str, field: str, value: Any, words: str
) -> None:
    answer = editor.post(address, form(name="Lindewaard", **{field: value}))

    found = errors_of(answer)
    assert list(found) == [field]
    assert words in " ".join(found[field])
    assert OrganisationSettings.objects.get().name == ""


def test_the_nearest_colour_that_is_named_is_accepted(editor: Client, address: str) -> None:
    refused = errors_of(editor.post(address, form(accent_light="#7fb3ff")))["accent_light"][0]
    nearest = refused.rsplit(" ", 1)[1].rstrip(".")

    assert editor.post(address, form(accent_light=nearest)).status_code == 302


def test_a_banner_needs_an_end(editor: Client, address: str) -> None:
    assert list(errors_of(editor.post(address, form(banner_nl="Storing.")))) == ["banner_until"]
    until = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    assert editor.post(address, form(banner_nl="Storing.", banner_until=until)).status_code == 302


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({}, "page"),
        ({"page": "0"}, "page"),
        ({"address": "//evil.example/", "label_nl": "Weg"}, "address"),
        ({"address": "javascript:alert(1)", "label_nl": "Weg"}, "address"),
        ({"address": "https://", "label_nl": "Weg"}, "address"),
        ({"address": "/a\\b", "label_nl": "Weg"}, "address"),
        ({"address": "/people/"}, "label_nl"),
    ],
)
def test_a_line_that_leads_nowhere_is_refused_at_its_field(
    editor: Client, address: str, line: dict[str, str], field: str
) -> None:
    # A line that is wholly empty is one that was changed to be so: the form must see a difference.
    answer = editor.post(address, form(menu=[line if line else {"label_en": "Line", **line}]))

    assert field in errors_of(answer)


def test_a_line_to_a_page_that_was_deleted_meanwhile_says_so(editor: Client, address: str) -> None:
    page = NewsPageFactory()
    NewsPage.objects.get(pk=page.pk).delete()

    found = errors_of(editor.post(address, form(menu=[{"page": page.pk, "label_nl": "Weg"}])))

    assert found["page"][0] == "Deze pagina is er niet meer. Kies een andere."


def test_a_tenth_line_is_refused(editor: Client, address: str) -> None:
    lines = [{"address": "/people/", "label_nl": f"Regel {number}"} for number in range(10)]

    answer = editor.post(address, form(menu=lines))

    assert answer.status_code == 200
    assert answer.context["form"].formsets["main_menu"].non_form_errors()


def test_the_editor_sees_which_lines_readers_miss(editor: Client, address: str) -> None:
    offline = NewsPageFactory(title="Uit de lucht", live=False)
    closed = NewsPageFactory(title="Besloten")
    restrict(closed, Group.objects.create(name="Ondernemingsraad"))
    gone = NewsPageFactory()
    organisation(main_menu=[{"page": offline}, {"page": closed}, {"page": gone, "label_nl": "Weggegooid"}])
    NewsPage.objects.get(pk=gone.pk).delete()

    page = editor.get(address).text

    assert "<b>Uit de lucht</b>: niemand ziet dit: de pagina is offline" in page
    assert "<b>Besloten</b>: alleen wie de pagina mag zien, ziet dit" in page
    assert "<b>Weggegooid</b>: niemand ziet dit: de pagina is verwijderd" in page


def test_a_reader_does_not_reach_the_settings(client: Client, home: object, address: str) -> None:
    client.force_login(UserFactory())

    assert client.get(address).status_code == 403
