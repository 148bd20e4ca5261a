"""Mailing notices: each is marked before it is sent, so that it leaves at most once."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Min

from access.models import User
from notices.letters import letter_about
from notices.models import Notice
from notices.models.notice import NoticeQuerySet
from notices.sending import MailServer, MailServerAway, Outcome, mail_server, send_marked
from notices.wanted import judge

logger = logging.getLogger(__name__)

Mail = Notice.Mail
# As many receivers as one round serves: what is judged by `now` must not go out long after it.
MOST_AT_ONCE = 1_000
# Some mail servers hang up after so many mails.
ON_ONE_CONNECTION = 100
# By then a worker that marked a mail has sent it, or died.
IN_HAND = timedelta(minutes=15)
OFFERED_AGAIN_AFTER = timedelta(minutes=10)
OFFERED_FOR = timedelta(days=1)


@dataclass(frozen=True)
class _Marked:
    """A notice that is marked, with its mail, which is sent next."""

    notice: Notice
    receiver: User
    mail: EmailMessage


def mail_due(now: datetime) -> bool:
    """Mail what waits and is due; return whether more is due than one round serves.

    Several workers may do so at once: they pass by whoever the other is serving. While the mail server is
    away nothing is marked, and all waits.
    """
    _lose_what_stuck(now)
    receivers = _due_receivers(now)
    try:
        for start in range(0, len(receivers), ON_ONE_CONNECTION):
            with mail_server() as server:
                for receiver_id in receivers[start : start + ON_ONE_CONNECTION]:
                    with _standing_aside(receiver_id, now):
                        _serve(server, receiver_id, now)
    except MailServerAway as error:
        logger.warning("Mails about notices wait for the mail server: %s", error)
        return False
    return len(receivers) == MOST_AT_ONCE


def _due_receivers(now: datetime) -> list[int]:
    """Return who has waited longest, by their accounts."""
    waiting = Notice.objects.filter(mail=Mail.WAITING, mail_due_at__lte=now).values("receiver_id")
    by_wait = waiting.annotate(since=Min("mail_due_at")).order_by("since", "receiver_id")
    return list(by_wait.values_list("receiver_id", flat=True)[:MOST_AT_ONCE])


@contextmanager
def _standing_aside(receiver_id: int, now: datetime) -> Iterator[None]:
    """Let whoever cannot be served come later, so that a fault with one mail does not keep up all others."""
    is_served = False
    try:
        yield
        is_served = True
    except MailServerAway:
        is_served = True
        raise
    finally:
        if not is_served:
            waiting = Notice.objects.filter(receiver=receiver_id, mail=Mail.WAITING, mail_due_at__lte=now)
            waiting.update(mail_due_at=now + OFFERED_AGAIN_AFTER)


def _serve(server: MailServer, receiver_id: int, now: datetime) -> None:
    """Send what is due for one person, a mail at a time. Raises MailServerAway when the server went away."""
    while (marked := _mark_next(receiver_id, now)) is not None:
        outcome = send_marked(server, marked.mail, user=marked.receiver, now=now)
        _note(marked.notice, outcome, now)
        if server.is_away:
            raise MailServerAway("It went away in the middle.")


@transaction.atomic
def _mark_next(receiver_id: int, now: datetime) -> _Marked | None:
    """Mark the next notice that may be mailed to this person, and settle the others that are due.

    None where there is none, or while another worker serves this person.
    """
    # The weaker lock: whoever writes a notice for this account meanwhile need not wait.
    locked = User.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
    receiver = locked.select_related("person").filter(pk=receiver_id).first()
    if receiver is None:
        return None
    waiting = Notice.objects.filter(receiver=receiver_id, mail=Mail.WAITING, mail_due_at__lte=now)
    due = list(waiting.select_related("event__comment"))
    if not due:
        return None
    verdict = judge(receiver, due, now=now)
    _settle(verdict.dropped, Mail.NONE)
    _settle(verdict.left, Mail.LEFT)
    if verdict.postponed:
        _these(verdict.postponed).update(mail_due_at=verdict.postponed_until)
    for notice in verdict.now:
        mail = letter_about(notice, receiver, now=now)
        if mail is None:
            _settle([notice], Mail.NONE)
            continue
        _these([notice]).update(mail=Mail.MARKED, mail_marked_at=now)
        return _Marked(notice, receiver, mail)
    return None


def _note(notice: Notice, outcome: Outcome, now: datetime) -> None:
    """Note what became of a mail that was marked."""
    marked = Notice.objects.filter(pk=notice.pk, mail=Mail.MARKED)
    if outcome is Outcome.SENT:
        marked.update(mail=Mail.SENT)
    elif outcome is Outcome.LATER and notice.event.happened_at > now - OFFERED_FOR:
        again_at = now + OFFERED_AGAIN_AFTER
        marked.update(mail=Mail.WAITING, mail_due_at=again_at, mail_marked_at=None)
    else:
        marked.update(mail=Mail.LOST)


def _lose_what_stuck(now: datetime) -> None:
    """Leave to the digest what a worker marked and never told the end of: it may have been sent."""
    Notice.objects.filter(mail=Mail.MARKED, mail_marked_at__lt=now - IN_HAND).update(mail=Mail.LOST)


def _settle(notices: list[Notice], mail: Notice.Mail) -> None:
    if notices:
        _these(notices).update(mail=mail, mail_due_at=None)


def _these(notices: list[Notice]) -> NoticeQuerySet:
    return Notice.objects.filter(pk__in=[notice.pk for notice in notices])
