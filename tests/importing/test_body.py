import pytest

from content.blocks import BodyBlock
from tests.importing.writing import blocks_of, text_of


def test_marks_become_those_of_the_editor() -> None:
    assert text_of("Dit is **vet**, *schuin* en `code`.") == (
        "<p>Dit is <b>vet</b>, <i>schuin</i> en <code>code</code>.</p>"
    )


def test_headings_keep_their_order_without_gaps() -> None:
    found = blocks_of("# Een\n\nTekst.\n\n#### Twee\n\nMeer.\n\n# Drie\n")

    assert found == [
        {"type": "heading", "value": "Een"},
        {"type": "text", "value": "<p>Tekst.</p><h3>Twee</h3><p>Meer.</p>"},
        {"type": "heading", "value": "Drie"},
    ]


def test_a_heading_needs_no_space_behind_its_signs() -> None:
    assert blocks_of("##Begripsomschrijvingen\nIn dit besluit.")[0] == {
        "type": "heading",
        "value": "Begripsomschrijvingen",
    }


def test_one_sign_without_a_space_is_no_heading() -> None:
    assert text_of("#verlof is het kanaal.") == "<p>#verlof is het kanaal.</p>"


def test_a_heading_too_long_for_a_heading_stays_a_heading_in_the_text() -> None:
    words = "lang " * 40

    (block,) = blocks_of(f"## {words}")

    assert block["value"] == f"<h3>{words.strip()}</h3>"


def test_lists_keep_their_depth() -> None:
    assert text_of("- een\n  - twee\n- drie") == "<ul><li>een<ul><li>twee</li></ul></li><li>drie</li></ul>"


def test_an_article_keeps_its_number_when_the_list_does_not_begin_at_one() -> None:
    assert text_of("3. Derde lid.\n4. Vierde lid.") == "<p>3. Derde lid.</p><p>4. Vierde lid.</p>"


def test_a_table_becomes_a_table() -> None:
    (block,) = blocks_of("| Leeftijd | Uren |\n|---|---|\n| 57 | 5 |\n| 58 | |")

    assert block["type"] == "table"
    assert block["value"]["data"] == [["Leeftijd", "Uren"], ["57", "5"], ["58", ""]]
    assert block["value"]["first_row_is_table_header"] is True


def test_a_table_without_words_in_its_header_has_none() -> None:
    (block,) = blocks_of("| --- | --- |\n|:---|:---|\n| 80% | 90,02% |")

    assert block["value"]["data"] == [["80%", "90,02%"]]
    assert block["value"]["first_row_is_table_header"] is False


def test_a_table_in_html_repeats_what_spans_rows_and_keeps_its_links_below() -> None:
    found = blocks_of(
        '<table><tr><th>Wie</th><th>Wat</th></tr><tr><td rowspan="2">Noor</td><td>een</td></tr>'
        '<tr><td>twee<br><a href="https://voorbeeld.example/">site</a></td></tr></table>'
    )

    assert found[0]["value"]["data"] == [["Wie", "Wat"], ["Noor", "een"], ["Noor", "twee\nsite"]]
    assert found[1]["value"].endswith('<a href="https://voorbeeld.example/">site</a></p>')


def test_fenced_code_stays_as_it_is() -> None:
    found = blocks_of("```python\n##geen kop\n{.klasse}\n<b>\n```")

    assert found == [{"type": "code", "value": "##geen kop\n{.klasse}\n<b>"}]


def test_a_quote_names_its_speaker() -> None:
    assert blocks_of("> We beginnen klein.\n>\n> — Noor de Wit") == [
        {"type": "quote", "value": {"quote": "We beginnen klein.", "speaker": "Noor de Wit"}}
    ]


def test_an_accordion_becomes_headings_with_their_text() -> None:
    found = blocks_of(
        '<div class="accordion"><h3><button aria-expanded="true">Stap 1</button></h3>\n'
        '<div id="a1">\n\nVraag het **aan**.\n\n</div></div>'
    )

    assert found == [
        {"type": "heading", "value": "Stap 1"},
        {"type": "text", "value": "<p>Vraag het <b>aan</b>.</p>"},
    ]


def test_a_fold_out_shows_its_title_and_its_text() -> None:
    assert text_of("<details><summary>Meer</summary>\n\n- een\n\n</details>") == (
        "<p><b>Meer</b></p><ul><li>een</li></ul>"
    )


def test_footnotes_stand_at_the_end() -> None:
    found = blocks_of("Dit geldt.<sup> 1 Behalve op zondag. </sup> De 1<sup>e</sup> keer ook.")

    assert found[0]["value"] == "<p>Dit geldt.<sup>1</sup> De 1<sup>e</sup> keer ook.</p>"
    assert found[2]["value"] == "<p><sup>1</sup> Behalve op zondag.</p>"


def test_numbered_footnotes_stand_at_the_end() -> None:
    found = blocks_of("Dit geldt.[^bron]\n\n[^bron]: Volgens de *wet*.\n")

    assert found[0]["value"] == "<p>Dit geldt.<sup>1</sup></p>"
    assert found[2]["value"] == "<p><sup>1</sup> Volgens de <i>wet</i>.</p>"


def test_a_picture_in_a_sentence_stands_below_it() -> None:
    found = blocks_of("Klik hier ![de knop](knop.png) en wacht.")

    assert [block["type"] for block in found] == ["text", "figure"]
    assert found[1]["value"]["image"] == {"image": 7, "decorative": False, "alt_text": "de knop"}


def test_a_figure_keeps_its_caption() -> None:
    (block,) = blocks_of('<figure><img src="a.png" alt=""><figcaption>Het plein</figcaption></figure>')

    assert block["value"]["caption"] == "Het plein"
    assert block["value"]["image"]["decorative"] is True


def test_words_between_angle_brackets_are_words() -> None:
    assert text_of("Typ git clone <naam> en <GROEP_NAAM>.") == (
        "<p>Typ git clone &lt;naam&gt; en &lt;GROEP_NAAM&gt;.</p>"
    )


def test_a_bare_address_becomes_a_link() -> None:
    assert text_of("Zie https://voorbeeld.example/a?b=1&c=2.") == (
        '<p>Zie <a href="https://voorbeeld.example/a?b=1&c=2">https://voorbeeld.example/a?b=1&amp;c=2</a>.</p>'
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    '<img src="x" onerror="alert(1)">',
    '<img src="javascript:alert(1)">',
    "[klik](javascript:alert(1))",
    '<a href="java&#10;script:alert(1)">klik</a>',
    '<a href="data:text/html,<script>alert(1)</script>">klik</a>',
    '<svg onload="alert(1)"><title>x</title></svg>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<style>body{display:none}</style>",
    '<p style="position:fixed" onclick="alert(1)">tekst</p>',
    '<form action="https://kwaad.example"><input name="wachtwoord"></form>',
    '<object data="kwaad.swf"></object>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<table><tr><td><img src=x onerror="alert(1)"></td></tr></table>',
    '[x]("onmouseover="alert(1))',
    '<math><mtext><table><mglyph><style><img src onerror="alert(1)">',
]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_html_is_cleaned(markdown: str) -> None:
    everywhere = f"Voor.\n\n{markdown}\n\nTussen {markdown} in.\n\n> {markdown}\n\n- {markdown}"

    written = str(blocks_of(everywhere))

    lowered = written.lower().replace("&lt;", "(").replace("&#", "(")
    for danger in ("<script", "<style", "<svg", "<iframe", "<form", "<object", "<img", "<input"):
        assert danger not in lowered
    for danger in ("onerror=", "onclick=", "onload=", 'href="javascript', 'href="data:', "srcdoc"):
        assert danger not in lowered.replace(" ", "")


def test_deep_nesting_does_not_break_the_writer() -> None:
    found = blocks_of("<div>" * 3000 + "diep" + "</div>" * 3000 + "\n\n" + "> " * 200 + "citaat")

    assert "diep" in str(found)


def test_the_editor_accepts_what_the_importer_writes() -> None:
    markdown = (
        "## Kop\n\nTekst met 1<sup>e</sup>.\n\n- punt\n\n> Citaat\n>\n> - met lijst\n\n| a | b |\n|--|--|\n"
        "| c | d |\n\n```\ncode\n```\n\n<aside data-callout><p><strong>Let op</strong></p>\n\n- dit\n\n"
        "</aside>\n"
    )
    block = BodyBlock()

    value = block.to_python(blocks_of(markdown))

    assert [child.block_type for child in block.clean(value)] == [
        "heading",
        "text",
        "table",
        "code",
        "callout",
    ]
