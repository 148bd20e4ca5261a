"""A result opens at a place that is there."""

import pytest
from django.test import Client

from access.models import User
from home.models import HomePage
from search.models import Passage
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory

BODY = [
    ("heading", "Met de auto"),
    ("text", "<p>Vraag het vooraf.</p>"),
    ("heading", "Met de auto"),
    ("text", "<p>En nog eens.</p>"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [NewsPageFactory, SectionPageFactory, ProcedurePageFactory])
def test_every_anchor_of_a_passage_stands_in_its_page(
    client: Client, home: HomePage, employee: User, factory: type[ProcedurePageFactory]
) -> None:
    client.force_login(employee)
    fields = {"before_you_start": "<p>Een pas.</p>", "exceptions": "<p>Geen.</p>"}
    page = factory(body=BODY, **(fields if factory is ProcedurePageFactory else {}))

    html = client.get(page.url).content.decode()

    anchors = set(Passage.objects.exclude(anchor="").values_list("anchor", flat=True))
    assert anchors >= {"met-de-auto", "met-de-auto-2"}
    assert {anchor for anchor in anchors if f'id="{anchor}"' not in html} == set()
