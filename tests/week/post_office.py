"""The mail server of the simulated week: it keeps what it is given, and is away for a while."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage, EmailMultiAlternatives
from django.utils import timezone

NUMBER = re.compile(r"<notice-(\d+)@")


class WorkerKilled(BaseException):
    """The process ends here: nothing that comes after is done."""


@dataclass(frozen=True)
class Letter:
    """A mail as its receiver has it."""

    to: str
    subject: str
    text: str
    arrived_at: datetime
    # Of the notice that it is about; a digest has none.
    number: int | None


@dataclass
class PostOffice:
    """What arrived, and when the server is not to be reached."""

    letters: list[Letter] = field(default_factory=list)
    away: tuple[datetime, datetime] | None = None
    # Drops the connection at each so many mails; 0 is never.
    drops_each: int = 0
    # Where nobody lives.
    unknown: set[str] = field(default_factory=set)
    refusals: dict[str, datetime] = field(default_factory=dict)
    # The worker dies on the next mail, before it leaves.
    kills_next: bool = False
    offered: int = 0
    # To an address that it had refused.
    offered_again: int = 0
    turned_away: int = 0
    kills: int = 0

    def is_away(self, now: datetime) -> bool:
        return self.away is not None and self.away[0] <= now < self.away[1]

    def take(self, message: EmailMessage, now: datetime) -> None:
        """Keep a mail for each of its receivers. Raises as a server that is away, or a worker that dies."""
        self.offered += 1
        if self.kills_next:
            self.kills_next, self.kills = False, self.kills + 1
            raise WorkerKilled
        if self.is_away(now) or (self.drops_each and self.offered % self.drops_each == 0):
            self.turned_away += 1
            raise SMTPServerDisconnected("Connection unexpectedly closed")
        if message.to[0] in self.unknown:
            self.refusals.setdefault(message.to[0], now)
            self.offered_again += self.refusals[message.to[0]] != now
            raise SMTPRecipientsRefused({message.to[0]: (550, b"5.1.1 User unknown")})
        html = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
        text = "\n".join([str(message.body), *(str(part[0]) for part in html)])
        for to in message.recipients():
            self.letters.append(Letter(to, str(message.subject), text, now, _number_of(message)))


def _number_of(message: EmailMessage) -> int | None:
    found = NUMBER.match(message.extra_headers.get("Message-ID", ""))
    return int(found[1]) if found else None


office = PostOffice()


def open_office() -> PostOffice:
    """Return the office of a new week, with nothing in it."""
    global office
    office = PostOffice()
    return office


class Backend(BaseEmailBackend):
    """Brings mails to the office of this week."""

    def open(self) -> bool:
        if office.is_away(timezone.now()):
            raise SMTPServerDisconnected("Connection refused")
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            office.take(message, timezone.now())
        return len(email_messages)
