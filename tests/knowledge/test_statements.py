from django.contrib.auth.models import Group
from django.test import Client

from tests.factories.pages import StatementPageFactory
from tests.factories.privacy import restrict


def test_a_statement_says_what_when_and_whom_to_ask(reader: Client) -> None:
    StatementPageFactory(
        title="Toegankelijkheid van Brink",
        slug="toegankelijkheid",
        status="Voldoet gedeeltelijk aan WCAG 2.2 AA",
        contact_email="toegankelijk@lindewaard.example",
    )

    page = reader.get("/toegankelijkheid/").text

    assert "Voldoet gedeeltelijk aan WCAG 2.2 AA" in page
    assert "2 november 2026" in page
    assert 'href="mailto:toegankelijk@lindewaard.example"' in page


def test_every_screen_leads_to_the_statements_in_the_language_of_its_reader(reader: Client) -> None:
    dutch = StatementPageFactory(title="Toegankelijkheid", slug="toegankelijkheid")
    StatementPageFactory(title="Accessibility", slug="accessibility", language="en", translation_of=dutch)
    StatementPageFactory(title="Wat we bewaren", slug="privacy")
    restrict(StatementPageFactory(title="Geheim", slug="geheim"), Group.objects.create(name="or"))

    foot = reader.get("/people/").text.partition("<footer")[2]
    english = reader.get("/people/", headers={"Accept-Language": "en"}).text.partition("<footer")[2]

    assert '<a href="/toegankelijkheid/" lang="nl">Toegankelijkheid</a>' in foot
    assert "/en/accessibility/" not in foot
    assert '<a href="/en/accessibility/" lang="en">Accessibility</a>' in english
    assert "/toegankelijkheid/" not in english
    assert "Wat we bewaren" in foot
    assert "Wat we bewaren" in english
    assert "Geheim" not in foot


def test_a_stranger_learns_of_no_statement(client: Client, home: object) -> None:
    StatementPageFactory(title="Toegankelijkheid", slug="toegankelijkheid")

    assert client.get("/toegankelijkheid/").status_code == 302
    assert "toegankelijkheid" not in client.get("/login/").text
