import pytest
from django.utils import translation

from dialogue.hints import hints_in
from dialogue.models import HintWord

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed() -> None:
    """Two words that get a hint."""
    HintWord.objects.create(
        word="waardeloos", hint_nl="Zeg liever wat je mist.", hint_en="Say what you miss."
    )
    HintWord.objects.create(word="geen idee", hint_nl="Vraag het gerust.")


def words_in(text: str) -> list[str]:
    return [hint.word for hint in hints_in(text)]


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    "text",
    [
        "Dit is waardeloos",
        "WAARDELOOS!",
        "(waardelóós)",
        "Echt *waardeloos*, hoor",
        "w\u200baardeloos",
        "waarde\u00adloos",
        "\uff57aardeloos",
    ],
)
def test_a_listed_word_is_found_however_it_is_dressed(text: str) -> None:
    assert words_in(text) == ["waardeloos"]


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    "text", ["", "Waardevol", "waardeloosheid", "onwaardeloos", "> waardeloos", "geen  goed idee"]
)
def test_other_words_and_what_is_quoted_get_no_hint(text: str) -> None:
    assert words_in(text) == []


@pytest.mark.usefixtures("listed")
def test_each_word_gets_one_hint_in_the_order_of_the_text() -> None:
    assert words_in("Ik heb geen\nidee. Waardeloos, waardeloos.") == ["geen idee", "waardeloos"]


@pytest.mark.usefixtures("listed")
def test_a_hint_is_in_the_language_of_the_reader_if_there_is_one() -> None:
    with translation.override("nl"):
        dutch = hints_in("waardeloos")[0].sentence
    with translation.override("en"):
        english = [hint.sentence for hint in hints_in("waardeloos, geen idee")]

    assert dutch == "Zeg liever wat je mist."
    assert english == ["Say what you miss.", "Vraag het gerust."]


def test_without_a_list_there_are_no_hints() -> None:
    assert hints_in("waardeloos") == []


def test_a_sign_alone_is_no_word_that_breaks_the_search() -> None:
    HintWord.objects.create(word=".*", hint_nl="Nee.")
    HintWord.objects.create(word="\u00ad", hint_nl="Nee.")

    assert words_in("alles") == []
