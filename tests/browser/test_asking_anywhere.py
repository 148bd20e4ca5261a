"""Somebody asks: what is typed is kept, what may answer it shows, and a group is proposed."""

import pytest
from playwright.sync_api import expect

from access.models import User
from dialogue.services import say_helped
from groups.models import FoundAnswer, PostDraft, Question
from home.models import HomePage
from tests.browser.accessible import assert_accessible, assert_in_shape
from tests.browser.conftest import Visit, take_picture
from tests.factories.dialogue import colleague, comment_on
from tests.factories.groups import NOW, GroupFactory, ask_in, member_of


@pytest.fixture
def asker(home: HomePage) -> User:
    group = GroupFactory(
        name="Klantgericht schrijven", purpose="Brieven die een inwoner in één keer begrijpt.", language="nl"
    )
    GroupFactory(name="Juridisch loket", purpose="Voor wie een besluit schrijft.", language="nl")
    owner = member_of(group, "Bram Kuiper")
    post = ask_in(group, "Moet in een brief over bezwaar altijd het wetsartikel staan?", author=owner)
    answer = comment_on(post, "Ja, maar het mag onderaan.", author=colleague("Hanna Brandsma"))
    say_helped(asker=owner, answer=answer, now=NOW)
    ask_in(group, "Wie leest er mee met een brief over parkeren?", author=owner)
    return colleague("Noor de Wit", language="nl")


def test_what_may_answer_shows_while_it_is_typed_and_what_is_typed_is_kept(visit: Visit, asker: User) -> None:
    page = visit(asker, width=320, language="nl")
    page.goto("/questions/ask/")

    page.get_by_label("Je vraag in één zin").press_sequentially(
        "mag een brief over bezwaar zonder wetsartikel"
    )

    found = page.get_by_role("region", name="Staat je antwoord hier al?")
    expect(found.get_by_role("link").first).to_contain_text("Moet in een brief over bezwaar")
    expect(page.get_by_role("radio", name="Klantgericht schrijven")).to_be_checked()
    take_picture(page, "asking-320")
    assert_accessible(page)
    assert PostDraft.objects.get(author=asker).title == "mag een brief over bezwaar zonder wetsartikel"
    found.get_by_role("button", name="Dit is mijn antwoord").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Moet in een brief")
    assert FoundAnswer.objects.get().times == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_is_asked_in_two_steps_at_most(visit: Visit, asker: User, scripts: bool) -> None:
    page = visit(asker, width=1280, language="nl", scripts=scripts)
    page.goto("/questions/")
    take_picture(page, f"questions-{scripts}")
    page.get_by_role("link", name="Stel een vraag").first.click()
    page.get_by_label("Je vraag in één zin").fill("Wie heeft een goede slotzin voor een brief?")
    if not scripts:
        page.get_by_role("button", name="Ga verder").click()

    page.get_by_label("Klantgericht schrijven").check()
    take_picture(page, f"ask-{scripts}")
    page.get_by_role("button", name="Stel je vraag").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Wie heeft een goede slotzin voor een brief?")
    take_picture(page, f"asked-{scripts}")
    (assert_accessible if scripts else assert_in_shape)(page)
    assert Question.objects.filter(asker=asker).count() == 1
