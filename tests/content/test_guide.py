"""The editors' guide in the admin: its parts, its pictures, and the names that guides have from screens."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation.trans_real import DjangoTranslation

from access.roles import Role
from content.newsroom.guide import anchor_of, read_guide
from home.models import HomePage
from tests.factories.roles import holder_of

USING = Path(settings.BASE_DIR) / "docs" / "using"
LANGUAGES = ["nl", "en"]
# Between a menu and what it holds.
MENU = " \u203a "
# A name on the screen, such as *Save draft*; two asterisks only stress.
NAMED = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")


def text_in(language: str, page: str = "editing") -> str:
    return (USING / f"{page}.{language}.md").read_text()


def words_on_screens(language: str) -> set[str]:
    """Return every sentence that Brink, Wagtail and Django say in the language, in small letters."""
    # Dutch is what the sources are translated into, and its keys are the English.
    said: dict[str, str] = {}
    for domain in ("djangojs", "django"):
        dutch = DjangoTranslation("nl", domain=domain)._catalog  # type: ignore[attr-defined]  # no stub has it
        # Looked up one by one: what Brink says itself goes before what Wagtail says.
        said.update({key if isinstance(key, str) else key[0]: dutch[key] for key, _ in dutch.items()})
    # In front of the key of what is said in one place alone stands which place that is.
    sentences = said.values() if language == "nl" else (key.rpartition("\x04")[2] for key in said)
    return {str(sentence).strip().lower() for sentence in sentences}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "least"), [("editing", 60), ("talking", 20), ("answering", 10), ("moderating", 5)]
)
def test_whatever_a_guide_names_stands_on_a_screen(page: str, least: int, language: str) -> None:
    text = " ".join(text_in(language, page).replace("***", "*").split())

    named = {name for path in NAMED.findall(text) for name in path.split(MENU) if "](" not in name}

    assert len(named) > least
    assert {name for name in named if name.lower() not in words_on_screens(language)} == set()


def test_both_guides_have_the_same_parts() -> None:
    dutch, english = (read_guide(text_in(language)) for language in LANGUAGES)

    assert len(dutch.parts) == len(english.parts) > 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_lead_to_each_part(home: HomePage, language: str) -> None:
    client = Client()
    client.force_login(holder_of(Role.WRITER, language=language))

    shown = client.get("/admin/guide/").content.decode()

    for part in read_guide(text_in(language)).parts:
        assert f'href="#{part.anchor}"' in shown
        assert f'<h2 id="{part.anchor}">' in shown


def test_pictures_of_the_guide_are_for_editors(home: HomePage) -> None:
    client = Client()
    client.force_login(holder_of(Role.WRITER, language="nl"))
    sources = re.findall(r'<img[^>]* src="([^"]+)"', client.get("/admin/guide/").content.decode())

    assert sources
    for source in sources:
        answer = client.get(source)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/webp"
        assert Client().get(source).status_code == 302


def test_a_picture_that_is_not_there_is_not_found(home: HomePage) -> None:
    client = Client()
    client.force_login(holder_of(Role.WRITER, language="nl"))

    assert client.get("/admin/guide/nothing.webp").status_code == 404


@pytest.mark.parametrize(
    ("title", "anchor"),
    [("Blokken", "blokken"), ("Plannen, aflopen en offline halen", "plannen-aflopen-en-offline-halen")],
)
def test_a_heading_has_the_anchor_that_other_readers_of_markdown_give_it(title: str, anchor: str) -> None:
    assert anchor_of(title) == anchor
