"""What rooms above tell goes the way of every notice, and as far as the reader may see it."""

from collections.abc import Iterable

import pytest
from django.test import Client

from access.models import Scope, User
from home.models import HomePage
from notices import tellers
from notices.happening import note
from notices.models import Event, Notice
from notices.reading import notices_of
from notices.tellers import Subject, register_teller
from notices.telling import told
from tests.factories.dialogue import colleague
from tests.factories.following import NOW
from tests.factories.notices import pass_all_on, reasons_of

pytestmark = pytest.mark.django_db


class Bell:
    """Rings for one colleague."""

    name = "bell"

    def __init__(self, hearer: User) -> None:
        self.hearer = hearer
        self.is_seen = True

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        return {self.hearer.pk: Notice.Reason.COMES}

    def sentence(self, event: Event) -> str:
        return "It rings for %(what)s"

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        subject = Subject("Lunch", "nl", address="/lunch/", is_open=False)
        return {event.pk: subject for event in events if self.is_seen}


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    monkeypatch.setattr(tellers, "_tellers", {})
    bell = Bell(colleague("Fatima Demir"))
    register_teller(bell)
    return bell


def ring() -> None:
    note(
        kind=Event.Kind.GATHERING,
        key="bell:1",
        happened_at=NOW,
        scope_id=Scope.objects.everyone().pk,
        page_id=None,
    )
    pass_all_on()


def test_a_room_above_says_who_is_told_in_which_words_and_where_it_leads(
    bell: Bell, home: HomePage, client: Client
) -> None:
    ring()

    notice = notices_of(bell.hearer, NOW).get()
    [line] = told([notice], bell.hearer)
    client.force_login(bell.hearer)
    assert reasons_of(bell.hearer) == ["comes"]
    assert (line.sentence, line.person, line.is_open) == ("It rings for Lunch", None, False)
    assert client.get(line.address)["Location"] == "/lunch/"


def test_what_the_room_no_longer_shows_is_not_told(bell: Bell, home: HomePage, client: Client) -> None:
    ring()

    bell.is_seen = False

    notice = notices_of(bell.hearer, NOW).get()
    client.force_login(bell.hearer)
    assert told([notice], bell.hearer) == []
    assert client.get(f"/notices/{notice.pk}/").status_code == 404
