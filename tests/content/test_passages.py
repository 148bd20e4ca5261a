"""A page is cut into passages of some sentences, each with an address inside the page."""

from content.blocks import BodyBlock
from content.passages import PASSAGE_LENGTH, Passage, in_pieces, passages_of_body, passages_of_html


def test_rich_text_is_read_line_by_line_without_its_tags() -> None:
    html = "<p>Neem <b>de</b> trein&nbsp;&amp; fiets.</p><ul><li>Bewaar<br/>de bon</li><li>Stuur op</li></ul>"

    assert passages_of_html(html, anchor="reizen") == [
        Passage("Neem de trein & fiets. Bewaar de bon Stuur op", "", "reizen")
    ]


def test_a_heading_in_rich_text_begins_a_passage_at_the_anchor_around_it() -> None:
    html = "<p>Vooraf.</p><h3>Met <i>de</i> auto</h3><p>Vraag het.</p><h4>Leeg</h4>"

    assert passages_of_html(html, "Reizen", "reizen") == [
        Passage("Vooraf.", "Reizen", "reizen"),
        Passage("Vraag het.", "Met de auto", "reizen"),
        Passage("", "Leeg", "reizen"),
    ]


def test_a_long_text_is_cut_between_sentences_and_loses_no_word() -> None:
    text = " ".join(f"Dit is zin nummer {number}." for number in range(200))

    pieces = in_pieces([Passage(text, "Lang", "lang")])

    assert len(pieces) > 1
    assert all(len(piece.text) <= PASSAGE_LENGTH and piece.text.endswith(".") for piece in pieces)
    assert " ".join(piece.text for piece in pieces) == text
    assert {piece[1:] for piece in pieces} == {("Lang", "lang")}


def test_what_stands_under_one_heading_is_one_passage_and_nothing_is_none() -> None:
    assert in_pieces([Passage("Een.", "Kop", "kop"), Passage("Twee.", "Kop", "kop")]) == [
        Passage("Een. Twee.", "Kop", "kop")
    ]
    assert in_pieces([Passage(""), Passage("  ")]) == []


def test_what_only_some_readers_see_is_not_found_by_the_others() -> None:
    body = BodyBlock().to_python(
        [
            {"type": "cards", "value": [{"page": None, "text": "Over de afslanking"}]},
            {"type": "person", "value": {"person": None, "note": "Voor de afslanking"}},
            {"type": "text", "value": "<p>Over het verlof.</p>"},
        ]
    )

    assert [passage.text for passage in passages_of_body(body)] == ["Over het verlof."]
