"""A digest tells what its reader was not told yet, as they may see it at that moment, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.mail import full_address
from access.models import Scope, User
from following.models import StreamItem
from home.models import HomePage
from notices.digests.sending import SETTLING, send_digests
from notices.models import Digest, Event, Mute, Notice, Preference
from tests.conftest import QueryCounter
from tests.factories.accounts import UserFactory
from tests.factories.digests import (
    BLOG,
    FRIDAY,
    NEXT_FRIDAY,
    WEDNESDAY,
    Leaflet,
    appear,
    next_of,
    notice,
    reader_of_the_blog,
    states_of,
)
from tests.factories.following import let_follow, thing_under

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("leaflets")]

Mail = Notice.Mail


@pytest.fixture
def noor(home: HomePage) -> User:
    """Follows a blog, and has a digest at nine on Friday."""
    return reader_of_the_blog("noor@lindewaard.example", first_name="Noor", language="nl")


def words_in(mail: EmailMultiAlternatives) -> str:
    """Return all that a mail says anywhere."""
    return "\n".join([str(mail.subject), str(mail.body), *(str(part[0]) for part in mail.alternatives)])


def test_a_digest_holds_what_appeared_and_is_sent_once(
    noor: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    appear(1)
    appear(2)

    send_digests([noor.pk], now=FRIDAY)
    send_digests([noor.pk], now=FRIDAY + timedelta(minutes=1))

    [mail] = mailoutbox
    assert mail.to == ["noor@lindewaard.example"]
    assert mail.subject == "Jouw week op Brink"
    assert "Blad 1" in str(mail.body)
    assert full_address("/blad/2/") in str(mail.body)
    assert "Je krijgt dit overzicht elke vrijdag" in str(mail.body)
    assert "Blad 2" in str(mail.alternatives[0][0])
    assert states_of(noor) == ["sent"]
    assert next_of(noor) == NEXT_FRIDAY


def test_each_thing_stands_in_one_digest(noor: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    appear(1)
    send_digests([noor.pk], now=FRIDAY)
    # Published by the clock at nine, and there a minute later.
    appear(2, at=FRIDAY - SETTLING + timedelta(seconds=30))

    send_digests([noor.pk], now=NEXT_FRIDAY)

    first, second = (words_in(mail) for mail in mailoutbox)
    assert ("Blad 1" in first, "Blad 2" in first) == (True, False)
    assert ("Blad 1" in second, "Blad 2" in second) == (False, True)


def test_nothing_to_tell_is_no_mail(noor: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    send_digests([noor.pk], now=FRIDAY)

    assert mailoutbox == []
    assert states_of(noor) == ["empty"]
    assert next_of(noor) == NEXT_FRIDAY


def test_what_the_reader_may_see_no_longer_is_nowhere_in_it(
    noor: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    closed = Scope.objects.for_sets([["unit:3"]])
    appear(1)
    appear(2, scope=closed)
    notice(noor, mail=Mail.LEFT, scope=closed)

    send_digests([noor.pk], now=FRIDAY)

    [mail] = mailoutbox
    assert "Blad 1" in words_in(mail)
    assert "Blad 2" not in words_in(mail)
    assert "1 ding om te lezen." in words_in(mail)
    assert not Notice.objects.exclude(digest=None).exists()


def test_a_digest_with_nothing_but_hidden_things_is_empty(
    noor: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    appear(2, scope=Scope.objects.for_sets([["unit:3"]]))

    send_digests([noor.pk], now=FRIDAY)

    assert mailoutbox == []
    assert states_of(noor) == ["empty"]


def test_it_tells_of_notices_that_nobody_told_of_yet(
    noor: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    told = [
        notice(noor),
        notice(noor, mail=Mail.LEFT),
        notice(noor, mail=Mail.LOST),
        notice(noor, mail=Mail.MARKED, mail_marked_at=WEDNESDAY),
    ]
    notice(noor, read_at=WEDNESDAY)
    notice(noor, mail=Mail.SENT, mail_marked_at=WEDNESDAY)
    notice(noor, mail=Mail.WAITING, mail_due_at=FRIDAY)
    notice(UserFactory(), mail=Mail.LEFT)

    send_digests([noor.pk], now=FRIDAY)

    [mail] = mailoutbox
    assert mail.subject == "Jouw week op Brink: 4 dingen zijn voor jou"
    assert set(Notice.objects.exclude(digest=None)) == set(told)


def test_what_was_read_mailed_or_told_beside_it_is_not_told_again(
    noor: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    # Any: of each field its own.
    known: list[dict[str, Any]] = [
        {"read_at": WEDNESDAY},
        {"mail": Mail.SENT, "mail_marked_at": WEDNESDAY},
        {"mail": Mail.LEFT},
        {},
    ]
    for number, values in enumerate(known):
        thing = appear(number)
        source = noor.follows.get().source
        notice(noor, kind=Event.Kind.PUBLISHED, thing=thing, reason="follows", source=source, **values)

    send_digests([noor.pk], now=FRIDAY)

    [mail] = mailoutbox
    said = str(mail.body)
    assert ("Blad 0" in said, "Blad 1" in said, "Blad 3" in said) == (False, False, True)
    assert said.count("Blad 3") == 1
    assert said.index("Blad 2") < said.index("Blad 3")
    assert mail.subject == "Jouw week op Brink"


def test_what_the_reader_muted_is_not_in_it(noor: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    source = let_follow(noor, "subject", 3).source
    Mute.objects.create(owner=noor, source=source, muted_at=WEDNESDAY)
    Mute.objects.create(owner=noor, kind=Event.Kind.DECISION, muted_at=WEDNESDAY)
    appear(1)
    thing_under(("subject", 3), kind=Leaflet.name, object_id=2, at=WEDNESDAY)
    notice(noor, mail=Mail.LEFT)

    send_digests([noor.pk], now=FRIDAY)

    [mail] = mailoutbox
    assert "Blad 1" in words_in(mail)
    assert "Blad 2" not in words_in(mail)
    assert mail.subject == "Jouw week op Brink"


def test_it_is_in_the_language_of_its_reader(
    home: HomePage, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    sam = reader_of_the_blog("sam@lindewaard.example", first_name="Sam", language="en")
    appear(1)
    notice(sam, mail=Mail.LEFT)

    send_digests([sam.pk], now=FRIDAY)

    [mail] = mailoutbox
    assert mail.subject == "Your week on Brink: 1 thing is meant for you"
    assert "A moderator looked at your comment" in str(mail.body)
    assert "Hello Sam, this was your week" in str(mail.body)
    assert '<html lang="en">' in words_in(mail)
    assert 'lang="nl"' in words_in(mail)


def test_long_weeks_stay_short(noor: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    for number in range(12):
        appear(number)

    send_digests([noor.pk], now=FRIDAY)

    [mail] = mailoutbox
    assert str(mail.body).count("/blad/") == 8
    assert "Nog 4 in je stroom" in str(mail.body)


def test_what_stands_nowhere_in_brink_stands_in_full_in_the_digest(
    noor: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    for number in range(12):
        notice(noor, is_in_site=number >= 3)

    send_digests([noor.pk], now=FRIDAY)

    [mail] = mailoutbox
    assert str(mail.body).count("moderator") == 11
    assert "Nog 1 melding in Brink" in str(mail.body)


def test_many_things_cost_what_few_cost(home: HomePage) -> None:
    def cost(things: int) -> int:
        reader = reader_of_the_blog(f"{things}@lindewaard.example")
        for number in range(things):
            appear(number)
            notice(reader, mail=Mail.LEFT)
        with CaptureQueriesContext(connection) as queries:
            send_digests([reader.pk], now=FRIDAY)
        return len(queries)

    assert cost(3) == cost(12)


def digest_with(receiver: User, *numbers: int) -> Digest:
    """Return a digest that was sent, of leaflets with these numbers and a notice."""
    for number in numbers:
        appear(number)
    digest = Digest.objects.create(
        receiver=receiver,
        due_on=FRIDAY.date(),
        covers_from=FRIDAY - timedelta(days=7),
        covers_until=FRIDAY,
        state=Digest.State.SENT,
    )
    notice(receiver, digest=digest, read_at=FRIDAY)
    return digest


def test_the_last_digest_can_be_read_in_brink_as_it_may_be_seen_now(reader: Client, employee: User) -> None:
    let_follow(employee, *BLOG)
    digest_with(employee, 1, 2)
    digest_with(UserFactory(), 3)
    StreamItem.objects.filter(thing__object_id=2).update(scope=Scope.objects.for_sets([["unit:3"]]))

    words = reader.get(reverse("notices:digest")).content.decode()

    assert "vrijdag 27 november 2026" in words
    assert words.count("Een moderator") + words.count("A moderator") == 1
    assert ("Blad 1" in words, "Blad 2" in words) == (True, False)


def test_who_had_no_digest_reads_when_the_first_comes(reader: Client, employee: User) -> None:
    Preference.objects.create(user=employee, next_digest_at=timezone.now() + timedelta(days=1))

    words = reader.get(reverse("notices:digest")).content.decode()

    assert "Nog geen overzicht" in words
    assert "Het volgende komt op" in words


def test_a_long_digest_costs_the_screen_what_a_short_one_costs(
    queries_of: QueryCounter, employee: User
) -> None:
    let_follow(employee, *BLOG)
    digest_with(employee, *range(3))
    few = queries_of(reverse("notices:digest"))
    for number in range(3, 12):
        appear(number)

    assert queries_of(reverse("notices:digest")) == few
