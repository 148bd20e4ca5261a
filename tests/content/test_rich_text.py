from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from content.anchors import anchored
from content.blocks import TEXT_FEATURES, BodyBlock
from content.passages import Passage, passages_of_body
from home.models import HomePage
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory


def test_a_link_leads_to_a_part_of_a_page(home: HomePage) -> None:
    procedure = ProcedurePageFactory(slug="verlof")

    written = expand_db_html(f'<a linktype="page" id="{procedure.pk}" anchor="zo-werkt-&quot;het">verlof</a>')

    assert written == '<a href="/knowledge/verlof/#zo-werkt-&quot;het">verlof</a>'


def test_the_anchor_of_a_link_survives_the_editor(home: HomePage) -> None:
    procedure = ProcedurePageFactory(slug="verlof")
    stored = f'<a linktype="page" id="{procedure.pk}" anchor="zo">verlof</a>'
    converter = ContentstateConverter(features=TEXT_FEATURES)

    again = converter.to_database_format(converter.from_database_format(f"<p>{stored}</p>"))

    assert stored in again


def test_each_heading_has_an_anchor_of_its_own_also_in_text() -> None:
    text = '<h3 data-block-key="a1">Zo werkt <b>het</b></h3><p>x</p><h4>A &amp; B</h4>'
    blocks = [{"type": "heading", "value": "Zo werkt het"}, {"type": "text", "value": text}]

    parts = anchored(BodyBlock().to_python(blocks))

    assert parts[0].anchor == "zo-werkt-het"
    assert parts[1].text == (
        '<h3 data-block-key="a1" id="zo-werkt-het-2">Zo werkt <b>het</b></h3><p>x</p>'
        '<h4 id="a-b">A &amp; B</h4>'
    )


def test_a_page_shows_the_anchors_of_headings_in_text(reader: Client) -> None:
    NewsPageFactory(slug="a", body=[("text", "<h3>Zo werkt het</h3><p>Ja.</p>")])

    assert '<h3 id="zo-werkt-het">Zo werkt het</h3>' in reader.get("/news/a/").text


def test_search_finds_the_part_below_a_heading_in_text() -> None:
    blocks = [{"type": "text", "value": "<p>Eerst.</p><h3>Zo werkt het</h3><p>Ja.</p>"}]

    passages = passages_of_body(BodyBlock().to_python(blocks))

    assert passages == [Passage("Eerst."), Passage("Ja.", "Zo werkt het", "zo-werkt-het")]


def test_a_long_heading_has_an_anchor_that_search_can_keep(home: HomePage) -> None:
    procedure = ProcedurePageFactory(slug="a", body=[("text", f"<h3>{'heel lang ' * 60}</h3><p>Ja.</p>")])

    (part,) = anchored(procedure.body)

    assert 'id="heel-lang-heel-lang' in part.text
    assert all(len(passage.anchor) <= 100 for passage in passages_of_body(procedure.body))
