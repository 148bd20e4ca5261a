"""The screen where an editor tells many, and the register of what was sent."""

from typing import Any

import pytest
from django.test import Client

from access.models import User
from access.roles import Role
from content.models import ContentPage
from directory.models import Audience
from notices.models import Announcement, Event, SendingLimit
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, UnitFactory
from tests.factories.pages import NewsPageFactory
from tests.factories.roles import holder_of

pytestmark = pytest.mark.django_db

REASON = "Vanaf maandag rijdt de wagen een andere ronde."


@pytest.fixture
def page(home: object) -> ContentPage:
    """A live news item that everyone sees."""
    news: ContentPage = NewsPageFactory(title="De nieuwe ronde")
    return news


@pytest.fixture
def drivers(db: None) -> Audience:
    """An audience of eleven."""
    unit = UnitFactory(name="Wagens")
    for _number in range(11):
        PersonFactory(unit=unit, user=UserFactory())
    audience = Audience.objects.create(name="Chauffeurs")
    audience.units.set([unit])
    return audience


def asked(client: Client, page: ContentPage, act: str, **answers: Any) -> Any:  # Any: Django's answer
    return client.post(f"/admin/tell/{page.pk}/", {"reason": REASON, "act": act, **answers})


def test_a_sender_sees_whom_it_reaches_and_what_it_costs_before_it_goes(
    editor: Client, page: ContentPage, drivers: Audience
) -> None:
    shown = asked(editor, page, "look", audiences=[drivers.pk])

    assert "Dit bereikt 11 collega" in shown.text
    assert "11 krijgen een mail" in shown.text
    assert "22 minuten werktijd" in shown.text
    assert not Announcement.objects.exists()

    sent = asked(editor, page, "send", audiences=[drivers.pk], shown=shown.context["shown"])

    assert sent.status_code == 302
    assert Announcement.objects.get().receiver_count == 11
    # The second click of a double click.
    assert (
        asked(editor, page, "send", audiences=[drivers.pk], shown=shown.context["shown"]).status_code == 302
    )
    assert Event.objects.count() == 1


def test_what_is_sent_is_what_was_shown(editor: Client, page: ContentPage, drivers: Audience) -> None:
    shown = asked(editor, page, "look", audiences=[drivers.pk]).context["shown"]

    wider = asked(editor, page, "send", shown=shown)

    assert wider.status_code == 200
    assert not Announcement.objects.exists()
    assert "Dit bereikt" in wider.text


def test_a_reason_is_needed_and_what_was_chosen_stays(
    editor: Client, page: ContentPage, drivers: Audience
) -> None:
    answer = asked(editor, page, "look", reason=" ", audiences=[drivers.pk, "9" * 40])

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"reason", "audiences"}
    assert not Announcement.objects.exists()


def test_of_a_few_it_is_not_told_what_each_of_them_chose(editor: Client, page: ContentPage) -> None:
    PersonFactory(user=UserFactory(), unit=(unit := UnitFactory(name="Klein")))
    audience = Audience.objects.create(name="Klein")
    audience.units.set([unit])

    shown = asked(editor, page, "look", audiences=[audience.pk]).text

    assert "minder dan tien collega" in shown
    assert "krijgt een mail" not in shown
    assert "minder dan een half uur werktijd" in shown


def test_a_second_message_within_a_day_asks_why(editor: Client, page: ContentPage, drivers: Audience) -> None:
    shown = asked(editor, page, "look", audiences=[drivers.pk]).context["shown"]
    asked(editor, page, "send", audiences=[drivers.pk], shown=shown)

    again = asked(editor, page, "look", audiences=[drivers.pk], reason="Nog iets.")
    told = asked(
        editor, page, "look", audiences=[drivers.pk], reason="Nog iets.", why_again="De ronde ging niet door."
    )

    assert again.status_code == 422
    assert "why_again" in again.context["form"].errors
    assert told.status_code == 200
    assert "Verstuur naar" in told.text


def test_past_the_limit_there_is_no_button_but_for_an_administrator(
    editor: Client, page: ContentPage, drivers: Audience
) -> None:
    SendingLimit.objects.create(site=page.get_site(), each_month=0)

    assert "Verstuur naar" not in asked(editor, page, "look", audiences=[drivers.pk]).text
    shown = asked(editor, page, "look", audiences=[drivers.pk]).context["shown"]
    assert asked(editor, page, "send", audiences=[drivers.pk], shown=shown).status_code == 422
    editor.force_login(User.objects.create_superuser("boss", password="secret"))
    assert "Verstuur naar" in asked(editor, page, "look", audiences=[drivers.pk]).text


@pytest.mark.parametrize("role", [Role.WRITER, Role.COMMUNITY_MANAGER])
def test_who_does_not_publish_here_finds_no_screen(client: Client, page: ContentPage, role: Role) -> None:
    client.force_login(holder_of(role))

    assert client.get(f"/admin/tell/{page.pk}/").status_code == 404
    assert asked(client, page, "send", shown=":0").status_code == 404


def test_a_page_has_the_button_once_it_is_live(editor: Client, page: ContentPage) -> None:
    assert f"/admin/tell/{page.pk}/" in editor.get(f"/admin/pages/{page.pk}/edit/").text

    page.unpublish()

    assert f"/admin/tell/{page.pk}/" not in editor.get(f"/admin/pages/{page.pk}/edit/").text


def test_the_register_tells_what_was_sent_but_of_no_page_that_its_reader_may_not_know(
    editor: Client, page: ContentPage, drivers: Audience
) -> None:
    shown = asked(editor, page, "look", audiences=[drivers.pk]).context["shown"]
    asked(editor, page, "send", audiences=[drivers.pk], shown=shown)
    address = "/admin/notices/announcement/"

    register = editor.get(address).text
    assert REASON in register
    assert "Chauffeurs" in register
    assert REASON not in editor.get(f"{address}?q=%00iets").text

    restrict(page)
    section_editor = holder_of(Role.SECTION_EDITOR)
    editor.force_login(section_editor)
    assert REASON not in editor.get(address).text
