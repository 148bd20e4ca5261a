from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment, CommentReport, Decision
from dialogue.moderation.telling import tell_author, tell_reporter
from dialogue.services import answer_appeal, appeal, hide_comment, let_stand, report_comment, withdraw_comment
from tests.dialogue.conftest import restrict
from tests.factories.dialogue import NOW, colleague, comment_on, moderator

pytestmark = pytest.mark.django_db

Committing = Callable[..., Any]  # pytest-django's fixture


@pytest.fixture
def comment(page: ContentPage) -> BrinkComment:
    """A comment by Bram that Samira reported."""
    author = colleague("Bram Kuiper", email="bram@lindewaard.example", language="nl")
    reporter = colleague("Samira El Amrani", email="samira@lindewaard.example", language="en")
    comment = comment_on(page, "Een nare opmerking", author=author)
    report_comment(reporter=reporter, comment=comment, reason="Dit kwetst iemand.", now=NOW)
    return comment


def whole(mail: EmailMessage) -> str:
    """Return all that somebody who gets the mail can read."""
    assert isinstance(mail, EmailMultiAlternatives)
    return "\n".join([str(mail.subject), str(mail.body), *(str(part[0]) for part in mail.alternatives)])


def test_author_and_reporter_hear_the_outcome_each_in_their_language(
    comment: BrinkComment,
    page: ContentPage,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Committing,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        hide_comment(moderator=moderator(), comment=comment, reason="Te <b>scherp</b>.", now=NOW)

    to_author, to_reporter = sorted(mailoutbox, key=lambda mail: mail.to)
    assert (to_author.to, to_reporter.to) == (["bram@lindewaard.example"], ["samira@lindewaard.example"])
    assert "Een moderator heeft beslist over je reactie" in to_author.subject
    assert "What came of your report" in to_reporter.subject
    decision = Decision.objects.get()
    assert f"/comments/decisions/{decision.pk}/" in str(to_author.body)
    for mail in mailoutbox:
        assert page.title in str(mail.body)
        assert "Te <b>scherp</b>." in str(mail.body)
        assert "Te &lt;b&gt;scherp&lt;/b&gt;." in whole(mail)


def test_neither_mail_says_who_the_other_is_or_what_was_said(
    comment: BrinkComment, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        hide_comment(moderator=moderator(), comment=comment, reason="Te scherp.", now=NOW)

    to_author, to_reporter = sorted(mailoutbox, key=lambda mail: mail.to)
    assert "Samira" not in whole(to_author)
    assert "Dit kwetst iemand." not in whole(to_author)
    assert "Bram" not in whole(to_reporter)
    assert "Een nare opmerking" not in whole(to_reporter)


def test_a_mail_says_nothing_of_a_page_that_was_closed_since(
    comment: BrinkComment,
    page: ContentPage,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Committing,
) -> None:
    with django_capture_on_commit_callbacks() as committed:
        hide_comment(moderator=moderator(), comment=comment, reason="Te scherp.", now=NOW)
    restrict(page)

    for tell in committed:
        tell()

    assert [mail.to for mail in mailoutbox] == [["bram@lindewaard.example"]]
    assert page.title not in whole(mailoutbox[0])


def test_running_again_sends_nothing_twice(
    comment: BrinkComment, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        hide_comment(moderator=moderator(), comment=comment, reason="Te scherp.", now=NOW)

    tell_author.enqueue(Decision.objects.get().pk)
    tell_reporter.enqueue(CommentReport.objects.get().pk)
    tell_author.enqueue(999_999)
    tell_reporter.enqueue(999_999)

    assert len(mailoutbox) == 2


def test_who_left_and_who_withdrew_get_no_mail(
    comment: BrinkComment, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Committing
) -> None:
    User.objects.filter(email="samira@lindewaard.example").update(is_active=False)
    withdraw_comment(author=comment.user, comment=comment, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        let_stand(moderator=moderator(), comment=comment, reason="Zelf weggehaald.", now=NOW)

    assert mailoutbox == []


def test_the_author_hears_what_came_of_an_appeal(
    comment: BrinkComment, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Committing
) -> None:
    hide_comment(moderator=moderator(), comment=comment, reason="Te scherp.", now=NOW)
    made = appeal(author=comment.user, decision=Decision.objects.get(), text="Een grap.", now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        answer_appeal(moderator=moderator(), made=made, grants=False, reason="Het kwetst.", now=NOW)

    assert [mail.to for mail in mailoutbox] == [["bram@lindewaard.example"]]
    assert "Het kwetst." in str(mailoutbox[0].body)
