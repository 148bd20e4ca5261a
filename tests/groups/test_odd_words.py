"""What no keyboard types is answered like anything else: nobody meets an error for it."""

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import PostDraft
from tests.factories.groups import GroupFactory

# PostgreSQL keeps no text with it, and refuses to look for it.
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/groups/?q=%00",
        "/groups/?q=a%00b&kind=%00&page=%00",
        "/groups/similar/?name=%00&purpose=klantbrief%00",
        "/groups/brieven/?only=%00&before=%00",
        "/groups/brieven/members/?q=%00&unit=%00",
        "/groups/brieven/write/?kind=%00",
        "/questions/?state=%00&subject=%00&before=%00&which=%00",
        "/questions/ask/?q=%00&person=%00&group=%00&page=%00&find=%00",
        "/questions/ask/?q=wie%00weet&find=brief%00",
    ],
)
def test_a_nul_in_an_address_finds_nothing_and_breaks_nothing(reader: Client, address: str) -> None:
    GroupFactory(slug="brieven")

    assert reader.get(address).status_code in (200, 404)


@pytest.mark.parametrize("name", ["groups:ask", "groups:question-found"])
def test_a_nul_in_a_question_is_left_out_of_what_is_kept(reader: Client, name: str) -> None:
    answer = reader.post(
        reverse(name), {"title": "Wie\x00 weet dit?", "text": "Een\x00 brief", "find": "\x00"}
    )

    assert answer.status_code in (200, 422)
    assert (PostDraft.objects.get().title, PostDraft.objects.get().text) == ("Wie weet dit?", "Een brief")


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/groups/brieven/membership/", {"act": "ask", "words": "Mag ik\x00 meedoen?"}),
        ("/questions/ask/", {"title": "Wie weet dit?", "act": "ask", "place": "group:\x00"}),
        ("/questions/not-mine/", {"subject": "\x00"}),
    ],
)
def test_a_nul_that_is_sent_breaks_nothing(reader: Client, address: str, sent: dict[str, str]) -> None:
    GroupFactory(slug="brieven", access="on_request")

    assert reader.post(address, sent).status_code in (302, 404, 422)
