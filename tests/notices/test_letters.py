"""What a mail about a notice says, and what its links do."""

import re
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from django.test import Client

from access.models import Scope, User
from dialogue.models import BrinkComment
from news.models import NewsPage
from notices.letters import letter_about
from notices.mailing import mail_due
from notices.models import Event, Mute, Notice, Preference
from tests.factories.dialogue import colleague, comment_on
from tests.factories.following import NOW
from tests.factories.notices import tell_of
from tests.factories.pages import NewsPageFactory
from tests.notices.post_office import PostOffice, words_of

pytestmark = [pytest.mark.django_db]

LINK = re.compile(r"^http://\S+$", re.MULTILINE)


@pytest.fixture
def noor(db: None) -> User:
    return colleague("Noor Wit", email="noor@lindewaard.example", language="nl")


@pytest.fixture
def page(noor: User) -> NewsPage:
    """A live news item that everyone sees, for which Noor answers."""
    news: NewsPage = NewsPageFactory(title="Moestuin & lunch", keeper=noor.person)
    return news


@pytest.fixture
def comment(page: NewsPage) -> BrinkComment:
    """A question to Noor, of which she has notice."""
    said = comment_on(
        page, "Mag <b>iedereen</b> mee?", author=colleague("Yara Bos"), is_question=True, now=NOW
    )
    tell_of(said)
    return said


@pytest.fixture
def received(office: PostOffice, comment: BrinkComment) -> EmailMessage:
    """The mail about it, as the mail server got it."""
    mail_due(NOW)
    [mail] = office.received
    return mail


def link_in(mail: EmailMessage, words: str) -> str:
    """Return the path of the address that stands below `words`."""
    _before, _words, after = words_of(mail).replace("\r\n", "\n").partition(f"{words}:\n")
    address = urlsplit(after.partition("\n")[0])
    return address.path


def test_the_subject_says_who_did_what_and_the_text_why_it_came(received: EmailMessage) -> None:
    text, html = words_of(received), words_of(received, "html")

    assert received["Subject"] == "Yara Bos vraagt jou iets bij Moestuin & lunch"
    assert "Mag <b>iedereen</b> mee?" in text
    assert "Mag &lt;b&gt;iedereen&lt;/b&gt; mee?" in html
    assert "Moestuin &amp; lunch" in html
    assert '<html lang="nl">' in html
    for reason in (
        "Waarom kreeg je dit?",
        "Yara Bos wacht op antwoord.",
        "Dit is mail 1 van hoogstens 3 vandaag.",
    ):
        assert reason in text
        assert reason in html
    # One level of heads, and nothing that is fetched when it is opened.
    assert re.findall(r"<(h1|img|script|link)\b", html) == ["h1"]


def test_it_leads_to_what_was_said_and_marks_it_read(
    received: EmailMessage, client: Client, noor: User, comment: BrinkComment
) -> None:
    client.force_login(noor)

    client.get(link_in(received, "Lees en antwoord"), follow=True)

    assert Notice.objects.get(receiver=noor).read_at is not None


def test_it_says_that_it_was_sent_by_a_machine_and_how_to_unsubscribe(
    received: EmailMessage, noor: User
) -> None:
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = urlsplit(received["List-Unsubscribe"].strip(" <>"))

    answer = Client(enforce_csrf_checks=True).post(address.path, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert Preference.objects.get(user=noor).mail_level == Preference.Level.NOTHING


@pytest.mark.parametrize(
    ("words", "muted"),
    [("Demp dit gesprek", "thread"), ("Demp deze soort: Een vraag of reactie voor jou", "kind")],
)
def test_a_stranger_with_the_mail_mutes_for_who_had_it(
    received: EmailMessage, client: Client, noor: User, words: str, muted: str
) -> None:
    path = link_in(received, words)
    assert client.get(path).status_code == 200
    assert not Mute.objects.exists()

    assert client.post(path).status_code == 200

    [mute] = Mute.objects.filter(owner=noor)
    assert getattr(mute, muted)


def test_the_subject_never_names_what_not_everyone_may_see(noor: User, comment: BrinkComment) -> None:
    closed = Scope.objects.for_sets([[f"role:{noor.pk}"]])
    Event.objects.update(scope=closed)
    noor._visible_scope_ids = [closed.pk]  # type: ignore[attr-defined]  # a memo, not a field

    letter = letter_about(Notice.objects.get(receiver=noor), noor, now=NOW)

    assert letter is not None
    assert "Moestuin" not in letter.subject
    assert "Yara Bos" not in letter.subject
    assert "Moestuin" in letter.body


def test_what_its_receiver_may_no_longer_see_becomes_no_mail(noor: User, comment: BrinkComment) -> None:
    NewsPage.objects.get().unpublish()

    assert letter_about(Notice.objects.get(receiver=noor), noor, now=NOW) is None
