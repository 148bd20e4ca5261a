from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from access.models import User
from access.roles import Role, give_role
from content.models import ContentPage
from dialogue.models import BrinkComment, Reaction
from dialogue.services import edit_comment, hide_comment, report_comment, withdraw_comment
from tests.browser import markup
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.looks import LOOKS, Language, Theme
from tests.browser.watching import Watcher
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

# A form with a fault in it is an error in the eyes of the console.
REFUSED = "422 (Unprocessable"


@pytest.fixture
def talk(db: None) -> ContentPage:
    """A news item with a comment of every kind below it, of which Noor wrote one."""
    liv, noor, tom = (
        colleague("Liv Aerts"),
        colleague("Noor de Wit", username="noor"),
        colleague("Tom Verdonk"),
    )
    give_role(liv, Role.LEADER)
    page: ContentPage = NewsPageFactory(keeper=colleague("Emre Yildiz").person)
    first = comment_on(page, "Komen er ruimtes waar de deur dicht kan?", author=tom)
    answer = comment_on(page, "Ja, drie. Zie https://lindewaard.example/kamers.", author=liv, parent=first)
    deepest = comment_on(page, "Mooi.", author=noor, parent=answer)
    comment_on(page, "Vind ik ook.", author=tom, parent=deepest)
    hidden = comment_on(page, "Niet zo aardig", author=tom)
    comment_on(page, "Blijf vriendelijk.", author=noor, parent=hidden)
    hide_comment(moderator=moderator(), comment=hidden, reason="Dit is geen gesprek.", now=NOW)
    gone = comment_on(page, "Oeps", author=tom)
    comment_on(page, "Wat stond hier?", parent=gone)
    withdraw_comment(author=tom, comment=gone, now=NOW)
    return page


@pytest.fixture
def noor(talk: ContentPage) -> User:
    return User.objects.get(username="noor")


def of(comment_text: str, page: Page) -> str:
    """Return the id of the comment that says this."""
    return str(page.locator("article.comment", has_text=comment_text).last.get_attribute("id"))


@pytest.mark.proof("looks")
@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_a_thread_is_accessible(
    visit: Visit,
    talk: ContentPage,
    noor: User,
    language: Language,
    theme: Theme,
    width: int,
) -> None:
    page = visit(noor, width=width, language=language, theme=theme)

    page.goto(talk.url)

    expect(page.locator("article.comment")).to_have_count(8)
    assert_accessible(page)
    take_picture(page, f"thread-{language}-{theme}")


def test_the_screen_of_each_act_is_accessible_and_valid(
    visit: Visit, talk: ContentPage, noor: User, tmp_path: Path
) -> None:
    give_role(noor, Role.COMMUNITY_MANAGER)
    other = BrinkComment.objects.get(comment__startswith="Komen")
    own = BrinkComment.objects.get(comment="Mooi.")
    hidden = BrinkComment.objects.get(hidden_at__isnull=False)
    screens = {}
    page = visit(noor, width=320)

    for comment, act in [
        (other, "reply"),
        (other, "report"),
        (other, "hide"),
        (own, "edit"),
        (own, "withdraw"),
        (hidden, "restore"),
    ]:
        response = page.goto(f"/comments/{comment.pk}/{act}/")
        assert response is not None
        screens[act] = response.text()
        assert_accessible(page)
        take_picture(page, f"comment-{act}")
    response = page.goto(talk.url)
    assert response is not None
    screens["thread"] = response.text()

    assert markup.errors(screens, tmp_path) == []


def test_an_employee_answers_edits_and_withdraws_in_place(
    visit: Visit, talk: ContentPage, noor: User, watcher: Watcher
) -> None:
    watcher.expect(REFUSED)
    page = visit(noor)
    page.goto(talk.url)
    question = page.locator(f"#{of('Komen er ruimtes', page)}")

    question.get_by_role("link", name="Antwoord").click()
    form = question.locator("form")
    expect(form.locator("textarea")).to_be_focused()
    form.get_by_role("button").first.click()
    expect(form.locator(".error")).to_be_visible()
    assert_accessible(page)
    form.locator("textarea").fill("Tot dinsdag.")
    form.get_by_role("button").first.click()
    expect(page.get_by_role("status").filter(has_text="Je antwoord staat er.")).to_be_visible()

    answer = page.locator(f"#{of('Tot dinsdag.', page)}")
    expect(answer).to_be_focused()
    answer.get_by_role("link", name="Pas aan").click()
    answer.locator("textarea").fill("a" * 20_000)
    answer.get_by_role("button").first.click()
    expect(answer.locator(".error")).to_contain_text("15000")
    assert len(answer.locator("textarea").input_value()) == 20_000
    answer.locator("textarea").fill("Tot woensdag.")
    answer.get_by_role("button").first.click()
    expect(page.locator("article.comment", has_text="Tot woensdag.").last).to_be_visible()

    answer.locator(".acts > summary").click()
    answer.get_by_role("link", name="Trek in").click()
    answer.get_by_role("button").first.click()
    expect(page.get_by_role("status").filter(has_text="ingetrokken")).to_be_visible()
    expect(page.locator("article.comment")).to_have_count(8)
    assert page.url.endswith(talk.url)


def test_an_employee_comments_and_answers_without_scripts(
    visit: Visit, talk: ContentPage, noor: User, watcher: Watcher
) -> None:
    watcher.expect(REFUSED)
    page = visit(noor, width=320, scripts=False)
    page.goto(talk.url)

    page.locator("#comment-form textarea").fill("")
    page.locator("#comment-form button").first.click()
    expect(page.locator(".error")).to_be_visible()
    page.locator("#comment-form textarea").fill("Zonder scripts.")
    page.locator("#comment-form button").first.click()
    expect(page.locator("article.comment", has_text="Zonder scripts.")).to_be_visible()

    page.locator(f"#{of('Komen er ruimtes', page)}").get_by_role("link", name="Antwoord").click()
    page.locator("textarea").fill("Ook zonder scripts.")
    page.locator("form.reply").get_by_role("button").first.click()
    expect(page.get_by_role("status").filter(has_text="Je antwoord staat er.")).to_be_visible()
    comment = BrinkComment.objects.get(comment="Ook zonder scripts.")
    assert page.url.endswith(f"{talk.url}#c{comment.pk}")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_keeper_pins_a_comment_and_reads_in_another_order(
    visit: Visit, talk: ContentPage, scripts: bool
) -> None:
    emre = User.objects.get(person__name="Emre Yildiz")
    page = visit(emre, width=320, scripts=scripts)
    page.goto(talk.url)

    comment = page.locator(f"#{of('Wat stond hier', page)}")
    comment.locator(".acts > summary").click()
    comment.get_by_role("link", name="Zet vast").click()
    page.get_by_role("button", name="Zet vast").click()

    expect(page.get_by_role("status").filter(has_text="staat vast")).to_be_visible()
    pinned = page.get_by_role("complementary", name="Vastgezet")
    expect(pinned).to_contain_text("Wat stond hier?")
    if scripts:
        assert_accessible(page)
        take_picture(page, "thread-pinned")
    page.get_by_role("link", name="Nieuwste eerst").click()
    expect(page.get_by_role("link", name="Nieuwste eerst")).to_have_attribute("aria-current", "true")
    expect(page.locator("article.comment").last).to_contain_text("Vind ik ook.")
    pinned.get_by_role("link", name="Bekijk de reactie in het gesprek").click()
    assert page.url.endswith(f"#{of('Wat stond hier', page)}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_a_comment_said_before_is_accessible_and_valid(
    visit: Visit, talk: ContentPage, noor: User, theme: Theme, tmp_path: Path
) -> None:
    own = BrinkComment.objects.get(comment="Mooi.")
    for number, text in enumerate(["Mooi zo.", "Mooi zo, en bedankt."], start=1):
        edit_comment(editor=noor, comment=own, text=text, now=NOW + timedelta(hours=number))
    page = visit(noor, width=320, theme=theme)
    page.goto(talk.url)

    page.get_by_role("link", name="aangepast").click()
    page.get_by_role("link", name="Terug naar het gesprek").click()
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Wat er eerder in deze reactie stond")
    expect(page.locator(".wordings > li")).to_have_count(3)
    assert_accessible(page)
    take_picture(page, f"comment-history-{theme}")
    assert markup.errors({"history": page.request.get(page.url).text()}, tmp_path) == []


def test_the_rest_of_a_thread_loads_in_place(visit: Visit, noor: User) -> None:
    news = NewsPageFactory()
    root = comment_on(news, "Wie doet er mee?")
    for number in range(22):
        comment_on(news, f"Antwoord {number}", parent=root)
    for number in range(31):
        comment_on(news, f"Los {number}")
    page = visit(noor)
    page.goto(news.url)
    expect(page.locator("article.comment")).to_have_count(50)

    page.get_by_role("link", name="Toon nog 2 antwoorden").click()
    expect(page.locator("article.comment")).to_have_count(52)
    page.get_by_role("link", name="Toon meer reacties").click()
    expect(page.locator("article.comment")).to_have_count(54)

    shown = page.locator("article.comment").evaluate_all("all => all.map(one => one.id)")
    assert shown == [
        f"c{pk}"
        for pk in sorted(
            BrinkComment.objects.under(news.content_type_id, str(news.pk)).values_list("pk", flat=True)
        )
    ]
    assert_accessible(page)


def test_a_moderator_settles_a_report_in_the_admin(
    visit: Visit, talk: ContentPage, noor: User, watcher: Watcher
) -> None:
    comment = BrinkComment.objects.get(comment__startswith="Komen")
    report_comment(reporter=noor, comment=comment, reason="Al drie keer gevraagd.", now=NOW)
    page = visit(moderator())
    page.goto("/admin/dialogue/case/")

    page.get_by_role("link", name="Kijk ernaar").first.click()
    page.get_by_role("button", name="Ik kijk hiernaar").click()
    expect(page.get_by_text("Jij kijkt hiernaar")).to_be_visible()
    page.get_by_label("Laat de reactie staan", exact=True).check()
    page.locator("#decide_reason").fill("Vragen mag altijd.")
    page.get_by_role("button", name="Beslis over de reactie").click()

    expect(page.get_by_text("De beslissing is genomen.")).to_be_visible()
    page.goto("/admin/dialogue/decision/")
    expect(page.get_by_text("Vragen mag altijd.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_employee_reacts_with_one_word_and_takes_it_back(
    visit: Visit, talk: ContentPage, noor: User, scripts: bool
) -> None:
    page = visit(noor, scripts=scripts)
    page.goto(talk.url)
    question = page.locator(f"#{of('Komen er ruimtes', page)}")

    for place, number in ((page.locator(".thing-reactions"), "Nuttig 1"), (question, "Nuttig (1)")):
        word = place.get_by_role("button", name="Nuttig")
        expect(word).to_have_attribute("aria-pressed", "false")
        word.click()
        expect(word).to_have_attribute("aria-pressed", "true")
        expect(word).to_contain_text(number)
        if scripts:
            expect(word).to_be_focused()
            assert_accessible(page)
        place.get_by_role("link", name="Wie?").click()
        expect(page.locator(".members")).to_contain_text("Noor de Wit")
        page.goto(talk.url)
        word.click()
        expect(word).to_have_attribute("aria-pressed", "false")
        expect(word).not_to_contain_text("1")
    assert not Reaction.objects.exists()


@pytest.mark.parametrize("scripts", [True, False])
def test_i_have_a_question_opens_the_form_as_a_question(
    visit: Visit, talk: ContentPage, noor: User, scripts: bool
) -> None:
    page = visit(noor, scripts=scripts)
    page.goto(talk.url)

    page.get_by_role("link", name="Ik heb een vraag").click()

    expect(page.locator("#comment-form textarea")).to_be_focused()
    if scripts:
        assert_accessible(page)
