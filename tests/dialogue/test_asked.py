"""What readers see of questions and answers in a thread, and what they can do about them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import Scope, User
from blog.models import BlogDelegate
from content.models import ContentPage
from dialogue.asked import Asked, asked_of
from dialogue.models import BrinkComment
from dialogue.services import say_helped, set_aside
from dialogue.targets import target_of
from directory.models import Person
from tests.conftest import QueryCounter
from tests.dialogue.conftest import restrict
from tests.factories.blog import BlogFactory, BlogPostFactory
from tests.factories.dialogue import NOW, colleague, comment_on
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db

State = BrinkComment.AnswerState


@pytest.fixture
def keeper(home: object) -> User:
    return colleague("Liv Aerts")


@pytest.fixture
def asker(home: object) -> User:
    return colleague("Tom Verdonk")


@pytest.fixture
def page(keeper: User) -> ContentPage:
    news: ContentPage = NewsPageFactory(keeper=keeper.person)
    return news


def seen_by(
    viewer: User, comment: BrinkComment, page: ContentPage, *, later: timedelta = timedelta()
) -> Asked:
    """Return how `comment` asks, as `viewer` sees it some time later."""
    comment = BrinkComment.objects.get(pk=comment.pk)
    return asked_of([comment], target_of(page), User.objects.get(pk=viewer.pk), NOW + later)[comment.pk]


def words_of(asked: Asked) -> list[str]:
    return [act.words for act in asked.acts]


def test_a_question_shows_everyone_for_whom_it_waits(page: ContentPage, asker: User, keeper: User) -> None:
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)

    public = seen_by(colleague("Karin Jansma"), question, page)
    assert public.is_question
    assert public.wait is not None
    assert (public.wait.name, public.wait.is_for_reader, public.wait.is_for_few) == (
        "Liv Aerts",
        False,
        False,
    )
    own = seen_by(keeper, question, page)
    assert own.wait is not None
    assert own.wait.is_for_reader


def test_nobody_but_who_owes_the_answer_sees_that_it_is_late(
    page: ContentPage, asker: User, keeper: User
) -> None:
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)
    month = timedelta(days=30)

    for viewer, sees_the_clock in ((asker, False), (colleague("Karin Jansma"), False), (keeper, True)):
        wait = seen_by(viewer, question, page, later=month).wait
        assert wait is not None
        assert (wait.clock is not None) is sees_the_clock


def test_a_criticism_under_a_leaders_post_waits_in_sight_of_few(asker: User, keeper: User) -> None:
    deputy = colleague("Emre Demir")
    post = BlogPostFactory(parent=BlogFactory(keeper=keeper.person, deputy=deputy.person, reply_days=2))
    criticism = comment_on(post, "Vorig jaar hoorde ik niets meer.", author=asker)

    assert seen_by(colleague("Karin Jansma"), criticism, post).wait is None
    for viewer, others in ((keeper, "Emre Demir"), (deputy, "Liv Aerts"), (asker, "Liv Aerts en Emre Demir")):
        wait = seen_by(viewer, criticism, post).wait
        assert wait is not None
        assert (wait.is_for_few, wait.seen_by) == (True, others)


def test_the_order_of_what_waits_does_not_give_a_criticism_away(
    client: Client, asker: User, keeper: User
) -> None:
    post = BlogPostFactory(parent=BlogFactory(keeper=keeper.person, reply_days=2))
    comment_on(post, "Mooi stuk.", author=keeper)
    comment_on(post, "Vorig jaar hoorde ik niets meer.", author=asker)

    for user, sees in ((colleague("Karin Jansma"), False), (keeper, True)):
        client.force_login(user)
        shown = client.get(f"{post.url}?comments=waiting").text
        thread = shown[shown.index('id="comments"') : shown.index("</main>")]
        assert ("comments=waiting#comments" in thread) is sees
        assert (thread.index("Vorig jaar") < thread.index("Mooi stuk")) is sees


def test_a_keeper_whom_the_reader_may_not_see_is_not_named(
    page: ContentPage, asker: User, keeper: User
) -> None:
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)
    Person.objects.filter(pk=keeper.person.pk).update(scope=Scope.objects.for_sets([["role:0"]]))
    page = type(page).objects.get(pk=page.pk)

    wait = seen_by(asker, question, page).wait

    assert wait is not None
    assert wait.name == ""


def test_each_is_offered_what_they_can_do(page: ContentPage, asker: User, keeper: User) -> None:
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)
    remark = comment_on(page, "Dat vraag ik me ook af.", parent=question)

    assert words_of(seen_by(asker, question, page)) == ["Dit is geen vraag"]
    assert words_of(seen_by(keeper, question, page)) == ["Geen antwoord nodig"]
    assert words_of(seen_by(asker, remark, page)) == ["Dit is een antwoord"]
    assert words_of(seen_by(keeper, remark, page)) == []
    assert words_of(seen_by(colleague("Karin Jansma"), question, page)) == []

    answer = comment_on(page, "Ja.", author=keeper, parent=question)
    assert words_of(seen_by(asker, answer, page)) == ["Dit is een antwoord", "Nog niet"]
    assert words_of(seen_by(asker, question, page)) == []
    say_helped(asker=asker, answer=answer, now=NOW)
    assert seen_by(keeper, answer, page).is_what_helped
    assert seen_by(keeper, question, page).helped
    assert words_of(seen_by(asker, question, page)) == ["Toch niet beantwoord"]


def test_what_is_set_aside_is_told_to_its_author_and_not_to_everyone(
    page: ContentPage, asker: User, keeper: User
) -> None:
    question = comment_on(page, "Wie verzint dit?", author=asker, is_question=True)
    set_aside(answerer=keeper, comment=question, now=NOW)

    assert seen_by(asker, question, page).is_set_aside
    assert words_of(seen_by(keeper, question, page)) == ["Laat weer wachten"]
    assert not seen_by(colleague("Karin Jansma"), question, page).is_set_aside


@pytest.mark.parametrize("act", ["ask", "unask", "helped", "not-yet", "aside", "wait-again"])
def test_an_act_that_is_not_theirs_is_not_there(
    reader: Client, employee: User, page: ContentPage, asker: User, keeper: User, act: str
) -> None:
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)
    own = comment_on(page, "Mooi.", author=employee)
    answer = comment_on(page, "Ja.", author=keeper, parent=own)
    restricted = NewsPageFactory(keeper=keeper.person)
    hidden = comment_on(restricted, "Geldt dit?", author=employee, is_question=True)
    restrict(restricted)

    for comment in (question, hidden):
        address = reverse(f"dialogue:comment-{act}", args=[comment.pk])
        assert reader.post(address).status_code == 404
        assert reader.get(address).status_code == 404
    assert BrinkComment.objects.get(pk=question.pk).answer_state == State.WAITING
    assert BrinkComment.objects.get(pk=answer.pk).helped_at is None


def test_a_comment_becomes_a_question_by_a_plain_form(
    reader: Client, employee: User, page: ContentPage
) -> None:
    comment = comment_on(page, "Geldt dit ook voor mij?", author=employee)
    address = reverse("dialogue:comment-ask", args=[comment.pk])

    assert "Wil je hier een vraag van maken?" in reader.get(address).text
    answer = reader.post(address, follow=True)

    assert "Lezers zien dat je op antwoord wacht" in answer.text
    assert "Wacht op antwoord van Liv Aerts" in answer.text
    assert reader.get(address).status_code == 404


def test_the_asker_says_that_it_helped_and_readers_see_it(
    reader: Client, employee: User, page: ContentPage, keeper: User
) -> None:
    question = comment_on(page, "Geldt dit?", author=employee, is_question=True, now=timezone.now())
    answer = comment_on(page, "Ja.", author=keeper, parent=question)

    assert "Dit is een antwoord" in reader.get(page.url).text
    reader.post(reverse("dialogue:comment-helped", args=[answer.pk]))

    shown = reader.get(page.url).text
    assert "Vraag, beantwoord en het hielp" in shown
    assert "Dit beantwoordde de vraag" in shown


def test_a_question_is_asked_with_a_tick(
    reader: Client, page: ContentPage, keeper: User, asker: User
) -> None:
    target = target_of(page)
    address = reverse("dialogue:comment-post", args=[target.content_type.pk, target.key])
    first = comment_on(page, author=asker)

    assert 'name="is_question"' in reader.get(page.url).text
    shown = reader.post(address, {"text": "Geldt dit?", "is_question": "on"}, follow=True).text
    reader.post(address, {"text": "Mooi."})
    reply = reverse("dialogue:comment-reply", args=[first.pk])
    reader.post(reply, {"text": "Bedoel je dit?", "is_question": "on"})

    assert "Wacht op antwoord van Liv Aerts, nog 3 werkdagen" in " ".join(shown.split())
    asked = BrinkComment.objects.filter(is_question=True).order_by("pk")
    assert [(row.comment, row.answer_state) for row in asked] == [
        ("Geldt dit?", State.WAITING),
        ("Bedoel je dit?", State.WAITING),
    ]


def test_a_tick_survives_what_is_wrong_with_the_text(reader: Client, page: ContentPage) -> None:
    target = target_of(page)
    address = reverse("dialogue:comment-post", args=[target.content_type.pk, target.key])

    answer = reader.post(address, {"text": " ", "is_question": "on"})

    assert answer.status_code == 422
    assert 'name="is_question" ' in answer.text
    assert "checked" in answer.text[answer.text.index('name="is_question"') :][:200]


def test_saying_it_too_late_says_so(reader: Client, employee: User, page: ContentPage) -> None:
    question = comment_on(page, "Geldt dit?", author=employee, is_question=True)

    answer = reader.post(reverse("dialogue:comment-not-yet", args=[question.pk]))

    assert answer.status_code == 422
    assert "Dit is intussen al geregeld." in answer.text


def test_a_delegate_is_named_with_who_they_answer_for(
    reader: Client, employee: User, asker: User, keeper: User
) -> None:
    blog = BlogFactory(keeper=keeper.person, reply_days=2)
    delegate = colleague("Emre Demir")
    BlogDelegate.objects.create(blog=blog, person=delegate.person)
    post = BlogPostFactory(parent=blog)
    comment_on(post, "Ja, dat mag.", author=delegate, parent=comment_on(post, author=asker))

    shown = reader.get(post.url).text

    assert "namens Liv Aerts" in shown
    assert "Emre Demir" in shown


def test_two_and_six_questions_cost_the_same(
    page: ContentPage, employee: User, keeper: User, queries_of: QueryCounter
) -> None:
    def ask(count: int) -> None:
        for number in range(count):
            question = comment_on(page, f"Vraag {number} van {count}?", author=employee, is_question=True)
            comment_on(page, f"Antwoord {number} van {count}.", author=keeper, parent=question)
            comment_on(page, f"Nog een vraag {number} van {count}?", is_question=True)

    ask(1)
    few = queries_of(page.url)
    ask(2)

    assert queries_of(page.url) == few
