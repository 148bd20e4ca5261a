"""Telling many of a page: whom it reaches, what it costs, and who may."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from wagtail.models import PageViewRestriction

from access.models import AuditEntry, Scope, User
from access.roles import Role
from content.models import ContentPage
from directory.models import Audience, Unit
from notices.announcing.reaching import reach_of
from notices.announcing.services import (
    NeedsWhyAgain,
    NobodyToTell,
    NothingLeft,
    announce,
)
from notices.announcing.spending import spending_of_month
from notices.models import Announcement, Event, Mute, Notice, Preference, SendingLimit
from notices.passing import tell_all
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, UnitFactory
from tests.factories.following import NOW
from tests.factories.pages import NewsPageFactory
from tests.factories.roles import holder_of

pytestmark = pytest.mark.django_db

REASON = "Vanaf maandag rijdt de wagen een andere ronde."


@pytest.fixture
def page(home: object) -> ContentPage:
    """A live news item that everyone sees."""
    news: ContentPage = NewsPageFactory(title="De nieuwe ronde")
    return news


@pytest.fixture
def sender(db: None) -> User:
    """An editor, who publishes everywhere."""
    return holder_of(Role.EDITOR)


@pytest.fixture
def drivers(db: None) -> Audience:
    """An audience of one unit, in which two work and one used to."""
    unit = UnitFactory(name="Wagens")
    for name in ("Bo", "Mees"):
        PersonFactory(name=name, unit=unit, user=UserFactory(username=name.lower()))
    PersonFactory(name="Weg", unit=unit, user=UserFactory(username="weg"), left_on=NOW.date())
    return audience_of(unit)


def audience_of(unit: Unit) -> Audience:
    audience = Audience.objects.create(name="Chauffeurs")
    audience.units.set([unit])
    return audience


def told_of(announcement: Announcement) -> set[str]:
    tell_all(announcement.event.pk, now=NOW)
    return set(announcement.event.notices.values_list("receiver__username", flat=True))


def test_who_belongs_to_the_audience_is_told_once_and_why(
    page: ContentPage, sender: User, drivers: Audience
) -> None:
    sent = announce(sender=sender, page=page, audiences=[drivers], reason=REASON, now=NOW)

    assert told_of(sent) == {"bo", "mees"}
    assert told_of(sent) == {"bo", "mees"}
    assert set(Notice.objects.values_list("reason", flat=True)) == {Notice.Reason.AUDIENCE}
    assert sent.receiver_count == 2


def test_without_an_audience_everyone_is_told_but_the_sender(page: ContentPage, sender: User) -> None:
    UserFactory(username="noor")
    UserFactory(username="closed", is_active=False)

    sent = announce(sender=sender, page=page, audiences=[], reason=REASON, now=NOW)

    told = told_of(sent)
    assert "noor" in told
    assert not told & {"closed", sender.username}
    assert sent.receiver_count == len(told)


def test_who_may_not_see_the_page_is_neither_counted_nor_told(
    page: ContentPage, sender: User, drivers: Audience
) -> None:
    restrict(page)
    administrator = User.objects.create_superuser("boss", password="secret")

    with pytest.raises(NobodyToTell):
        announce(sender=administrator, page=page, audiences=[drivers], reason=REASON, now=NOW)

    assert not Event.objects.exists()


def test_of_a_closed_page_those_who_may_see_it_are_counted_and_told(
    page: ContentPage, sender: User, drivers: Audience
) -> None:
    council = Group.objects.create(name="Raad")
    User.objects.get(username="bo").groups.add(council)
    restriction = PageViewRestriction(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.save()
    restriction.groups.add(council)
    administrator = User.objects.create_superuser("boss", password="secret")

    sent = announce(sender=administrator, page=page, audiences=[drivers], reason=REASON, now=NOW)

    assert sent.receiver_count == 1
    assert told_of(sent) == {"bo"}


def test_a_page_that_closes_before_it_is_passed_on_reaches_nobody(
    page: ContentPage, sender: User, drivers: Audience
) -> None:
    sent = announce(sender=sender, page=page, audiences=[drivers], reason=REASON, now=NOW)
    restrict(page)

    assert told_of(sent) == set()


@pytest.mark.parametrize("role", [Role.READER, Role.WRITER])
def test_who_does_not_publish_tells_nobody(page: ContentPage, drivers: Audience, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        announce(sender=holder_of(role), page=page, audiences=[drivers], reason=REASON, now=NOW)


def test_of_a_page_that_is_offline_nobody_is_told(page: ContentPage, sender: User, drivers: Audience) -> None:
    page.unpublish()

    with pytest.raises(PermissionDenied):
        announce(sender=sender, page=page, audiences=[drivers], reason=REASON, now=NOW)


def test_a_double_click_sends_once(page: ContentPage, sender: User, drivers: Audience) -> None:
    first = announce(sender=sender, page=page, audiences=[drivers], reason=REASON, now=NOW)
    second = announce(sender=sender, page=page, audiences=[drivers], reason=REASON, now=NOW)

    assert first == second
    assert Event.objects.count() == 1
    [entry] = AuditEntry.objects.filter(action="announcement.sent")
    assert entry.actor_key == sender.key
    assert REASON not in str(entry.details)


def test_the_same_page_within_a_day_asks_why_and_after_a_day_does_not(
    page: ContentPage, sender: User, drivers: Audience
) -> None:
    announce(sender=sender, page=page, audiences=[drivers], reason=REASON, now=NOW)

    with pytest.raises(NeedsWhyAgain):
        announce(sender=sender, page=page, audiences=[], reason=REASON, now=NOW + timedelta(hours=23))
    again = announce(
        sender=sender, page=page, audiences=[], reason=REASON, now=NOW, why_again="De ronde ging niet door."
    )
    later = announce(
        sender=sender, page=page, audiences=[drivers], reason=REASON, now=NOW + timedelta(days=2)
    )

    assert again.why_again
    assert not later.why_again


def test_past_what_the_organisation_allows_only_an_administrator_sends(
    page: ContentPage, sender: User, drivers: Audience
) -> None:
    SendingLimit.objects.create(site=page.get_site(), each_month=0)

    with pytest.raises(NothingLeft):
        announce(sender=sender, page=page, audiences=[drivers], reason=REASON, now=NOW)
    administrator = User.objects.create_superuser("boss", password="secret")
    sent = announce(sender=administrator, page=page, audiences=[drivers], reason=REASON, now=NOW)

    assert spending_of_month(NOW).spent == sent.receiver_count
    assert spending_of_month(NOW + timedelta(days=31)).spent == 0


@pytest.mark.any_database
def test_the_figures_say_by_which_way_each_is_reached(sender: User) -> None:
    everyone = Scope.objects.everyone()
    plain, silent, never, muted, refused, full = (UserFactory() for _number in range(6))
    UserFactory(email="")
    Preference.objects.create(user=silent, mail_level="nothing")
    Preference.objects.create(user=never, mail_level="nothing", digest_rhythm="never")
    Mute.objects.create(owner=muted, kind=Event.Kind.ANNOUNCEMENT, muted_at=NOW)
    Preference.objects.create(user=refused, refused_address=refused.email)
    Preference.objects.create(user=full, budget=1)
    event = Event.objects.create(kind="mention", key="mention:1", scope=everyone, happened_at=NOW)
    Notice.objects.create(
        event=event, receiver=full, reason="named", made_at=NOW, mail="sent", mail_marked_at=NOW
    )

    reach = reach_of(everyone, [], sender=sender, now=NOW)

    assert (reach.receivers, reach.by_mail, reach.in_digest, reach.in_brink_alone) == (7, 1, 3, 3)
    assert plain.email
    assert reach.working_time == timedelta(minutes=8)
    assert not reach.is_about_many
