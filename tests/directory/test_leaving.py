from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from access.feed_keys import make_feed_key
from access.invitations import invite
from access.models import AuditEntry, FeedKey, Invitation, Role
from access.scopes import tokens_of
from directory.leaving import Erased, leave, leave_as_planned, leave_together, rejoin
from directory.models import Absence, Person, UnitChange
from directory.signals import person_left, person_rejoined
from search.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, SourceFactory, UnitFactory
from tests.factories.roles import holder_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def news() -> Iterator[list[tuple[str, list[Person]]]]:
    """What is told to the rooms above."""
    told: list[tuple[str, list[Person]]] = []

    def hear_left(people: list[Person], **kwargs: object) -> None:
        told.append(("left", people))

    def hear_rejoined(people: list[Person], **kwargs: object) -> None:
        told.append(("rejoined", people))

    person_left.connect(hear_left)
    person_rejoined.connect(hear_rejoined)
    yield told
    person_left.disconnect(hear_left)
    person_rejoined.disconnect(hear_rejoined)


def test_a_leaver_is_signed_out_everywhere_and_holds_nothing(client: Client, home: object) -> None:
    person = PersonFactory(user=UserFactory())
    client.force_login(person.user)
    client.get("/people/")
    make_feed_key(user=person.user, purpose="saved", now=NOW)

    leave(person=person, on=TODAY, now=NOW)

    person.user.refresh_from_db()
    assert not person.user.is_active
    assert client.get("/people/").status_code == 302
    assert not FeedKey.objects.filter(user=person.user).exists()
    assert tokens_of(person.user) == set()


def test_an_invitation_of_a_leaver_is_void(db: None) -> None:
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    invitation = invite(actor=None, user=user, now=NOW)

    leave(person=PersonFactory(user=user), on=TODAY, now=NOW)

    assert not Invitation.objects.open().filter(pk=invitation.pk).exists()


def test_a_leaver_is_no_longer_found(db: None) -> None:
    person = PersonFactory()

    leave(person=person, on=TODAY, now=NOW)

    assert not Entry.objects.findable().filter(kind="person", object_id=person.pk).exists()


def test_history_says_who_let_a_colleague_leave(db: None) -> None:
    administrator, source = UserFactory(is_superuser=True), SourceFactory()
    by_hand, by_source = PersonFactory(), PersonFactory()

    leave(person=by_hand, on=TODAY, actor=administrator, now=NOW)
    leave(person=by_source, on=TODAY, source=source, now=NOW)

    change = by_hand.changes.get()
    assert (change.field, change.before, change.after) == ("left_on", "", "2026-11-25")
    assert change.by == administrator
    assert by_source.changes.get().source == source
    told = AuditEntry.objects.filter(action="person.left").order_by("pk")
    assert [entry.details for entry in told] == [{}, {"source": source.slug}]


def test_leaving_twice_is_leaving_once(db: None, news: list[tuple[str, list[Person]]]) -> None:
    person = PersonFactory(user=UserFactory())

    assert leave(person=person, on=TODAY, now=NOW)
    assert not leave(person=person, on=TODAY, now=NOW)

    assert news == [("left", [person])]
    assert person.changes.count() == 1


def test_colleagues_who_leave_together_are_one_piece_of_news(
    db: None, news: list[tuple[str, list[Person]]]
) -> None:
    keeper, deputy = PersonFactory(), PersonFactory()

    leave_together(departures=[(keeper, TODAY), (deputy, TODAY)], now=NOW)

    assert news == [("left", [keeper, deputy])]


def test_who_leaves_later_works_here_until_that_day(db: None, news: list[tuple[str, list[Person]]]) -> None:
    person = PersonFactory(user=UserFactory())
    last_day = TODAY + timedelta(days=3)

    assert leave(person=person, on=last_day, now=NOW)
    assert not leave(person=person, on=last_day, now=NOW)
    leave_as_planned(NOW + timedelta(days=2))
    assert Person.objects.working_here().get() == person

    leave_as_planned(NOW + timedelta(days=3))
    leave_as_planned(NOW + timedelta(days=3))

    person.refresh_from_db()
    assert (person.left_on, person.leaves_on) == (last_day, None)
    assert [what for what, _people in news] == ["left"]


def test_a_planned_departure_is_called_off(db: None, news: list[tuple[str, list[Person]]]) -> None:
    person = PersonFactory(user=UserFactory())
    leave(person=person, on=TODAY + timedelta(days=3), now=NOW)

    assert rejoin(person=person, now=NOW)

    assert leave_as_planned(NOW + timedelta(days=9)) == []
    assert news == []


def test_a_rejoiner_is_the_same_person_with_the_same_account(
    db: None, news: list[tuple[str, list[Person]]]
) -> None:
    person = PersonFactory(user=UserFactory())
    leave(person=person, on=TODAY, now=NOW)

    assert rejoin(person=person, now=NOW)
    assert not rejoin(person=person, now=NOW)

    person = Person.objects.working_here().get()
    assert person.user is not None
    assert person.user.is_active
    assert Entry.objects.findable().filter(kind="person", object_id=person.pk).exists()
    assert news == [("left", [person]), ("rejoined", [person])]


def test_a_wrong_day_of_leaving_is_put_right_without_leaving_again(
    db: None, news: list[tuple[str, list[Person]]]
) -> None:
    person = PersonFactory(left_on=date(2026, 1, 1))

    assert leave(person=person, on=date(2026, 2, 1), now=NOW)

    person.refresh_from_db()
    assert person.left_on == date(2026, 2, 1)
    assert news == []


def test_a_unit_whose_leader_leaves_is_open(db: None) -> None:
    leader, other = PersonFactory(), PersonFactory()
    unit = UnitFactory(leader=leader)
    unit.editors.add(leader, other)

    leave(person=leader, on=TODAY, now=NOW)

    unit.refresh_from_db()
    assert unit.leader is None
    assert list(unit.editors.all()) == [other]
    assert unit.changes.get().kind == UnitChange.Kind.LED
    assert AuditEntry.objects.get(action="unit.editors_chosen").details["removed"] == [leader.pk]


def test_nobody_stands_in_who_does_not_work_here(db: None) -> None:
    stand_in = PersonFactory()
    absence = Absence.objects.create(person=PersonFactory(), starts_on=TODAY, stand_in=stand_in)

    leave(person=stand_in, on=TODAY, now=NOW)

    absence.refresh_from_db()
    assert absence.stand_in is None


def test_who_worked_for_a_leaver_works_for_the_manager_above(db: None) -> None:
    director = PersonFactory(name="Director")
    manager = PersonFactory(name="Manager", manager=director)
    report = PersonFactory(name="Report", manager=manager)
    leader = PersonFactory(name="Leader", manager=manager)
    below = PersonFactory(name="Below", manager=leader)

    leave_together(departures=[(manager, TODAY), (leader, TODAY)], now=NOW)

    report.refresh_from_db()
    below.refresh_from_db()
    assert (report.manager, below.manager) == (director, director)
    change = report.changes.get()
    assert (change.field, change.before, change.after) == ("manager", "Manager", "Director")


def test_at_the_top_who_worked_for_a_leaver_works_for_nobody(db: None) -> None:
    director = PersonFactory()
    report = PersonFactory(manager=director)

    leave(person=director, on=TODAY, now=NOW)

    report.refresh_from_db()
    assert report.manager is None


def test_an_administrator_lets_a_colleague_leave_and_come_back(client: Client, home: object) -> None:
    person = PersonFactory(name="Daan Pronk", user=UserFactory())
    client.force_login(UserFactory(is_superuser=True, language="en"))
    assert f"/admin/colleagues/{person.pk}/leave/" in client.get("/admin/snippets/directory/person/").text

    asked = client.get(f"/admin/colleagues/{person.pk}/leave/")
    done = client.post(f"/admin/colleagues/{person.pk}/leave/", follow=True)

    assert "Daan Pronk no longer works here" in asked.text
    assert "It is arranged" in done.text
    person.refresh_from_db()
    assert person.left_on is not None
    assert f"/admin/colleagues/{person.pk}/rejoin/" in done.text

    client.post(f"/admin/colleagues/{person.pk}/rejoin/")

    person.refresh_from_db()
    assert person.left_on is None


def test_others_do_not_let_anyone_leave(client: Client, home: object) -> None:
    person = PersonFactory()
    client.force_login(holder_of(Role.EDITOR))

    client.post(f"/admin/colleagues/{person.pk}/leave/")

    person.refresh_from_db()
    assert person.left_on is None


def test_only_an_administrator_says_who_works_here(db: None) -> None:
    person = PersonFactory(user=UserFactory())

    with pytest.raises(PermissionDenied):
        leave(person=person, on=TODAY, actor=person.user, now=NOW)
    with pytest.raises(PermissionDenied):
        rejoin(person=person, actor=person.user, now=NOW)


def test_whoever_was_erased_does_not_come_back(client: Client, home: object) -> None:
    person = PersonFactory(left_on=TODAY, erased_at=NOW)
    administrator = UserFactory(is_superuser=True)
    client.force_login(administrator)

    with pytest.raises(Erased):
        rejoin(person=person, actor=administrator, now=NOW)
    asked = client.post(f"/admin/colleagues/{person.pk}/rejoin/")

    assert asked.status_code == 404
    person.refresh_from_db()
    assert person.left_on == TODAY
