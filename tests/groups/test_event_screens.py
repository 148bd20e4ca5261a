"""The calendar of a group, the file and the feeds for calendars, and coming with a button."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from icalendar import Calendar

from access.models import User
from content.feeds import Asked
from groups.events.coming import sign_up
from groups.events.feeds import group_calendar, own_calendar
from groups.events.planning import cancel_event
from groups.models import GroupEvent, SignUp
from home.models import HomePage
from tests.conftest import QueryCounter
from tests.factories.gatherings import event_again, event_in
from tests.factories.groups import NOW, GroupFactory, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def entries(content: bytes) -> list[dict[str, str]]:
    calendar = Calendar.from_ical(content)
    return [
        {name: str(entry[name]) for name in ("SUMMARY", "STATUS", "SEQUENCE")}
        for entry in calendar.walk("VEVENT")
    ]


def test_a_button_signs_up_and_another_signs_off(client: Client, home: HomePage) -> None:
    group = GroupFactory()
    event, member = event_in(group), member_of(group)
    client.force_login(member)

    client.post(reverse("groups:event-come", args=[event.pk]))
    assert SignUp.objects.get().person.user == member

    client.post(reverse("groups:event-stay-away", args=[event.pk]))
    assert not SignUp.objects.exists()


def test_the_calendar_says_when_where_and_whether_i_come(client: Client, home: HomePage) -> None:
    group = GroupFactory(name="Klantgericht schrijven")
    event, member = event_in(group, place="Zaal Es"), member_of(group)
    sign_up(user=member, event=event, now=NOW)
    client.force_login(member)

    text = client.get(reverse("groups:events", args=[group.slug])).content.decode()

    assert all(words in text for words in ("Lunchles", "12.15", "Zaal Es", "Je komt"))
    assert (
        "Lunchles" not in client.get(reverse("groups:events", args=[group.slug]) + "?past=1").content.decode()
    )


def test_the_file_is_cancelled_with_the_event(client: Client, home: HomePage) -> None:
    group = GroupFactory()
    host = member_of(group, role="host")
    event = event_in(group)
    client.force_login(host)

    assert entries(client.get(reverse("groups:event-file", args=[event.pk])).content) == [
        {"SUMMARY": "Lunchles", "STATUS": "CONFIRMED", "SEQUENCE": "0"}
    ]
    cancel_event(actor=host, event=event_again(event.pk), now=NOW)
    assert entries(client.get(reverse("groups:event-file", args=[event.pk])).content) == [
        {"SUMMARY": "Lunchles", "STATUS": "CANCELLED", "SEQUENCE": "1"}
    ]


def asked_by(user: User, part: int | None = None) -> Asked:
    return Asked(user, "word", RequestFactory().get("/"), part)


def test_feeds_hold_what_i_go_to_and_what_my_group_plans(home: HomePage) -> None:
    group = GroupFactory(access="closed")
    member = member_of(group)
    mine, other = event_in(group, "Mijn les", place_count=1), event_in(group, "Andere les")
    sign_up(user=member_of(group), event=mine, now=NOW)
    sign_up(user=member, event=mine, now=NOW)

    own, all_of_it = own_calendar(asked_by(member)), group_calendar(asked_by(member, group.pk))

    assert own is not None
    assert all_of_it is not None
    assert entries(own.content) == [{"SUMMARY": "Mijn les", "STATUS": "TENTATIVE", "SEQUENCE": "0"}]
    assert [entry["SUMMARY"] for entry in entries(all_of_it.content)] == ["Mijn les", other.post.title]
    assert group_calendar(asked_by(member_of(GroupFactory()), group.pk)) is None


def test_an_outsider_finds_no_address_of_what_a_closed_group_plans(client: Client, home: HomePage) -> None:
    group = GroupFactory(access="closed")
    event = event_in(group)
    client.force_login(member_of(GroupFactory()))

    def status(name: str) -> int:
        address = reverse(f"groups:{name}", args=[event.pk])
        return (client.post if name in ("event-come", "event-stay-away") else client.get)(address).status_code

    names = ("event-come", "event-stay-away", "event-file", "event-people", "event-cancel")
    assert {status(name) for name in names} == {404}
    assert client.get(reverse("groups:events", args=[group.slug])).status_code == 404


def test_what_i_go_to_stands_on_my_front_page_and_on_no_other(client: Client, home: HomePage) -> None:
    group = GroupFactory()
    event, guest, other = event_in(group), member_of(group), member_of(group)
    sign_up(user=guest, event=event, now=NOW)

    client.force_login(guest)
    assert "Je gaat naar" in client.get("/").content.decode()

    client.force_login(other)
    assert "Je gaat naar" not in client.get("/").content.decode()


def test_the_page_of_a_group_shows_what_is_next(client: Client, home: HomePage) -> None:
    group = GroupFactory()
    event, member = event_in(group, "Lunchles", place="Zaal Es"), member_of(group)
    client.force_login(member)

    aside = client.get(group.get_absolute_url()).content.decode().partition("<aside")[2]

    assert event.post.get_absolute_url() in aside
    assert "Zaal Es" in aside


def test_only_who_organises_it_sees_who_waits(client: Client, home: HomePage) -> None:
    group = GroupFactory()
    event = event_in(group, place_count=1)
    for name in ("Ans Vos", "Bo Vis"):
        sign_up(user=member_of(group, name), event=event, now=NOW)
    address = reverse("groups:event-people", args=[event.pk])

    client.force_login(member_of(group))
    seen = client.get(address).content.decode()
    assert "Ans Vos" in seen
    assert "Bo Vis" not in seen

    client.force_login(member_of(group, role="host"))
    assert "Bo Vis" in client.get(address).content.decode()


def test_three_events_cost_as_much_as_six(client: Client, home: HomePage, queries_of: QueryCounter) -> None:
    group = GroupFactory()
    author = member_of(group)

    def plan_three() -> None:
        for _place in range(3):
            event: GroupEvent = event_in(group, author=author, starts_at=NOW + timedelta(days=3))
            sign_up(user=author, event=event, now=NOW)

    client.force_login(author)
    address = reverse("groups:events", args=[group.slug])
    plan_three()
    few = queries_of(address)
    plan_three()
    assert queries_of(address) == few
