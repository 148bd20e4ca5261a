"""Mails as a mail server receives them, sent by a worker in a process of its own."""

import re
import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import transaction
from django.test import Client
from django.utils import timezone

from access.invitations import invite
from access.models import User
from home.services import lay_out
from tests.background.conftest import Worker, queue, start_worker, until
from tests.factories.accounts import UserFactory

__all__ = ["queue", "start_worker"]

LINK = re.compile(r"http://127\.0\.0\.1:8000(/\S+)")
PASSWORD = "lindebloesem in juni"


class Postbox:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        return "250 Kept"

    def text_for(self, address: str) -> str:
        """Return the text of the last mail to that address."""
        mails = [message for message in self.received if message["To"] == address]
        body = mails[-1].get_body(("plain",))
        assert body is not None
        return str(body.get_content())


@pytest.fixture
def postbox(start_worker: Callable[..., Worker]) -> Iterator[Postbox]:
    """A real mail server on this machine, by which a worker sends."""
    box = Postbox()
    with socket.socket() as listener:
        # The controller of the server knocks at the port that it was told, so it must be told one.
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        start_worker(EMAIL_URL=f"smtp://127.0.0.1:{port}?from=Brink+%3Cbrink@lindewaard.example%3E")
        yield box
    finally:
        server.stop()


@pytest.mark.any_database
def test_an_invitation_and_a_lost_password_go_by_a_real_mail_server(
    queue: None, client: Client, postbox: Postbox
) -> None:
    lay_out(hostname="testserver")
    ada = UserFactory(username="ada", first_name="Ada", last_name="Baas", is_superuser=True)
    sam: User = UserFactory(username="sam", email="sam@lindewaard.example", language="nl", password=None)

    with transaction.atomic():
        invite(actor=ada, user=sam, now=timezone.now())
    until(lambda: len(postbox.received) == 1)
    invitation = LINK.search(postbox.text_for("sam@lindewaard.example"))
    assert invitation
    client.post(invitation[1], {"new_password": PASSWORD})
    assert client.session["_auth_user_id"] == str(sam.pk)

    stranger = Client()
    for address in ("nobody@lindewaard.example", "sam@lindewaard.example"):
        stranger.post("/password/reset/", {"email": address})
    until(lambda: len(postbox.received) == 2)
    reset = LINK.search(postbox.text_for("sam@lindewaard.example"))
    assert reset
    assert stranger.get(reset[1], follow=True).status_code == 200

    invited, lost = postbox.received
    assert invited["Subject"] == "Kom erbij op Brink"
    assert lost["Subject"] == "Een nieuw wachtwoord voor Brink"
    assert {message["From"] for message in postbox.received} == {"Brink <brink@lindewaard.example>"}
    html = lost.get_body(("html",))
    assert html is not None
    assert f'href="http://127.0.0.1:8000{reset[1]}"' in html.get_content()
