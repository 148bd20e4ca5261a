"""What somebody typed is taken apart before any engine hears of it."""

import pytest

from search.synonyms import Way
from search.wording import codes_in, inside, may_be_name, parts_of, phrases_in


@pytest.mark.parametrize("text", ["formulier P-12", "formulier p12", "formulier P 12"])
def test_a_code_is_known_however_it_is_written(text: str) -> None:
    assert codes_in(text) == (("p-12", "p 12", "p12"),)


def test_an_article_is_found_by_its_long_and_its_short_name() -> None:
    assert codes_in("art. 12 cao") == (("art 12", "artikel 12", "article 12"),)


def test_a_number_after_a_word_is_no_code() -> None:
    assert codes_in("vergaderen met 12 collega's in zaal 3") == ()


def test_words_between_quotes_are_a_phrase() -> None:
    assert phrases_in('beleid “vitaal  aan het werk” "  " "cao"') == ("vitaal aan het werk", "cao")


def test_words_of_a_question_tell_less_than_what_it_is_about() -> None:
    parts = parts_of(["hoe", "vraag", "ik", "verlof", "aan"], [])

    assert [(part.text, part.is_faint) for part in parts] == [("vraag", True), ("verlof", False)]


def test_what_is_called_otherwise_too_may_hardly_tell_anything() -> None:
    [asking, leave] = parts_of(["aanvragen", "verlof"], [Way(0, 1, ("indienen",))])

    assert (asking.is_faint, asking.others, leave.is_faint) == (True, ("indienen",), False)


def test_with_nothing_else_the_words_of_a_question_have_to_do() -> None:
    assert [(part.text, part.is_faint) for part in parts_of(["hoe", "aanvragen"], [])] == [
        ("aanvragen", False)
    ]
    assert [part.text for part in parts_of(["hoe", "dan"], [])] == ["hoe", "dan"]


def test_what_words_are_called_too_stands_with_them() -> None:
    [first, second] = parts_of(["vrije", "dag", "kopen"], [Way(0, 2, ("verlof",))])

    assert (first.text, first.others) == ("vrije dag", ("verlof",))
    assert (second.text, second.others) == ("kopen", ())


@pytest.mark.parametrize(
    ("word", "made_of"),
    [
        ("kilometervergoeding", ("kilometer", "vergoeding")),
        ("ouderschapsverlof", ("ouderschap", "verlof")),
        ("verlof", ()),
        ("parkeren", ()),
        ("xyzverlof", ()),
    ],
)
def test_a_long_word_is_made_of_others(word: str, made_of: tuple[str, ...]) -> None:
    assert inside(word) == made_of


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("karin", True),
        ("joost bakker", True),
        ("Aerts", True),
        ("bakker", False),
        ("verlof kopen", False),
        ("de Vos", False),
        ("", False),
    ],
)
def test_a_name_is_what_is_no_common_word(text: str, may_be: bool) -> None:
    assert may_be_name(text.split()) is may_be
