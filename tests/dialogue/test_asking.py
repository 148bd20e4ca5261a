"""Asking on a page: who waits for whom, and until when."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from access.models import User
from blog.models import BlogDelegate, BlogPost
from content.models import ContentPage
from dialogue.models import BrinkComment, Conversation
from dialogue.services import (
    hide_comment,
    mark_question,
    post_comment,
    restore_comment,
    say_helped,
    say_not_yet,
    set_aside,
    take_back,
    unmark_question,
    withdraw_comment,
)
from dialogue.services.refusals import (
    CommentGone,
    CommentsClosed,
    NotAnAnswerer,
    NothingAsked,
    NotYours,
    OutOfSight,
)
from dialogue.targets import target_of
from tests.dialogue.conftest import restrict
from tests.factories.blog import BlogFactory, BlogPostFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db

State = BrinkComment.AnswerState
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def keeper(home: object) -> User:
    return colleague("Liv Aerts")


@pytest.fixture
def asker(home: object) -> User:
    return colleague("Tom Verdonk")


@pytest.fixture
def page(keeper: User) -> ContentPage:
    """A news item that Liv answers for."""
    news: ContentPage = NewsPageFactory(keeper=keeper.person)
    return news


@pytest.fixture
def post(keeper: User) -> BlogPost:
    """A post on a blog where Liv promises an answer within two working days."""
    found: BlogPost = BlogPostFactory(parent=BlogFactory(keeper=keeper.person, reply_days=2))
    return found


def state_of(comment: BrinkComment) -> str:
    """Return how far the answer is, once it is sure that the conversation was summed up."""
    found = BrinkComment.objects.get(pk=comment.pk)
    standing = BrinkComment.objects.standing().filter(thread_id=found.thread_id)
    waiting = [row.waits_since for row in standing if row.waits_since is not None]
    assert Conversation.objects.get(pk=found.thread_id).waits_since == min(waiting, default=None)
    return str(found.answer_state)


def delegate_of(post: BlogPost) -> User:
    delegate = colleague("Emre Demir")
    BlogDelegate.objects.create(blog=post.blog, person=delegate.person)
    return delegate


def test_a_question_waits_until_who_answers_for_the_page_answers(
    page: ContentPage, asker: User, keeper: User
) -> None:
    question = comment_on(page, "Geldt dit ook voor stagiairs?", author=asker, is_question=True)

    assert (question.is_question, question.waits_since) == (True, NOW)
    assert state_of(question) == State.WAITING
    comment_on(page, "Dat wil ik ook weten.", parent=question)
    assert state_of(question) == State.WAITING
    answer = comment_on(page, "Ja.", author=keeper, parent=question)
    assert state_of(question) == State.ANSWERED
    assert (answer.answer_state, answer.on_behalf_of) == (State.NONE, None)


def test_a_comment_that_asks_nothing_does_not_wait(page: ContentPage, asker: User) -> None:
    assert state_of(comment_on(page, author=asker)) == State.NONE


def test_who_answers_for_the_page_waits_for_nobody(page: ContentPage, keeper: User) -> None:
    question = comment_on(page, "Wie doet mee?", author=keeper, is_question=True)

    assert (question.is_question, state_of(question)) == (True, State.NONE)


def test_an_answer_deeper_down_answers_what_it_stands_under(
    page: ContentPage, asker: User, keeper: User
) -> None:
    question = comment_on(page, "Geldt dit voor iedereen?", author=asker, is_question=True)
    other = comment_on(page, "En ook op vrijdag?", is_question=True, parent=question)
    beside = comment_on(page, "Een vraag ernaast", is_question=True)

    comment_on(page, "Op alle dagen.", author=keeper, parent=other)

    assert [state_of(each) for each in (question, other, beside)] == [
        State.ANSWERED,
        State.ANSWERED,
        State.WAITING,
    ]


def test_an_answer_below_the_deepest_level_still_answers(
    page: ContentPage, asker: User, keeper: User
) -> None:
    first = comment_on(page)
    second = comment_on(page, "Twee", parent=first)
    question = comment_on(page, "Drie?", author=asker, is_question=True, parent=second)

    comment_on(page, "Vier", author=keeper, parent=question)

    assert state_of(question) == State.ANSWERED


def test_the_asker_says_what_helped_also_when_a_colleague_answered(
    page: ContentPage, asker: User, keeper: User
) -> None:
    question = comment_on(page, "Waar staat het formulier?", author=asker, is_question=True)
    answer = comment_on(page, "Onder Regelingen.", parent=question)

    helped = say_helped(asker=asker, answer=answer, now=LATER)

    assert helped.helped_at == LATER
    assert state_of(question) == State.HELPED


def test_not_yet_lets_it_wait_again(page: ContentPage, asker: User, keeper: User) -> None:
    question = comment_on(page, "Waar staat het formulier?", author=asker, is_question=True)
    answer = comment_on(page, "Onder Regelingen.", author=keeper, parent=question)
    say_helped(asker=asker, answer=answer, now=NOW)

    say_not_yet(asker=asker, question=question, now=LATER)

    assert state_of(question) == State.WAITING
    question.refresh_from_db()
    answer.refresh_from_db()
    assert (question.waits_since, answer.helped_at) == (LATER, None)
    with pytest.raises(NothingAsked):
        say_not_yet(asker=asker, question=question, now=LATER)


def test_nobody_but_the_asker_says_what_helped(page: ContentPage, asker: User, keeper: User) -> None:
    question = comment_on(page, "Waar staat het?", author=asker, is_question=True)
    answer = comment_on(page, "Daar.", author=keeper, parent=question)
    own_answer = comment_on(page, "Laat maar.", author=asker, parent=question)

    for someone, what in ((keeper, answer), (asker, own_answer), (asker, question)):
        with pytest.raises(NotYours):
            say_helped(asker=someone, answer=what, now=NOW)
    with pytest.raises(NotYours):
        say_not_yet(asker=keeper, question=question, now=NOW)
    assert state_of(question) == State.ANSWERED


def test_a_comment_becomes_a_question_and_a_plain_comment_again(page: ContentPage, asker: User) -> None:
    comment = comment_on(page, author=asker)

    assert mark_question(author=asker, comment=comment, now=LATER).waits_since == LATER
    assert state_of(comment) == State.WAITING
    # A second click changes nothing.
    mark_question(author=asker, comment=comment, now=LATER + timedelta(hours=1))
    assert BrinkComment.objects.get(pk=comment.pk).waits_since == LATER
    assert unmark_question(author=asker, comment=comment, now=LATER).is_question is False
    assert state_of(comment) == State.NONE
    with pytest.raises(NotYours):
        mark_question(author=colleague("Karin Jansma"), comment=comment, now=LATER)


def test_what_was_answered_stays_a_question(page: ContentPage, asker: User, keeper: User) -> None:
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)
    comment_on(page, "Ja.", author=keeper, parent=question)

    with pytest.raises(NothingAsked):
        unmark_question(author=asker, comment=question, now=LATER)


def test_who_answers_for_the_page_sets_aside_and_takes_that_back(
    page: ContentPage, asker: User, keeper: User
) -> None:
    question = comment_on(page, "Wie verzint zoiets?", author=asker, is_question=True)

    set_aside(answerer=keeper, comment=question, now=NOW)
    assert state_of(question) == State.SET_ASIDE
    with pytest.raises(NothingAsked):
        set_aside(answerer=keeper, comment=question, now=NOW)
    take_back(answerer=keeper, comment=question, now=LATER)
    assert state_of(question) == State.WAITING
    with pytest.raises(NotAnAnswerer):
        set_aside(answerer=asker, comment=question, now=LATER)


def test_an_answer_that_goes_lets_the_question_wait_again(
    page: ContentPage, asker: User, keeper: User
) -> None:
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)
    first, second = (comment_on(page, text, author=keeper, parent=question) for text in ("Ja.", "Ja, echt."))
    say_helped(asker=asker, answer=second, now=NOW)

    withdraw_comment(author=keeper, comment=second, now=LATER)
    assert state_of(question) == State.ANSWERED
    hide_comment(moderator=moderator(), comment=first, reason="Hoort hier niet", now=LATER)
    assert state_of(question) == State.WAITING
    restore_comment(moderator=moderator(), comment=first, now=LATER)
    assert state_of(question) == State.ANSWERED


def test_a_question_that_is_withdrawn_or_hidden_keeps_nobody_waiting(
    page: ContentPage, asker: User, keeper: User
) -> None:
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)
    hide_comment(moderator=moderator(), comment=question, reason="Hoort hier niet", now=LATER)

    with pytest.raises(CommentGone):
        set_aside(answerer=keeper, comment=question, now=LATER)
    assert Conversation.objects.get(pk=question.pk).waits_since is None
    withdraw_comment(author=asker, comment=question, now=LATER)
    assert state_of(question) == State.NONE


def test_under_a_promising_blog_each_first_comment_waits(post: BlogPost, asker: User, keeper: User) -> None:
    comment = comment_on(post, "Vorig jaar hoorde ik niets meer.", author=asker)
    remark = comment_on(post, "Ik ook niet.", parent=comment)
    own = comment_on(post, "Ik lees mee.", author=keeper)

    assert [state_of(each) for each in (comment, remark, own)] == [State.WAITING, State.NONE, State.NONE]
    comment_on(post, "Je hebt gelijk.", author=keeper, parent=comment)
    assert state_of(comment) == State.ANSWERED
    # It still waits for the leader when its author takes back that it was a question.
    critical = comment_on(post, "Waarom?", author=asker, is_question=True)
    unmark_question(author=asker, comment=critical, now=LATER)
    assert state_of(critical) == State.WAITING


def test_a_blog_without_a_number_of_days_promises_nothing(home: object, asker: User) -> None:
    post = BlogPostFactory(parent=BlogFactory(reply_days=None))

    assert state_of(comment_on(post, author=asker)) == State.NONE


def test_a_delegate_answers_on_behalf_of_the_owner_and_speaks_for_themselves_otherwise(
    post: BlogPost, asker: User, keeper: User
) -> None:
    delegate = delegate_of(post)
    comment = comment_on(post, "Mag de kilometerlijst weg?", author=asker)

    answer = comment_on(post, "Ja, per direct.", author=delegate, parent=comment)
    own = comment_on(post, "Zelf vul ik hem al niet meer in.", author=delegate)
    more = comment_on(post, "Al sinds mei.", author=delegate, parent=own)

    assert state_of(comment) == State.ANSWERED
    assert answer.on_behalf_of == keeper.person
    assert (own.on_behalf_of, more.on_behalf_of, state_of(own)) == (None, None, State.NONE)
    assert comment_on(post, "Klopt.", author=keeper, parent=comment).on_behalf_of is None


def test_the_deputy_of_a_page_answers_in_their_own_name(keeper: User, asker: User) -> None:
    deputy = colleague("Noor de Wit")
    page = NewsPageFactory(keeper=keeper.person, deputy=deputy.person)
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)

    assert comment_on(page, "Ja.", author=deputy, parent=question).on_behalf_of is None
    assert state_of(question) == State.ANSWERED


def test_outsiders_do_none_of_this(page: ContentPage, asker: User, keeper: User) -> None:
    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)
    answer = comment_on(page, "Ja.", author=keeper, parent=question)
    restrict(page)
    page = type(page).objects.get(pk=page.pk)
    asker, keeper = (User.objects.get(pk=user.pk) for user in (asker, keeper))

    acts: list[Callable[[], object]] = [
        lambda: mark_question(author=asker, comment=question, now=NOW),
        lambda: unmark_question(author=asker, comment=question, now=NOW),
        lambda: say_helped(asker=asker, answer=answer, now=NOW),
        lambda: say_not_yet(asker=asker, question=question, now=NOW),
        lambda: set_aside(answerer=keeper, comment=question, now=NOW),
        lambda: take_back(answerer=keeper, comment=question, now=NOW),
        lambda: post_comment(author=asker, target=page, text="Nog iets?", is_question=True, now=NOW),
    ]
    for act in acts:
        with pytest.raises(OutOfSight):
            act()


def test_under_closed_comments_nothing_new_is_asked(page: ContentPage, asker: User, keeper: User) -> None:
    comment, question = (
        comment_on(page, author=asker),
        comment_on(page, "En?", author=asker, is_question=True),
    )
    comment_on(page, "Zo.", author=keeper, parent=question)
    page.comments_open, page.comments_closed_reason = False, "De actie is voorbij."
    page.save()

    with pytest.raises(CommentsClosed):
        mark_question(author=asker, comment=comment, now=LATER)
    with pytest.raises(CommentsClosed):
        say_not_yet(asker=asker, question=question, now=LATER)


def test_a_page_that_nobody_keeps_still_shows_that_somebody_waits(home: object, asker: User) -> None:
    page = NewsPageFactory(keeper=None, deputy=None)

    question = comment_on(page, "Geldt dit?", author=asker, is_question=True)
    answer = comment_on(page, "Ja.", parent=question)

    assert (target_of(page).answerers, state_of(question)) == ([], State.WAITING)
    say_helped(asker=asker, answer=answer, now=LATER)
    assert state_of(question) == State.HELPED
