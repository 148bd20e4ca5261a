import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.look.templates import COMPONENTS, all_templates, name_of

STATIC = Path(settings.BASE_DIR) / "static"
TRANSLATED = re.compile(r"\{% (comment|blocktranslate|verbatim)\b.*?\{% end\1 %\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
VARIABLE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
TRANSLATE = re.compile(r"""\{% translate (["'])(.*?)\1""")
SPOKEN = {"alt", "aria-label", "placeholder", "title"}
# The name of the product is the same in every language, and so is the code of a language.
SAME_EVERYWHERE = {"Brink"}
# A mail brings its style along: mail programs load no sheet, and some read only what stands in the element.
STYLE_OF_A_MAIL = re.compile(r"<style>.*?</style>|\sstyle=\"[^\"]*\"", re.DOTALL)
OUR_FOLDERS = ("base.html", "components/", "errors/", "account/")


class BareWords(HTMLParser):
    """Collects words that a reader would see or hear, outside every translation tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SPOKEN and value:
                self.handle_data(value)

    def handle_data(self, data: str) -> None:
        self.found += [word for word in re.findall(r"[^\W\d_]{2,}", data) if word not in SAME_EVERYWHERE]


# The admin and the screen that shows the components have sheets of their own.
SHEETS_OF_THEIR_OWN = ("css/admin.css", "css/design.css")
# Written within a tag of the templates that include it.
ATTRIBUTES = "dialogue/form_attributes.html"


def source_of(path: Path) -> str:
    """Return the template; a mail without its style, which no policy of a site meets."""
    source = path.read_text()
    if name_of(path) == ATTRIBUTES:
        return f"<form {source}>"
    return STYLE_OF_A_MAIL.sub("", source) if name_of(path).startswith("email/") else source


def markup_of(source: str) -> str:
    """Return the HTML between the tags; a variable becomes what may also be the name of an element."""
    return VARIABLE.sub("h2", TAG.sub(" ", TRANSLATED.sub(" ", source)))


def bare_words(source: str) -> list[str]:
    parser = BareWords()
    parser.feed(markup_of(source))
    return parser.found


# Each language offers its page in its own words, whoever is reading.
IN_ITS_OWN_LANGUAGE = {
    "content/other_language.html": {*["Read", "this", "in", "English"], *["Lees", "dit", "het", "Nederlands"]}
}


@pytest.mark.parametrize("path", all_templates(), ids=name_of)
def test_template_leaves_no_words_untranslated(path: Path) -> None:
    assert set(bare_words(source_of(path))) <= IN_ITS_OWN_LANGUAGE.get(name_of(path), set())


def test_bare_words_are_found_in_text_and_in_what_is_read_aloud() -> None:
    source = '<p title="Hello">{% translate "Fine" %} Oops</p>{% blocktranslate %}Fine{% endblocktranslate %}'

    assert bare_words(source) == ["Hello", "Oops"]


@pytest.mark.parametrize("path", all_templates(), ids=name_of)
def test_template_has_no_inline_script_or_style(path: Path) -> None:
    markup = markup_of(source_of(path)).lower()

    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|hx-on|\bjs:", markup)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", markup))


@pytest.mark.parametrize("path", all_templates(), ids=name_of)
def test_drawings_that_a_template_names_exist(path: Path) -> None:
    source = path.read_text()
    sprite = (STATIC / "icons" / "brink.svg").read_text()

    for name in re.findall(r'components/icon\.html" with name="([^"]+)"', source):
        assert f'<symbol id="{name}"' in sprite
    for name in re.findall(r'with art="([^"]+)"', source):
        assert (STATIC / "art" / f"{name}.svg").exists()


def test_words_of_the_frame_are_also_in_dutch() -> None:
    catalogue = polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / "nl" / "LC_MESSAGES" / "django.po"))
    dutch = {entry.msgid: entry.msgstr for entry in catalogue}
    ours = [path for path in all_templates() if name_of(path).startswith(OUR_FOLDERS)]

    words = {match[1] for path in ours for match in TRANSLATE.findall(path.read_text())}

    assert words
    assert {word for word in words if not dutch.get(word)} == set()


def test_every_component_has_its_style_loaded_once() -> None:
    sheets = (COMPONENTS / "stylesheets.html").read_text()

    loaded = re.findall(r"'(css/[^']+\.css)'", sheets)

    ours = {str(path.relative_to(STATIC)) for path in STATIC.rglob("*.css")} - set(SHEETS_OF_THEIR_OWN)
    assert sorted(loaded) == sorted(ours)


def test_all_styles_together_stay_light() -> None:
    packed = {str(path.relative_to(STATIC)): _packed(path) for path in STATIC.rglob("*.css")}

    own = [packed.pop(name) for name in SHEETS_OF_THEIR_OWN]

    assert sum(packed.values()) < 43_000
    assert all(size < 2_500 for size in own)


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


def test_pictures_stay_light() -> None:
    assert all(path.stat().st_size < 6_200 for path in (STATIC / "art").glob("*.svg"))
