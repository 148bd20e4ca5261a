"""Writers hand in, editors approve or send back with a reason, in the real admin."""

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import translation
from wagtail.users.models import UserProfile

from access.models import User
from access.roles import Role
from home.models import HomePage
from news.models import NewsPage
from tests.admin_forms import filled_form
from tests.factories.pages import NewsPageFactory
from tests.factories.roles import holder_of


@pytest.fixture
def writer(home: HomePage) -> User:
    return holder_of(Role.WRITER, language="nl")


def send(user: User, page: NewsPage, **action: str) -> NewsPage:
    """Save the editor's form as `user`, with the button that was pressed, and return the page read anew."""
    client = Client()
    client.force_login(user)
    address = f"/admin/pages/{page.pk}/edit/"
    client.post(address, filled_form(client, address, **action))
    found: NewsPage = NewsPage.objects.get(pk=page.pk)
    return found


def hand_in(writer: User, page: NewsPage) -> NewsPage:
    return send(writer, page, **{"action-submit": "1"})


def decide(editor: User, page: NewsPage, action: str, comment: str = "") -> NewsPage:
    client = Client()
    client.force_login(editor)
    task = page.current_workflow_task_state
    client.post(f"/admin/pages/workflow/action/{page.pk}/{action}/{task.pk}/", {"comment": comment})
    found: NewsPage = NewsPage.objects.get(pk=page.pk)
    return found


def mails_to(mails: list[EmailMessage], user: User) -> list[EmailMessage]:
    return [mail for mail in mails if mail.to == [user.email]]


def test_a_writer_who_presses_publish_publishes_nothing(writer: User) -> None:
    page = NewsPageFactory(live=False, owner=writer)

    page = send(writer, page, **{"action-publish": "1"})

    assert not page.live


def test_what_a_writer_hands_in_waits_for_an_editor_who_publishes_it(writer: User) -> None:
    editor = holder_of(Role.EDITOR)

    page = hand_in(writer, NewsPageFactory(live=False, owner=writer))
    waited, was_live = page.workflow_in_progress, page.live
    page = decide(editor, page, "approve")

    assert (waited, was_live, page.live) == (True, False, True)


def test_a_writer_cannot_approve_what_was_handed_in(writer: User) -> None:
    page = hand_in(writer, NewsPageFactory(live=False, owner=writer))

    page = decide(writer, page, "approve")

    assert not page.live
    assert page.workflow_in_progress


def test_what_is_sent_back_comes_with_the_reason(writer: User, mailoutbox: list[EmailMessage]) -> None:
    editor = holder_of(Role.EDITOR)
    page = hand_in(writer, NewsPageFactory(live=False, owner=writer))

    page = decide(editor, page, "reject", "De datum klopt niet.")

    mail = mails_to(mailoutbox, writer)[-1]
    assert not page.live
    assert "De datum klopt niet." in mail.body
    assert page.current_workflow_state.status == "needs_changes"


def test_everyone_is_told_in_their_own_language(writer: User, mailoutbox: list[EmailMessage]) -> None:
    english = holder_of(Role.EDITOR, language="en")
    without_choice = holder_of(Role.EDITOR)
    page = NewsPageFactory(live=False, owner=writer, title="Open dag")

    with translation.override("en"):
        hand_in(writer, page)

    to_english, to_other = mails_to(mailoutbox, english)[0], mails_to(mailoutbox, without_choice)[0]
    assert "has been submitted for approval" in to_english.body
    assert "ter goedkeuring" in to_other.body


def test_the_language_chosen_in_the_admin_is_that_of_the_site(writer: User) -> None:
    profile = UserProfile.get_for_user(writer)

    profile.preferred_language = "en"
    profile.save()

    writer.refresh_from_db()
    assert writer.language == "en"


def test_the_language_chosen_on_the_site_is_that_of_the_admin(writer: User) -> None:
    client = Client()
    client.force_login(writer)
    client.get("/admin/account/")

    writer.language = "en"
    writer.save()

    assert "Dashboard" in client.get("/admin/").content.decode()
