from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory
from tests.factories.pages import ProcedurePageFactory, SectionPageFactory


def test_a_procedure_shows_its_steps_in_order_with_who_can_help(reader: Client) -> None:
    ProcedurePageFactory(
        title="Verlof aanvragen",
        slug="verlof",
        in_short="<p>Vraag het een week vooraf.</p>",
        steps=[
            ("step", {"title": "Kijk je uren na", "text": ""}),
            ("step", {"title": "Vraag aan", "text": ""}),
        ],
        contact=PersonFactory(name="Anneke de Groot"),
    )

    page = reader.get("/knowledge/verlof/").text

    assert page.index("Vraag het een week vooraf") < page.index("Kijk je uren na") < page.index("Vraag aan")
    assert "Anneke de Groot" in page


def test_an_overdue_procedure_warns_and_names_who_to_ask(reader: Client) -> None:
    ProcedurePageFactory(
        title="Verlof",
        slug="verlof",
        keeper=PersonFactory(name="Anneke de Groot"),
        checked_on=date(2025, 1, 1),
        review_due_on=timezone.localdate() - timedelta(days=1),
    )

    page = reader.get("/knowledge/verlof/").text

    assert "Misschien klopt niet alles meer" in page
    assert "Vraag het Anneke de Groot" in page


def test_a_heading_that_stands_twice_gets_an_address_of_its_own(reader: Client) -> None:
    ProcedurePageFactory(
        slug="dubbel", body=[("heading", "Kosten"), ("heading", "Kosten"), ("text", "<p>Niets.</p>")]
    )

    page = reader.get("/knowledge/dubbel/").text

    assert '<h2 id="kosten">' in page
    assert '<h2 id="kosten-2">' in page


def test_a_long_procedure_lists_its_headings(reader: Client) -> None:
    ProcedurePageFactory(slug="lang", body=[("heading", f"Deel {number}") for number in range(4)])
    ProcedurePageFactory(slug="kort", body=[("heading", f"Deel {number}") for number in range(3)])

    assert '<a href="#deel-3">' in reader.get("/knowledge/lang/").text
    assert '<a href="#deel-2">' not in reader.get("/knowledge/kort/").text


def test_a_shelf_costs_the_same_with_three_and_with_six(queries_of: QueryCounter) -> None:
    addresses = ("/knowledge/", "/knowledge/verlof/")
    section = SectionPageFactory(title="Verlof", slug="verlof")
    ProcedurePageFactory.create_batch(3, parent=section, keeper=PersonFactory(), checked_on=date(2026, 1, 1))
    with_three = [queries_of(address) for address in addresses]

    for _ in range(3):
        ProcedurePageFactory(parent=section, keeper=PersonFactory(), checked_on=date(2026, 1, 1))
        SectionPageFactory(parent=section)

    assert [queries_of(address) for address in addresses] == with_three
