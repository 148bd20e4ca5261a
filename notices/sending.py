"""Handing mails that are marked to the mail server, which may refuse, hang or fall silent at any moment."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from enum import StrEnum
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from access.models import User
from notices.models import Preference

logger = logging.getLogger(__name__)

# From this number on a mail server refuses for good; below it asks for a little patience.
FOR_GOOD = 500


class MailServerAway(Exception):
    """The mail server does not answer, or will have nothing of us; nothing was sent."""


class Outcome(StrEnum):
    """What became of a mail."""

    # The mail server answers for it from now on.
    SENT = "sent"
    # It was refused, or nobody knows whether it arrived: it is not sent again.
    LOST = "lost"
    # It was not taken, and may be offered again.
    LATER = "later"
    # As lost: nothing will ever arrive at this address.
    REFUSED = "refused"


class MailServer:
    """A mail server that is listening; `is_away` once it no longer does."""

    def __init__(self, connection: BaseEmailBackend) -> None:
        self._connection = connection
        self.is_away = False

    def send(self, mail: EmailMessage) -> Outcome:
        """Hand over one mail."""
        try:
            self._connection.send_messages([mail])
        except SMTPRecipientsRefused as error:
            [(code, answer)] = error.recipients.values()
            self._note(code, answer)
            return Outcome.REFUSED if code >= FOR_GOOD else Outcome.LATER
        except SMTPResponseException as error:
            self._note(error.smtp_code, error.smtp_error)
            is_lost = isinstance(error, SMTPDataError) and error.smtp_code >= FOR_GOOD
            return Outcome.LOST if is_lost else Outcome.LATER
        except (SMTPServerDisconnected, OSError) as error:
            logger.warning("The mail server fell silent: %s", error)
            self.is_away = True
            return Outcome.LOST
        except ValueError as error:
            logger.warning("An account has an address that no mail can carry: %s", error)
            return Outcome.REFUSED
        return Outcome.SENT

    def _note(self, code: int, answer: bytes | str) -> None:
        # After these words it hangs up.
        self.is_away = code == 421
        logger.warning("The mail server answers %s %r", code, answer)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Give a mail server that answers. Raises MailServerAway: then nothing was marked, and all waits."""
    connection: BaseEmailBackend = get_connection()
    try:
        connection.open()
    except OSError as error:
        with suppress(OSError):
            connection.close()
        raise MailServerAway(str(error)) from error
    try:
        yield MailServer(connection)
    finally:
        with suppress(OSError):
            connection.close()


def send_marked(server: MailServer, mail: EmailMessage, *, user: User, now: datetime) -> Outcome:
    """Send `user` a mail that was marked as such in a transaction that is done; return what became of it.

    An address that is refused for good is kept: nothing goes there until it changes or is tried again.
    """
    outcome = server.send(mail)
    if outcome is Outcome.REFUSED:
        Preference.objects.update_or_create(
            user=user, defaults={"refused_address": user.email, "refused_at": now}
        )
    return outcome


def is_refused(address: str, preference: Preference | None) -> bool:
    """Tell whether the mail server refused this address for good."""
    return preference is not None and preference.refused_address.casefold() == address.casefold() != ""
