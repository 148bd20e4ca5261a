from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.formats import date_format
from icalendar import Calendar

from access.feed_keys import make_feed_key, word_of
from access.models import User
from content.feeds import feed_path
from home.models import HomePage
from news.clock import ClockTimeFormField
from news.models import EventPage
from search.models import Entry
from tests.conftest import QueryCounter
from tests.factories.directory import LocationFactory, PersonFactory, SubjectFactory
from tests.factories.pages import EventPageFactory, NewsPageFactory
from tests.factories.privacy import restrict

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def calendar_entry(reader: Client, event: EventPage) -> Any:
    """Return the one event of the file that `reader` gets. Any: each property has one of thirty types."""
    answer = reader.get(f"/calendar/{event.pk}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    return entry


def test_what_comes_first_stands_first_and_the_past_behind_a_link(reader: Client) -> None:
    EventPageFactory(title="Later", starts_at=in_days(9))
    EventPageFactory(title="Eerst", starts_at=in_days(2))
    EventPageFactory(title="Voorbij", starts_at=in_days(-2))

    coming, past = reader.get("/events/").text, reader.get("/events/?past=1").text

    assert coming.index("Eerst") < coming.index("Later")
    assert "Voorbij" not in coming
    assert '<a href="/events/?past=1">Kijk wat er was</a>' in coming
    assert "Voorbij" in past
    assert "Later" not in past


def test_an_event_that_goes_on_is_not_past(reader: Client) -> None:
    EventPageFactory(title="Nog bezig", starts_at=in_days(-2), ends_at=in_days(1))
    EventPageFactory(title="Vandaag zonder eind", starts_at=timezone.now())

    page = reader.get("/events/").text

    assert "Nog bezig" in page
    assert "Vandaag zonder eind" in page


def test_a_month_has_what_goes_on_in_it(reader: Client) -> None:
    # Over the turn of the year, in a year that is always to come.
    year = timezone.localdate().year + 1
    EventPageFactory(
        title="Kerstmarkt",
        starts_at=datetime(year, 12, 30, 10, tzinfo=AMSTERDAM),
        ends_at=datetime(year + 1, 1, 2, 17, tzinfo=AMSTERDAM),
    )
    EventPageFactory(title="Nieuwjaar", starts_at=datetime(year + 1, 1, 5, 10, tzinfo=AMSTERDAM))

    titles = {month: reader.get(f"/events/?when={month}").text for month in (f"{year}-12", f"{year + 1}-01")}

    assert ["Kerstmarkt" in page for page in titles.values()] == [True, True]
    assert ["Nieuwjaar" in page for page in titles.values()] == [False, True]


def test_a_filter_of_the_past_stays_in_the_past(reader: Client) -> None:
    subject = SubjectFactory(name_nl="Verlof", slug="verlof")
    EventPageFactory(title="Voorbij", starts_at=in_days(-2), subjects=[subject])
    EventPageFactory(title="Nog te doen", subjects=[subject])

    page = reader.get("/events/?past=1&subject=verlof").text

    assert "Voorbij" in page
    assert "Nog te doen" not in page
    assert '<input type="hidden" name="past" value="1">' in page
    assert '<a href="/events/?past=1">Toon alles</a>' in page


def test_an_event_says_when_where_and_who(reader: Client) -> None:
    EventPageFactory(
        title="Koffie met Liv",
        slug="koffie",
        starts_at=datetime(2031, 3, 4, 10, tzinfo=AMSTERDAM),
        ends_at=datetime(2031, 3, 4, 11, 30, tzinfo=AMSTERDAM),
        location=LocationFactory(name="Stadhuis", address="Brink 1"),
        place="De kantine",
        sign_up_url="https://aanmelden.example/koffie",
        keeper=PersonFactory(name="Liv Aerts"),
    )

    page = reader.get("/events/koffie/").text

    assert "dinsdag 4 maart 2031, 10.00 tot 11.30 uur</time>" in page
    assert "De kantine" in page
    assert "Stadhuis" in page
    assert "Liv Aerts" in page
    assert 'href="https://aanmelden.example/koffie"' in page


def test_what_is_over_says_so_and_invites_nobody(reader: Client) -> None:
    EventPageFactory(
        slug="voorbij",
        starts_at=datetime(2026, 3, 4, 10, tzinfo=AMSTERDAM),
        sign_up_url="https://aanmelden.example/",
    )

    page = reader.get("/events/voorbij/").text

    assert "Dit is voorbij: het was op 4 maart 2026." in page
    assert "Meld je aan" not in page


def test_the_calendar_file_has_the_hour_of_the_organisation(reader: Client) -> None:
    event = EventPageFactory(
        title="Koffie; met, Liv",
        starts_at=datetime(2031, 7, 4, 10, tzinfo=AMSTERDAM),
        ends_at=datetime(2031, 7, 4, 11, 30, tzinfo=AMSTERDAM),
        place="De kantine",
    )

    entry = calendar_entry(reader, event)

    assert entry["SUMMARY"] == "Koffie; met, Liv"
    assert entry["LOCATION"] == "De kantine"
    assert entry["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert entry["DTSTART"].dt == datetime(2031, 7, 4, 8, tzinfo=UTC)
    assert entry["DTEND"].dt == datetime(2031, 7, 4, 9, 30, tzinfo=UTC)
    assert "BEGIN:VTIMEZONE" in reader.get(f"/calendar/{event.pk}.ics").text


def test_whole_days_have_no_hours_and_the_last_one_counts(reader: Client) -> None:
    event = EventPageFactory(
        slug="dagen",
        starts_at=datetime(2031, 7, 4, 10, tzinfo=AMSTERDAM),
        ends_at=datetime(2031, 7, 5, 9, tzinfo=AMSTERDAM),
        is_all_day=True,
    )

    entry = calendar_entry(reader, event)

    assert [str(entry[name].dt) for name in ("DTSTART", "DTEND")] == ["2031-07-04", "2031-07-06"]
    assert "vrijdag 4 juli 2031</time> tot en met zaterdag 5 juli 2031" in reader.get("/events/dagen/").text


def test_a_changed_event_keeps_its_name_and_grows_its_sequence(reader: Client) -> None:
    event = EventPageFactory()
    event.first_published_at = event.last_published_at = in_days(-1)
    event.save()
    before = calendar_entry(reader, event)

    event.title = "Verplaatst"
    event.save_revision().publish()

    after = calendar_entry(reader, event)
    assert after["UID"] == before["UID"]
    assert int(str(after["SEQUENCE"])) > int(str(before["SEQUENCE"]))


def test_who_may_not_see_an_event_finds_no_trace_of_it(reader: Client) -> None:
    event = EventPageFactory(title="Geheim overleg", slug="geheim")
    draft = EventPageFactory(title="Nog niet klaar", live=False)
    restrict(event, Group.objects.create(name="or"))

    assert "Geheim" not in reader.get("/events/").text
    assert reader.get("/events/geheim/").status_code == 404
    assert reader.get(f"/calendar/{event.pk}.ics").status_code == 404
    assert reader.get(f"/calendar/{draft.pk}.ics").status_code == 404
    assert reader.get("/calendar/999999.ics").status_code == 404


def test_a_stranger_gets_no_calendar(client: Client, home: HomePage) -> None:
    assert client.get(f"/calendar/{EventPageFactory().pk}.ics").status_code == 302


def test_an_event_that_ends_before_it_starts_is_refused_at_its_end(home: HomePage) -> None:
    event = EventPageFactory()
    event.ends_at = event.starts_at - timedelta(hours=1)

    with pytest.raises(ValidationError) as refusal:
        event.clean()

    assert list(refusal.value.message_dict) == ["ends_at"]


def test_all_that_is_wrong_with_an_event_is_told_at_once(home: HomePage) -> None:
    event = EventPageFactory()
    event.comments_open = False
    event.ends_at = event.starts_at - timedelta(hours=1)

    with pytest.raises(ValidationError) as refusal:
        event.full_clean()

    assert set(refusal.value.message_dict) == {"ends_at", "comments_closed_reason"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2027-03-28 02:30", "goes forward and skips 02:30"),
        ("2027-10-31 02:30", "goes back: 02:30 comes twice"),
        ("31-02-2027", "valid date/time"),
        ("9999-12-31 10:00", "from 1900 to 2199"),
        ("0001-01-01 00:00", "from 1900 to 2199"),
    ],
)
def test_an_hour_that_no_clock_shows_or_shows_twice_is_explained(typed: str, words: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match=words):
        ClockTimeFormField().clean(typed)


def test_an_hour_beside_the_change_is_taken() -> None:
    assert ClockTimeFormField().clean("2027-03-28 03:30") == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_search_knows_when_an_event_starts(home: HomePage) -> None:
    event = EventPageFactory(starts_at=datetime(2031, 7, 4, 10, tzinfo=AMSTERDAM))

    entry = Entry.objects.get(kind="event", object_id=event.pk)

    assert [str(day) for day in (entry.published_on, entry.ends_on)] == ["2031-07-04", "2031-07-04"]


@pytest.mark.parametrize("address", ["/events/", "/events/?past=1"])
def test_the_agenda_costs_the_same_with_three_and_with_six(queries_of: QueryCounter, address: str) -> None:
    days = -7 if "past" in address else 7
    EventPageFactory.create_batch(3, starts_at=in_days(days), location=LocationFactory())
    with_three = queries_of(address)

    for _ in range(3):
        EventPageFactory(starts_at=in_days(days), location=LocationFactory(), subjects=[SubjectFactory()])

    assert queries_of(address) == with_three


@pytest.mark.parametrize("purpose", ["calendar", "events"])
def test_an_app_reads_the_events_that_its_person_may_see(
    client: Client, home: HomePage, employee: User, purpose: str
) -> None:
    EventPageFactory(title="Koffie met Liv")
    EventPageFactory(title="Coffee in English", language="en")
    EventPageFactory(title="Nog niet klaar", live=False)
    restrict(EventPageFactory(title="Geheim overleg"), Group.objects.create(name="or"))
    word = word_of(make_feed_key(user=employee, purpose=purpose, now=timezone.now()))
    assert word is not None

    feed = client.get(feed_path(purpose, word))

    assert "Koffie met Liv" in feed.text
    assert not [title for title in ("English", "Nog niet", "Geheim") if title in feed.text]
    assert ("text/calendar" in feed["Content-Type"]) == (purpose == "calendar")


@pytest.mark.parametrize("purpose", ["calendar", "events"])
def test_a_feed_of_events_costs_the_same_however_many_there_are(
    client: Client, home: HomePage, employee: User, purpose: str
) -> None:
    word = word_of(make_feed_key(user=employee, purpose=purpose, now=timezone.now()))
    assert word is not None
    costs = []

    for _turn in range(2):
        EventPageFactory.create_batch(3, location=LocationFactory())
        client.get(feed_path(purpose, word))
        with CaptureQueriesContext(connection) as queries:
            client.get(feed_path(purpose, word))
        costs.append(len(queries))

    assert costs[0] == costs[1]


@pytest.mark.parametrize(("address", "kind"), [("/events/", "calendar"), ("/news/", "news")])
def test_a_list_says_how_to_follow_it(reader: Client, address: str, kind: str) -> None:
    assert f'#{kind}">' in reader.get(address).text


def test_a_list_gives_the_day_to_the_eye_once_and_to_the_ear_in_full(reader: Client) -> None:
    NewsPageFactory()
    start = datetime(in_days(40).year + 1, 3, 4, 8, 30, tzinfo=AMSTERDAM)
    EventPageFactory(starts_at=start, ends_at=start + timedelta(hours=1))

    front, agenda = reader.get("/").text, reader.get("/events/").text

    weekday, day = date_format(start, "l"), f"4 maart {start.year}"
    assert f'{weekday}<span class="unseen"> {day}</span>, 8.30 tot 9.30 uur' in front
    assert f'<span class="unseen">{weekday} {day}, </span>8.30 tot 9.30 uur' in agenda


def test_the_front_page_shows_what_comes_first(reader: Client) -> None:
    NewsPageFactory()
    for day in range(2, 6):
        EventPageFactory(title=f"Over {day} dagen", starts_at=in_days(day))
    restrict(EventPageFactory(title="Geheim", starts_at=in_days(1)), Group.objects.create(name="or"))

    front = reader.get("/").text

    shown = [f"Over {day} dagen" in front for day in range(2, 6)]
    assert shown == [True, True, True, False]
    assert "Geheim" not in front
