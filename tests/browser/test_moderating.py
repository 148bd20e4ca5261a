"""From a report to an appeal that is granted: everybody in it, with scripts and without."""

from datetime import timedelta
from typing import Literal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from access.models import User
from content.models import ContentPage
from dialogue.models import Appeal, BrinkComment, Decision, HintWord
from dialogue.services import (
    appeal,
    hide_comment,
    pause_author,
    propose_removal,
    remove_comment,
    report_comment,
)
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.looks import OTHER_WAYS, WIDTHS
from tests.browser.waiting import let_it_draw
from tests.browser.watching import Watcher
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

REFUSED = "422 (Unprocessable"
WORDS = {
    "nl": {
        "report": "Meld",
        "unkind": "Het kwetst of beledigt iemand",
        "look": "Kijk ernaar",
        "claim": "Ik kijk hiernaar",
        "hide": "Verberg de reactie: lezers zien je reden op die plek",
        "decide": "Beslis over de reactie",
        "see": "Bezwaar maken",
        "waits": "Een andere moderator dan wie besliste",
        "right": "Ja: draai de beslissing terug",
        "answer": "Beslis over het bezwaar",
        "undone": "Na je bezwaar is de beslissing teruggedraaid.",
    },
    "en": {
        "report": "Report",
        "unkind": "It hurts or insults somebody",
        "look": "Look at it",
        "claim": "I am looking at this",
        "hide": "Hide it: readers see your reason in its place",
        "decide": "Decide about the comment",
        "see": "Appeal",
        "waits": "Another moderator than the one who decided",
        "right": "Yes: undo the decision",
        "answer": "Decide on the appeal",
        "undone": "After your appeal the decision is undone.",
    },
}


@pytest.fixture
def talk(db: None) -> ContentPage:
    """A news item with one unkind comment below it, by Bram."""
    page: ContentPage = NewsPageFactory(
        title="De eik krijgt een bank", keeper=colleague("Emre Yildiz").person
    )
    first = comment_on(page, "Wie heeft dit bedacht?", author=colleague("Ada Vos"))
    bram = colleague("Bram Kuiper", username="bram")
    unkind = comment_on(page, "Iemand die nooit buiten komt.", author=bram, parent=first)
    comment_on(page, "Hou het aardig.", author=colleague("Tom Verdonk"), parent=unkind)
    return page


@pytest.fixture
def bram(talk: ContentPage) -> User:
    return User.objects.get(username="bram")


@pytest.fixture
def unkind(bram: User) -> BrinkComment:
    comment: BrinkComment = BrinkComment.objects.get(user=bram)
    return comment


@pytest.mark.proof("journeys")
@pytest.mark.parametrize(("language", "scripts"), OTHER_WAYS)
def test_a_report_is_decided_and_an_appeal_undoes_it(
    visit: Visit,
    talk: ContentPage,
    bram: User,
    unkind: BrinkComment,
    watcher: Watcher,
    language: Literal["nl", "en"],
    scripts: bool,
) -> None:
    words = WORDS[language]

    page = visit(colleague("Samira El Amrani"), language=language, scripts=scripts)
    page.goto(talk.url)
    article = page.locator(f"#c{unkind.pk}")
    article.locator(".acts > summary").click()
    article.get_by_role("link", name=words["report"], exact=False).first.click()
    watcher.expect(REFUSED)
    form = page.locator("form.reply").filter(has=page.locator("input[name=rule]"))
    form.get_by_label(words["unkind"]).check()
    form.locator("button").first.click()
    expect(form.locator("textarea")).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_label(words["unkind"])).to_be_checked()
    form.locator("textarea").fill("Dit gaat over Ada.")
    form.locator("button").first.click()
    expect(page.locator(".messages")).to_be_visible()

    page = visit(moderator(), language=language)
    page.goto("/admin/dialogue/case/")
    page.get_by_role("link", name=words["look"]).first.click()
    page.get_by_role("button", name=words["claim"]).click()
    page.get_by_label(words["hide"]).check()
    page.locator("#decide_reason").fill("Zo praten we niet over elkaar.")
    page.get_by_role("button", name=words["decide"]).click()
    expect(page).to_have_url(page.url.split("/look/")[0])
    assert not BrinkComment.objects.get(pk=unkind.pk).stands

    page = visit(bram, language=language, scripts=scripts)
    page.goto("/comments/?show=decided")
    page.get_by_role("link", name=words["see"]).first.click()
    expect(page.get_by_text("Zo praten we niet over elkaar.")).to_be_visible()
    page.locator("textarea").fill("Het ging over mezelf.")
    page.locator("main form.form button").click()
    expect(page.get_by_text(words["waits"])).to_be_visible()

    page = visit(moderator(), language=language)
    page.goto("/admin/dialogue/case/")
    page.get_by_role("link", name=words["look"]).first.click()
    expect(page.get_by_text("Het ging over mezelf.")).to_be_visible()
    page.get_by_label(words["right"]).check()
    page.locator("#answer_reason").fill("Dat klopt, sorry.")
    page.get_by_role("button", name=words["answer"]).click()
    expect(page).to_have_url(page.url.split("/look/")[0])
    assert BrinkComment.objects.get(pk=unkind.pk).stands

    page = visit(bram, language=language, scripts=scripts)
    page.goto(f"/comments/decisions/{Decision.objects.get(kind='hidden').pk}/")
    expect(page.get_by_text(words["undone"])).to_be_visible(timeout=5_000)
    expect(page.get_by_text("Dat klopt, sorry.")).to_be_visible()


@pytest.fixture
def moderated(talk: ContentPage, bram: User, unkind: BrinkComment) -> dict[str, Decision]:
    """Three decisions about Bram: one hides, one removed and is appealed against, one is a pause."""
    now = timezone.now()
    report_comment(
        reporter=colleague("Samira El Amrani"),
        comment=unkind,
        rule="unkind",
        reason="Dit gaat over Ada.",
        now=NOW,
    )
    hide_comment(moderator=moderator(), comment=unkind, reason="Zo praten we niet.", now=now)
    removed = comment_on(talk, "Nog iets onaardigs", author=bram)
    report_comment(
        reporter=User.objects.get(person__name="Ada Vos"),
        comment=removed,
        rule="private",
        reason="Dit is van mij.",
        now=NOW,
    )
    propose_removal(moderator=moderator(), comment=removed, reason="Het gaat over iemand thuis.", now=now)
    remove_comment(moderator=moderator(), comment=removed, reason="Het gaat over iemand thuis.", now=now)
    removal = Decision.objects.get(kind="removed")
    appeal(author=bram, decision=removal, text="Iedereen wist het al.", now=now)
    pause_author(
        moderator=moderator(), comment=removed, until=now + timedelta(days=7), reason="Even rust.", now=now
    )
    HintWord.objects.create(
        word="sukkel", hint_nl="Zeg liever wat er misgaat.", hint_en="Say what goes wrong."
    )
    assert Appeal.objects.count() == 1
    return {str(decision.kind): decision for decision in Decision.objects.filter(author=bram)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "theme"), [("nl", "light"), ("en", "dark")])
def test_what_an_author_reads_of_decisions_is_accessible(
    visit: Visit,
    bram: User,
    moderated: dict[str, Decision],
    talk: ContentPage,
    width: int,
    language: Literal["nl", "en"],
    theme: Literal["light", "dark"],
) -> None:
    page = visit(bram, width=width, language=language, theme=theme)
    addresses = {kind: f"/comments/decisions/{decision.pk}/" for kind, decision in moderated.items()}
    addresses |= {"mine": "/comments/?show=decided", "thread": talk.url}
    for name, address in addresses.items():
        page.goto(address)
        take_picture(page, f"decision-{name}-{language}-{theme}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("language", "theme", "width"), [("nl", "light", 1280), ("en", "dark", 320)])
def test_the_screens_of_moderators_are_accessible(
    visit: Visit,
    moderated: dict[str, Decision],
    unkind: BrinkComment,
    language: Literal["nl", "en"],
    theme: Literal["light", "dark"],
    width: int,
) -> None:
    page = visit(moderator(), width=width, language=language, theme=theme)
    screens = {
        "queue": "/admin/dialogue/case/",
        "case": f"/admin/dialogue/case/look/{unkind.pk}/",
        "case-appeal": f"/admin/dialogue/case/look/{moderated['removed'].comment_id}/",
        "log": "/admin/dialogue/decision/",
        "words": "/admin/dialogue/hintword/",
        "word": "/admin/dialogue/hintword/create/",
    }
    for name, address in screens.items():
        page.goto(address)
        let_it_draw(page)
        take_picture(page, f"moderating-{name}-{language}-{theme}")
        assert_accessible(page)
