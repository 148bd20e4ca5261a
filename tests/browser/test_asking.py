"""A question, whom it names and its answer, and the to-do of a leader, as their browsers show them."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from access.models import User
from access.roles import Role, give_role
from blog.models import BlogDelegate, BlogPost
from dialogue.models import BrinkComment
from dialogue.services import say_helped
from tests.browser import markup
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit, take_picture
from tests.browser.looks import WAYS
from tests.browser.watching import Watcher
from tests.factories.blog import BlogFactory, BlogPostFactory
from tests.factories.dialogue import colleague, comment_on

REFUSED = "422 (Unprocessable"
WORDS: dict[str, dict[str, Any]] = {  # Any: a sentence, or several
    "nl": {
        "as question": "Ik stel dit als vraag",
        "place": "Plaats",
        "waits": "Wacht op antwoord van Liv Aerts",
        "useful": "Nuttig",
        "owed": "3 reacties wachten op antwoord van jou",
        "answer": "Antwoord Karin Jansma",
        "place answer": "Plaats je antwoord",
        "this answers": "Dit is een antwoord",
        "yes": "Ja, dit is een antwoord",
        "badges": ["Leidinggevende", "Dit beantwoordde de vraag"],
    },
    "en": {
        "as question": "I ask this as a question",
        "place": "Place",
        "waits": "Waits for an answer from Liv Aerts",
        "useful": "Useful",
        "owed": "3 comments wait for your answer",
        "answer": "Answer Karin Jansma",
        "place answer": "Place your answer",
        "this answers": "This answers it",
        "yes": "Yes, this answers it",
        "badges": ["Leader", "This answered the question"],
    },
}


@pytest.fixture
def post(home: object) -> BlogPost:
    """A post of Liv, for whom Emre also answers, with a comment in each state."""
    now = timezone.now()
    liv, emre, tom, karin, ravi = (
        colleague(name, username=name.partition(" ")[0].lower())
        for name in ("Liv Aerts", "Emre Demir", "Tom Verdonk", "Karin Jansma", "Ravi Sardjoe")
    )
    give_role(liv, Role.LEADER)
    blog = BlogFactory(title="Liv Aerts", keeper=liv.person, reply_days=2)
    BlogDelegate.objects.create(blog=blog, person=emre.person)
    found: BlogPost = BlogPostFactory(parent=blog, title="Wat mag er van jouw bureau af?")
    answered = comment_on(
        found,
        "Mag de dubbele kilometerlijst weg?",
        author=ravi,
        is_question=True,
        now=now - timedelta(days=9),
    )
    helped = comment_on(found, "Ja, per direct.", author=emre, parent=answered, now=now - timedelta(days=8))
    say_helped(asker=ravi, answer=helped, now=now)
    comment_on(found, "Vorig jaar hoorde ik niets meer.", author=karin, now=now - timedelta(days=8))
    comment_on(found, "Wie durft het maandrapport te schrappen?", author=tom, is_question=True, now=now)
    return found


def user(name: str) -> User:
    return User.objects.get(username=name)


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("nl", "light", 1280), ("en", "dark", 320), ("nl", "light", 768)]
)
def test_the_to_do_of_a_leader_and_what_others_see_are_accessible(
    visit: Visit,
    post: BlogPost,
    language: Literal["nl", "en"],
    theme: Literal["light", "dark"],
    width: int,
) -> None:
    for name in ("liv", "karin", "ravi"):
        page = visit(user(name), width=width, language=language, theme=theme)
        for screen, address in (("post", post.url), ("blog", post.blog.url)):
            page.goto(address)
            assert page.locator(".owed").count() == (1 if name == "liv" else 0)
            assert_accessible(page)
            take_picture(page, f"asking-{screen}-{name}-{language}-{theme}")


def test_the_screen_of_each_act_is_accessible_and_valid(visit: Visit, post: BlogPost, tmp_path: Path) -> None:
    question = BrinkComment.objects.get(comment__startswith="Wie durft")
    criticism = BrinkComment.objects.get(comment__startswith="Vorig jaar")
    answered = BrinkComment.objects.get(comment__startswith="Mag de")
    other = comment_on(post, "Ik schrap mee.", parent=question)
    html = {}

    for name, comment, url_name in (
        ("tom", question, "dialogue:comment-unask"),
        ("tom", other, "dialogue:comment-helped"),
        ("karin", criticism, "dialogue:comment-ask"),
        ("ravi", answered, "dialogue:comment-not-yet"),
        ("liv", criticism, "dialogue:comment-aside"),
        ("liv", criticism, "blog:change-make"),
    ):
        page = visit(user(name), width=320)
        response = page.goto(reverse(url_name, args=[comment.pk]))
        assert response is not None
        html[url_name] = response.text()
        assert_accessible(page)
        take_picture(page, f"asking-{url_name.replace(':', '-')}")

    assert markup.errors(html, tmp_path) == []


@pytest.mark.proof("journeys")
@pytest.mark.parametrize(("language", "scripts"), WAYS)
def test_from_a_question_to_what_helped(
    visit: Visit, post: BlogPost, language: Literal["nl", "en"], scripts: bool, watcher: Watcher
) -> None:
    words = WORDS[language]
    watcher.expect(REFUSED)

    asker = visit(user("karin"), language=language, scripts=scripts)
    asker.goto(post.url)
    text = asker.locator("#comment-form textarea")
    text.press_sequentially("Geldt het ook voor teamuitjes? Help eens, @tom")
    if scripts:
        expect(asker.get_by_role("option")).to_have_count(1)
        text.press("Enter")
    asker.get_by_label(words["as question"]).check()
    asker.get_by_role("button", name=words["place"], exact=True).click()
    if not scripts:
        asker.get_by_label("Tom Verdonk").check()
        asker.get_by_role("button", name=words["place"], exact=True).click()
    asked = asker.locator("article.comment", has_text="teamuitjes")
    expect(asked.locator(".promise")).to_contain_text(words["waits"])

    tom = visit(user("tom"), language=language, scripts=scripts)
    tom.goto("/comments/?show=mentions")
    tom.locator("main .item a").first.click()
    useful = tom.locator("article.comment", has_text="teamuitjes").get_by_role("button", name=words["useful"])
    useful.click()
    expect(useful).to_have_attribute("aria-pressed", "true")

    leader = visit(user("liv"), language=language, scripts=scripts)
    leader.goto(post.url)
    expect(leader.locator(".owed h2")).to_have_text(words["owed"])
    owed = leader.locator(".owed li", has_text="teamuitjes")
    owed.get_by_role("link", name=words["answer"]).click()
    leader.locator("main textarea").first.fill("Ja, ook voor teamuitjes.")
    leader.get_by_role("button", name=words["place answer"]).click()
    expect(leader.locator(".owed li")).to_have_count(2)

    asker.goto(post.url)
    expect(asked.filter(has_text="Help eens")).to_contain_text(f"{words['useful']} (1)")
    answer = asker.locator("article.comment", has_text="Ja, ook voor teamuitjes.")
    answer.get_by_role("link", name=words["this answers"]).click()
    asker.get_by_role("button", name=words["yes"]).click()
    expect(asker.locator("article.comment", has_text="Ja, ook voor").locator(".badge")).to_contain_text(
        words["badges"]
    )
