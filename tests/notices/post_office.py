"""A mail server on this machine that keeps what it gets, and fails in the ways in which mail servers fail."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

PATIENCE_SECONDS = 0.4


class PostOffice:
    """What it got, and how it behaves from now on."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        # {address: the answer to it}, such as 550 for one that nobody has.
        self.answers: dict[str, str] = {}
        # The answer to a mail, once it is there.
        self.answer_to_mail = "250 Kept"
        self.hangs = self.hangs_up = False

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 Known")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hangs:
            await asyncio.sleep(PATIENCE_SECONDS * 3)
        if self.hangs_up and server.transport is not None:
            server.transport.close()
        if self.answer_to_mail.startswith("250") and not (self.hangs or self.hangs_up):
            message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.received.append(message)
        return self.answer_to_mail

    def for_address(self, address: str) -> list[EmailMessage]:
        """Return the mails to that address."""
        return [message for message in self.received if message["To"] == address]


@contextmanager
def opened(settings: Settings) -> Iterator[PostOffice]:
    """Let mails go to a post office that is open meanwhile."""
    office = PostOffice()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_TIMEOUT = PATIENCE_SECONDS
    server = Controller(office, hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    server.start()
    try:
        yield office
    finally:
        server.stop()


def free_port() -> int:
    """Return a port of this machine at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def words_of(message: EmailMessage, kind: str = "plain") -> str:
    """Return the text of a mail, or with “html” its page."""
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())
