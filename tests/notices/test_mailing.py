"""A mail leaves once at most, only when it is still wanted, and never in quiet hours."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from access.models import User
from dialogue.models import BrinkComment
from dialogue.services import withdraw_comment
from directory.models import Absence, Person
from news.models import NewsPage
from notices import mailing
from notices.letters import letter_about
from notices.mailing import mail_due
from notices.models import Digest, Mute, Notice, Preference
from notices.wanted import judge
from tests.dialogue.conftest import restrict
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import NOW, let_follow, thing_under
from tests.factories.notices import tell_of, tell_of_thing
from tests.factories.pages import NewsPageFactory
from tests.notices.post_office import PostOffice, free_port

pytestmark = [pytest.mark.django_db]

Mail = Notice.Mail
LATER = NOW + timedelta(minutes=11)
# Eleven o'clock here; quiet is from half past five.
EVENING = NOW + timedelta(hours=8)
TOMORROW_AT_EIGHT = NOW + timedelta(hours=21)


@pytest.fixture
def noor(db: None) -> User:
    return colleague("Noor Wit", email="noor@lindewaard.example")


@pytest.fixture
def page(noor: User) -> NewsPage:
    """A live news item that everyone sees, for which Noor answers."""
    news: NewsPage = NewsPageFactory(keeper=noor.person)
    return news


@pytest.fixture
def comment(page: NewsPage) -> BrinkComment:
    """Something said under the page of Noor, of which she has notice."""
    return said_under(page)


def said_under(page: NewsPage) -> BrinkComment:
    said = comment_on(page, now=NOW)
    tell_of(said)
    return said


def mails_of(user: User) -> list[str]:
    """Return how far the mail of each notice of `user` is, in the order in which they were told."""
    return list(Notice.objects.filter(receiver=user).order_by("pk").values_list("mail", flat=True))


@pytest.mark.any_database
def test_what_waits_is_mailed_once(office: PostOffice, noor: User, comment: BrinkComment) -> None:
    for _round in range(3):
        mail_due(NOW)

    assert mails_of(noor) == [Mail.SENT]
    assert len(office.for_address(noor.email)) == 1


def told_in_a_digest(noor: User) -> None:
    digest = Digest.objects.create(
        receiver=noor, due_on=NOW.date(), covers_from=NOW - timedelta(days=7), covers_until=NOW
    )
    Notice.objects.update(digest=digest)


CHANGES: dict[str, Callable[[User, BrinkComment], object]] = {
    "she read it": lambda noor, comment: Notice.objects.update(read_at=NOW),
    "she muted the conversation": lambda noor, comment: Mute.objects.create(
        owner=noor, thread=comment, muted_at=NOW
    ),
    "she muted the kind": lambda noor, comment: Mute.objects.create(
        owner=noor, kind="question", muted_at=NOW
    ),
    "she wants no mail": lambda noor, comment: Preference.objects.create(user=noor, mail_level="nothing"),
    "a digest told of it": lambda noor, comment: told_in_a_digest(noor),
    "its author took it back": lambda noor, comment: withdraw_comment(
        author=User.objects.get(pk=comment.user_id), comment=comment, now=NOW
    ),
    "the page went offline": lambda noor, comment: NewsPage.objects.get().unpublish(),
    "the page was closed to her": lambda noor, comment: restrict(NewsPage.objects.get()),
    "she left": lambda noor, comment: Person.objects.filter(user=noor).update(left_on=date(2026, 11, 1)),
    "her account was closed": lambda noor, comment: User.objects.filter(pk=noor.pk).update(is_active=False),
    "she has no address": lambda noor, comment: User.objects.filter(pk=noor.pk).update(email=""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_nothing_is_mailed_that_is_wanted_no_longer(
    office: PostOffice, noor: User, comment: BrinkComment, change: Callable[[User, BrinkComment], object]
) -> None:
    assert mails_of(noor) == [Mail.WAITING]

    change(noor, comment)
    mail_due(NOW)

    assert office.received == []
    assert mails_of(noor) == [Mail.NONE]


def test_what_somebody_follows_no_longer_is_not_mailed(noor: User, page: NewsPage) -> None:
    Preference.objects.create(user=noor, mail_level="followed")
    follow = let_follow(noor, "subject", 1)
    tell_of_thing(thing_under(("subject", 1), object_id=page.pk))
    waiting = list(Notice.objects.filter(receiver=noor).select_related("event"))
    assert judge(noor, waiting, now=NOW).now == waiting

    follow.delete()

    assert judge(noor, waiting, now=NOW).dropped == waiting


def test_in_quiet_hours_and_on_days_off_all_waits(
    office: PostOffice, noor: User, comment: BrinkComment
) -> None:
    mail_due(EVENING)
    assert (mails_of(noor), office.received) == ([Mail.WAITING], [])

    Absence.objects.create(person=noor.person, starts_on=TOMORROW_AT_EIGHT.date(), ends_on=date(2026, 11, 25))
    mail_due(TOMORROW_AT_EIGHT)
    assert (mails_of(noor), office.received) == ([Mail.WAITING], [])

    mail_due(TOMORROW_AT_EIGHT + timedelta(days=1))
    assert mails_of(noor) == [Mail.SENT]


def test_who_is_away_for_long_finds_it_in_a_digest(
    office: PostOffice, noor: User, comment: BrinkComment
) -> None:
    Absence.objects.create(person=noor.person, starts_on=NOW.date())

    mail_due(NOW)

    assert (mails_of(noor), office.received) == ([Mail.LEFT], [])


def test_a_day_holds_as_many_mails_as_chosen_and_what_is_meant_most_goes_first(
    office: PostOffice, noor: User, page: NewsPage
) -> None:
    Preference.objects.create(user=noor, budget=2, mail_level="followed")
    let_follow(noor, "subject", 1)
    tell_of_thing(thing_under(("subject", 1), object_id=page.pk))
    own = comment_on(page, author=noor, now=NOW)
    said_under(page)
    tell_of(comment_on(page, parent=own, now=NOW))

    mail_due(NOW)
    assert mails_of(noor) == [Mail.LEFT, Mail.SENT, Mail.SENT]

    said_under(page)
    mail_due(LATER)
    assert mails_of(noor)[-1] == Mail.LEFT

    said_under(page)
    mail_due(TOMORROW_AT_EIGHT)
    assert mails_of(noor)[-1] == Mail.SENT


def test_a_budget_of_nothing_leaves_all_to_the_digest(
    office: PostOffice, noor: User, comment: BrinkComment
) -> None:
    Preference.objects.create(user=noor, budget=0)

    mail_due(NOW)

    assert (mails_of(noor), office.received) == ([Mail.LEFT], [])


def test_while_the_mail_server_is_away_nothing_is_marked(
    settings: Settings, office: PostOffice, noor: User, comment: BrinkComment
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    assert mail_due(NOW) is False
    assert mails_of(noor) == [Mail.WAITING]

    settings.EMAIL_PORT = port
    mail_due(LATER)
    assert mails_of(noor) == [Mail.SENT]


def test_a_server_that_hangs_up_in_the_middle_may_have_that_mail_and_none_after_it(
    office: PostOffice, noor: User, page: NewsPage
) -> None:
    said_under(page)
    said_under(page)
    office.hangs_up = True
    mail_due(NOW)
    assert mails_of(noor) == [Mail.LOST, Mail.WAITING]

    office.hangs_up = False
    mail_due(LATER)
    assert mails_of(noor) == [Mail.LOST, Mail.SENT]
    assert len(office.received) == 1


def test_what_the_server_asks_to_offer_later_is_offered_later_for_a_day(
    office: PostOffice, noor: User, comment: BrinkComment
) -> None:
    office.answers[noor.email] = "450 Try later"
    mail_due(NOW)
    mail_due(NOW + timedelta(minutes=1))
    assert mails_of(noor) == [Mail.WAITING]

    office.answers.clear()
    mail_due(LATER)
    assert mails_of(noor) == [Mail.SENT]
    assert Notice.objects.filter(mail_marked_at=LATER).exists()


def test_what_is_refused_for_a_day_is_lost(office: PostOffice, noor: User, comment: BrinkComment) -> None:
    office.answers[noor.email] = "450 Try later"

    mail_due(NOW + timedelta(days=1, hours=2))

    assert mails_of(noor) == [Mail.LOST]


def test_nothing_more_goes_to_an_address_that_is_refused_until_it_changes(
    office: PostOffice, noor: User, page: NewsPage
) -> None:
    office.answers[noor.email] = "550 Nobody here"
    said_under(page)
    said_under(page)
    mail_due(NOW)
    assert mails_of(noor) == [Mail.LOST, Mail.LEFT]

    User.objects.filter(pk=noor.pk).update(email="noor.wit@lindewaard.example")
    said_under(page)
    mail_due(LATER)
    assert mails_of(noor)[-1] == Mail.SENT


def test_what_a_worker_marked_before_it_died_is_not_sent_again(
    office: PostOffice, noor: User, comment: BrinkComment
) -> None:
    Notice.objects.update(mail=Mail.MARKED, mail_due_at=None, mail_marked_at=NOW)

    mail_due(LATER)
    assert mails_of(noor) == [Mail.MARKED]
    mail_due(NOW + timedelta(minutes=20))

    assert (mails_of(noor), office.received) == ([Mail.LOST], [])


def test_a_mail_that_cannot_be_made_keeps_up_nobody_else(
    office: PostOffice, noor: User, comment: BrinkComment, monkeypatch: pytest.MonkeyPatch
) -> None:
    hugo = colleague("Hugo Bos")
    said_under(NewsPageFactory(keeper=hugo.person))

    def letter_for_hugo_alone(notice: Notice, receiver: User, **kwargs: Any) -> object:  # Any: passed on
        assert receiver == hugo, "made of something unforeseen"
        return letter_about(notice, receiver, **kwargs)

    monkeypatch.setattr(mailing, "letter_about", letter_for_hugo_alone)

    with pytest.raises(AssertionError, match="unforeseen"):
        mail_due(NOW)
    mail_due(NOW + timedelta(minutes=1))

    assert (mails_of(noor), mails_of(hugo)) == ([Mail.WAITING], [Mail.SENT])
