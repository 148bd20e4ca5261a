import pytest

from dialogue.wording import as_paragraphs, in_one_line, is_blank, tidy


def test_empty_lines_part_paragraphs_and_other_line_ends_stay() -> None:
    assert as_paragraphs("Een\nTwee\n\n \nDrie") == "<p>Een<br>\nTwee</p>\n<p>Drie</p>\n"


def test_everything_that_looks_like_markup_is_text() -> None:
    assert as_paragraphs("<b>1 & 2</b>") == "<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>\n"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Zie https://brink.example/a?b=1&c=2.", "https://brink.example/a?b=1&amp;c=2"),
        ("(zie http://brink.example/pad)", "http://brink.example/pad"),
        ("https://brink.example/een_(twee)!", "https://brink.example/een_(twee)"),
        ("HTTPS://Brink.example", "HTTPS://Brink.example"),
    ],
)
def test_web_addresses_become_links_without_the_marks_around_them(text: str, address: str) -> None:
    assert f'<a href="{address}" rel="nofollow noopener">{address}</a>' in as_paragraphs(text)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://brink.example",
        "brink.example",
        "https://",
        "https://.",
        "noor@brink.example",
    ],
)
def test_nothing_else_becomes_a_link(text: str) -> None:
    assert "<a" not in as_paragraphs(text)


def test_what_is_kept_has_one_kind_of_line_end_and_no_control_characters() -> None:
    assert tidy(" a\r\nb\rc\td\x00\x1b\u202ee \n") == "a\nb\nc\tde"


def test_marks_inside_words_and_emoji_stay() -> None:
    assert tidy("co\u00adöperatie 👩\u200d🔧") == "co\u00adöperatie 👩\u200d🔧"


@pytest.mark.parametrize(("text", "blank"), [("\u200b \n", True), ("", True), (".", False), ("🙂", False)])
def test_blank_is_what_a_reader_cannot_see(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def test_a_long_line_is_cut_between_words() -> None:
    assert in_one_line("een twee\n drie", 40) == "een twee drie"
    assert in_one_line("een twee, drie", 12) == "een twee…"
    assert in_one_line("onafgebroken", 5) == "onaf…"
