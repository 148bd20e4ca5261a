"""A newcomer finds a group, asks there and is helped; a question that waits walks the whole escalation."""

from datetime import datetime, timedelta
from typing import Any, Literal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from access.models import Role, User
from access.roles import give_role
from directory.models import Subject
from groups.models import AskedPerson, Group, Membership, Question
from groups.services.route import is_working_moment, take_steps
from home.models import HomePage
from tests.browser.conftest import Visit, take_picture
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import SubjectFactory
from tests.factories.groups import GroupFactory, ask_in, let_in
from tests.factories.questions import expert

Step = Question.Step
WORDS: dict[str, dict[str, Any]] = {  # Any: a sentence, or several
    "nl": {
        "join": "Word lid",
        "go on": "Ga verder",
        "ask": "Stel je vraag",
        "this answers": "Dit is een antwoord",
        "yes": "Ja, dit is een antwoord",
        "welcome": "Heet ze welkom",
        "helped": "Dit beantwoordde de vraag",
    },
    "en": {
        "join": "Become a member",
        "go on": "Go on",
        "ask": "Ask your question",
        "this answers": "This answers it",
        "yes": "Yes, this answers it",
        "welcome": "Say welcome",
        "helped": "This answered the question",
    },
}
# Between the two journeys each language is walked with and without scripts.
FINDING = [("nl", True), ("en", False)]
WAITING = [("nl", False), ("en", True)]
NARROW = 320


@pytest.fixture
def group(home: HomePage) -> Group:
    """A group on bridges of two members, one of whom hosts it."""
    subject = SubjectFactory(name_nl="Bruggen", name_en="Bridges", slug="bruggen")
    found: Group = GroupFactory(
        name="Bruggen en sluizen",
        slug="bruggen-en-sluizen",
        purpose="Samen bruggen op tijd open.",
        welcome="Fijn dat je er bent. Zeg gerust hallo.",
    )
    found.subjects.add(subject)
    for name, role in (("Hanna Host", "host"), ("Omar Brug", "member")):
        let_in(found, colleague(name, username=name.partition(" ")[0].lower()).person, role)
    return found


def user(name: str) -> User:
    return User.objects.get(username=name)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.parametrize(("language", "scripts"), FINDING)
def test_a_newcomer_finds_a_group_asks_and_is_helped_and_the_host_says_welcome(
    visit: Visit, group: Group, language: Literal["nl", "en"], scripts: bool
) -> None:
    words = WORDS[language]
    nina = visit(colleague("Nina Nieuw", username="nina"), width=NARROW, language=language, scripts=scripts)
    nina.goto("/groups/")
    nina.locator("main [type=search]").first.fill("bruggen")
    nina.keyboard.press("Enter")
    nina.locator("main").get_by_role("link", name=group.name).first.click()
    press(nina, words["join"])
    expect(nina.locator("main")).to_contain_text("Fijn dat je er bent.")
    take_picture(nina, f"journey-joined-{language}-{scripts}")

    nina.goto(f"{reverse('groups:ask')}?group={group.pk}")
    nina.locator("#id_title").fill("Wie opent de bruggen bij storm?")
    if nina.locator("main").get_by_role("button", name=words["go on"], exact=True).count():
        press(nina, words["go on"])
    nina.get_by_label(group.name).first.check()
    press(nina, words["ask"])
    expect(nina.locator("h1")).to_have_text("Wie opent de bruggen bij storm?")
    question = Question.objects.get()
    assert question.group == group

    omar = visit(user("omar"), width=NARROW, language=language, scripts=scripts)
    omar.goto(question.get_absolute_url())
    omar.locator("#comment-form textarea").first.fill("Bel de havendienst.")
    omar.locator("#comment-form button[type=submit], #comment-form .row button").first.click()
    expect(omar.locator("article.comment")).to_contain_text("Bel de havendienst.")

    nina.goto(question.get_absolute_url())
    answer = nina.locator("article.comment", has_text="Bel de havendienst.")
    answer.get_by_role("link", name=words["this answers"]).click()
    press(nina, words["yes"])
    expect(nina.locator("article.comment .badge").filter(has_text=words["helped"]).first).to_be_visible()
    take_picture(nina, f"journey-helped-{language}-{scripts}")
    question.refresh_from_db()
    assert question.state == Question.State.HELPED

    hanna = visit(user("hanna"), width=NARROW, language=language, scripts=scripts)
    hanna.goto(reverse("groups:host", args=[group.slug]))
    expect(hanna.locator("section[aria-labelledby=newcomers]")).to_contain_text("Nina")
    hanna.goto(reverse("groups:host-welcome", args=[group.slug]))
    press(hanna, words["welcome"])
    hanna.goto(reverse("groups:host", args=[group.slug]))
    expect(hanna.locator("section[aria-labelledby=newcomers]")).to_have_count(0)
    assert Membership.objects.get(group=group, person__name="Nina Nieuw").state == Membership.State.MEMBER


@pytest.mark.parametrize(("language", "scripts"), WAITING)
def test_a_question_walks_the_whole_escalation_before_its_asker(
    visit: Visit, group: Group, language: Literal["nl", "en"], scripts: bool
) -> None:
    """Time is moved from one step to the next, as the worker's clock would be."""
    subject = Subject.objects.get(slug="bruggen")
    for name in ("Eva Expert", "Ed Expert"):
        expert(name, subject)
    editor = colleague("Nora Redactie", username="nora")
    give_role(editor, Role.EDITOR)
    asked_at = last_working_morning(timezone.now() - timedelta(days=20))
    nina = colleague("Nina Nieuw", username="nina")
    post = ask_in(group, "Wie opent de bruggen?", author=nina, subjects=[subject], now=asked_at)
    asker = visit(nina, width=NARROW, language=language, scripts=scripts)

    seen = []
    for expected in (Step.EXPERTS, Step.HOSTS, Step.NEWSROOM):
        question = Question.objects.get(post=post)
        assert question.next_step_at is not None
        take_steps(question.next_step_at)
        question.refresh_from_db()
        assert question.step == expected
        asker.goto(post.get_absolute_url())
        seen.append(asker.locator(".course li").count())
        take_picture(asker, f"journey-{expected}-{language}-{scripts}")

    assert seen == sorted(set(seen)), "each step adds a line that the asker sees"
    asked = set(AskedPerson.objects.values_list("person__name", flat=True))
    assert {"Eva Expert", "Ed Expert", "Hanna Host"} <= asked
    expect(asker.locator(".course")).to_contain_text("Hanna Host")
    comment_on(post, "De brugwachter, op 4411.", author=user("hanna"))
    asker.goto(post.get_absolute_url())
    answer = asker.locator("article.comment", has_text="De brugwachter")
    answer.get_by_role("link", name=WORDS[language]["this answers"]).click()
    press(asker, WORDS[language]["yes"])
    expect(asker.locator(".badge").filter(has_text=WORDS[language]["helped"]).first).to_be_visible()
    assert Question.objects.get(post=post).state == Question.State.HELPED


def last_working_morning(moment: datetime) -> datetime:
    """Return ten in the morning of the last working day until then."""
    morning = timezone.localtime(moment).replace(hour=10, minute=0, second=0, microsecond=0)
    while not is_working_moment(morning):
        morning -= timedelta(days=1)
    return morning
