"""Who comes to an event, who waits for a place, and what they are told."""

from datetime import UTC, datetime, timedelta

import pytest

from access.models import User
from groups.events.coming import sign_off, sign_up
from groups.events.due import remind, settle_lists
from groups.events.planning import cancel_event, plan_event
from groups.events.refusals import EventCancelled, EventOver, NoEvent, NoSignUp, NotTheOrganiser
from groups.models import GroupEvent, Membership
from groups.services.posting import withdraw_post
from groups.services.scopes import give_access
from notices.models import Event, Notice
from notices.reading import notices_of
from notices.telling import told as lines_of
from tests.factories.dialogue import colleague
from tests.factories.gatherings import LUNCH, event_again, event_in, list_of, plan_for
from tests.factories.groups import NOW, GroupFactory, member_of, stranger
from tests.factories.notices import pass_all_on

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def come(event: GroupEvent, *users: User) -> None:
    for number, user in enumerate(users):
        sign_up(user=user, event=event, now=NOW + timedelta(minutes=number))


def told(user: User) -> list[str]:
    pass_all_on()
    own = Notice.objects.filter(receiver=user, event__kind=Event.Kind.GATHERING).order_by("pk")
    return [key.split(":")[0] for key in own.values_list("event__key", flat=True)]


def test_who_comes_too_late_waits_and_moves_up_when_a_place_comes_free() -> None:
    event = event_in(GroupFactory(), place_count=1)
    first, second, third = colleague("Ans"), colleague("Bo"), colleague("Cas")
    come(event, first, second, third)
    assert list_of(event) == [("Ans", "comes"), ("Bo", "waits"), ("Cas", "waits")]

    sign_off(user=first, event=event, now=NOW)

    assert list_of(event) == [("Bo", "comes"), ("Cas", "waits")]
    assert (told(second), told(third)) == (["event-place"], [])


def test_signing_up_twice_is_once() -> None:
    event, guest = event_in(GroupFactory()), colleague("Ans")

    come(event, guest, guest)

    assert list_of(event) == [("Ans", "comes")]


def test_more_places_are_given_to_who_waits_and_fewer_take_nobody_off() -> None:
    group = GroupFactory()
    organiser = member_of(group)
    event = event_in(group, author=organiser, place_count=1)
    come(event, colleague("Ans"), colleague("Bo"))

    plan_event(post=event.post, plan=plan_for(place_count=2), editor=organiser, now=NOW)
    assert {state for _name, state in list_of(event)} == {"comes"}

    plan_event(post=event.post, plan=plan_for(place_count=1), editor=organiser, now=NOW)
    assert {state for _name, state in list_of(event)} == {"comes"}


def test_another_time_tells_who_comes_and_counts_for_their_calendar() -> None:
    group = GroupFactory()
    organiser, guest = member_of(group), colleague("Ans")
    event = event_in(group, author=organiser)
    come(event, guest, organiser)

    later = plan_for(LUNCH + timedelta(days=1))
    plan_event(post=event.post, plan=later, editor=organiser, now=NOW)
    plan_event(post=event.post, plan=later, editor=organiser, now=NOW)

    assert event_again(event.pk).sequence == 1
    assert (told(guest), told(organiser)) == (["event-change"], [])


def test_who_organises_it_and_hosts_call_it_off_and_others_do_not() -> None:
    group = GroupFactory()
    event, guest = event_in(group), member_of(group)
    come(event, guest)
    with pytest.raises(NotTheOrganiser):
        cancel_event(actor=guest, event=event, now=NOW)

    cancel_event(actor=member_of(group, role="host"), event=event, now=NOW)

    assert told(guest) == ["event-off"]
    with pytest.raises(EventCancelled):
        sign_up(user=colleague("Bo"), event=event, now=NOW)


def test_nobody_signs_up_for_what_is_over_or_closed_for_it() -> None:
    group, guest = GroupFactory(), colleague("Ans")

    with pytest.raises(EventOver):
        sign_up(user=guest, event=event_in(group), now=LUNCH + timedelta(hours=2))
    with pytest.raises(NoSignUp):
        sign_up(user=guest, event=event_in(group, sign_up_until=NOW), now=NOW)
    with pytest.raises(NoSignUp):
        sign_up(user=guest, event=event_in(group, takes_sign_up=False), now=NOW)


def test_a_removed_member_of_an_open_group_cannot_come() -> None:
    group = GroupFactory()
    event, removed = event_in(group), member_of(group)
    Membership.objects.filter(person__user=removed).update(state=Membership.State.REMOVED)

    with pytest.raises(NoSignUp):
        sign_up(user=removed, event=event, now=NOW)


def test_who_is_removed_from_an_open_group_gives_their_place_to_who_waits() -> None:
    group = GroupFactory()
    event, removed, member = event_in(group, place_count=1), member_of(group, "Ans"), member_of(group, "Bo")
    come(event, removed, member)
    Membership.objects.filter(person__user=removed).update(state=Membership.State.REMOVED)

    settle_lists(NOW)

    assert list_of(event) == [("Bo", "comes")]


def test_an_outsider_does_not_come_to_what_a_closed_group_plans() -> None:
    with pytest.raises(NoEvent):
        sign_up(user=colleague("Ans"), event=event_in(GroupFactory(access="closed")), now=NOW)


def test_a_group_that_closes_gives_the_places_of_outsiders_to_its_members() -> None:
    group = GroupFactory()
    event, outsider, member = event_in(group, place_count=1), colleague("Ans"), member_of(group, "Bo")
    come(event, outsider, member)
    give_access(group, "closed")

    settle_lists(NOW)

    assert list_of(event) == [("Bo", "comes")]
    assert (told(outsider), told(member)) == ([], ["event-place"])


def test_who_comes_is_reminded_once_on_the_working_day_before() -> None:
    monday = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    event = event_in(GroupFactory(), starts_at=monday, place_count=1)
    guest, waiting = colleague("Ans"), colleague("Bo")
    come(event, guest, waiting)
    friday = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)

    remind(friday - timedelta(days=1))
    assert told(guest) == []

    remind(friday)
    remind(friday + timedelta(hours=1))
    assert (told(guest), told(waiting)) == (["event-soon"], [])


def test_what_does_not_take_place_reminds_nobody() -> None:
    group = GroupFactory()
    organiser, guest = member_of(group, role="host"), colleague("Ans")
    event = event_in(group, author=organiser)
    come(event, guest)
    cancel_event(actor=organiser, event=event, now=NOW)

    remind(LUNCH - timedelta(hours=3))

    assert told(guest) == ["event-off"]


def test_a_post_that_is_taken_back_takes_its_event_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groups.events.receivers.timezone.now", lambda: NOW)
    group = GroupFactory()
    organiser, guest = member_of(group), colleague("Ans")
    event = event_in(group, author=organiser)
    come(event, guest)

    withdraw_post(author=organiser, post=event.post, now=NOW)

    assert told(guest) == ["event-off"]
    [line] = lines_of(list(notices_of(guest, NOW)), guest)
    assert line.sentence == "Bijeenkomst in Groep gaat niet door".replace("Groep", group.name)


def test_somebody_without_a_place_in_the_directory_cannot_come() -> None:
    with pytest.raises(NoSignUp):
        sign_up(user=stranger(), event=event_in(GroupFactory()), now=NOW)
