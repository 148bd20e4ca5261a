from html import unescape
from html.parser import HTMLParser
from time import process_time

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from dialogue.markup import Named
from dialogue.wording import as_excerpt, as_paragraphs

JAN = Named("Jan <i>", "/people/jan/")
WRITTEN = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "pre", "code"}
# What steers Markdown, HTML and addresses, thickly sown.
PIECES = [
    *"*_`[]()<>\"'&\\!#~|{}@-+.:/=\n\t a1é",
    *("javascript:", "data:", "https://", "mailto:", "@{5}", "&colon;", "<script>"),
    *("<img src=x onerror=alert(1)>", "](", "```", "> ", "- ", "1. ", "\n\n"),
]
hostile = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


class Tags(HTMLParser):
    """Every tag and its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@given(hostile)
def test_nothing_but_light_markup_is_ever_written(text: str) -> None:
    for tag, attributes in Tags(as_paragraphs(text, {5: JAN})).found:
        assert tag in WRITTEN
        assert set(attributes) <= {"href", "rel", "class", "start"}
        if tag == "a":
            address = attributes["href"] or ""
            assert address == JAN.address or address.lower().startswith(("http://", "https://", "mailto:"))
            assert attributes.get("class") == "mention" or attributes["rel"] == "nofollow noopener"


@given(st.text("abc *_>-+#=~|![(\\\n", max_size=80))
def test_no_letter_that_is_typed_gets_lost(text: str) -> None:
    shown = unescape(strip_tags(as_paragraphs(text)))

    assert [letter for letter in shown if letter.isalpha()] == [letter for letter in text if letter.isalpha()]


@given(st.lists(st.text("abcé ,.?:;()'\"€%/=~|^$#", min_size=1, max_size=20).map(str.strip).filter(bool)))
def test_what_was_never_meant_as_markup_reads_as_it_was_written(lines: list[str]) -> None:
    shown = unescape(strip_tags(as_paragraphs("\n".join(lines))))

    assert shown.strip().split("\n") == (lines or [""])


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**vet** en *schuin*", "<strong>vet</strong> en <em>schuin</em>"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("[de kaart](https://brink.example/kaart)", '<a href="https://brink.example/kaart" rel="nofollow'),
        ("[mail](mailto:a@b.example)", '<a href="mailto:a@b.example" rel="nofollow noopener">mail</a>'),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("3. drie\n4. vier", '<ol start="3">\n<li>drie</li>'),
        ("> gezegd\n\nantwoord", "<blockquote>\n<p>gezegd</p>\n</blockquote>\n<p>antwoord</p>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("\\*niet schuin\\*", "<p>*niet schuin*</p>"),
    ],
)
def test_light_markup_is_drawn(text: str, html: str) -> None:
    assert html in as_paragraphs(text)


@pytest.mark.parametrize(
    "text",
    [
        "# geen kop",
        "Geen kop\n===",
        "---",
        "2*3*4 = 24 en snake_case_naam",
        "\\\\server\\map",
        "&amp; &#60;",
        "[naam]: https",
        "a|b\n-|-\n1|2",
        "~~niet door~~",
        "[x](javascript:alert(1))",
        "[x](/admin/)",
        "[x](data:text/html,x)",
        "[x](//elders.example)",
    ],
)
def test_whatever_else_markdown_knows_stays_text(text: str) -> None:
    html = as_paragraphs(text)

    assert {tag for tag, _ in Tags(html).found} <= {"p", "br"}
    assert unescape(strip_tags(html)).strip() == text


def test_a_picture_is_no_picture() -> None:
    assert "<img" not in as_paragraphs("![kat](https://brink.example/kat.png)")


def test_a_colleague_is_a_link_and_in_code_or_a_link_only_a_name() -> None:
    shown = as_paragraphs("@{5}, `@{5}` [bij @{5}](https://a.example) @{6}", {5: JAN, 6: Named("Collega")})

    assert shown.startswith(
        '<p><a class="mention" href="/people/jan/">@Jan &lt;i&gt;</a>, <code>@Jan &lt;i&gt;'
    )
    assert ">bij @Jan &lt;i&gt;</a> @Collega</p>" in shown


def test_a_line_in_a_list_has_the_words_without_marks_and_quotes() -> None:
    text = "> gezegd\n\n**Dag** @{5},\n- `a & b`\n- [kaart](https://a.example)"

    assert as_excerpt(text, {5: JAN}).split("\n") == ["Dag @Jan <i>,", "", "a & b", "kaart"]


@pytest.mark.parametrize("mark", [">", "> ", "- ", "1. ", "* "])
def test_the_deepest_quote_is_text_and_not_lost(mark: str) -> None:
    assert "diep" in as_paragraphs(mark * 40 + "diep")


@pytest.mark.parametrize(
    "piece",
    [
        "*",
        "[",
        "`",
        ">",
        "> ",
        "- ",
        "**a",
        "_a_",
        "[a](b",
        "@{5}",
        "https://",
        "\n- ",
        "<",
        "](x)",
        ":https",
    ],
)
def test_no_text_of_the_longest_comment_keeps_a_reader_waiting(piece: str) -> None:
    text = (piece * 5_000)[:5_000]
    started_at = process_time()

    as_paragraphs(text, {5: JAN})

    assert process_time() - started_at < 1
