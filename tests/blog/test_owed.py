"""The to-do of a leader: comments that wait, above the post and on the blog, for few to see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import User
from blog.models import Blog, BlogDelegate, BlogPost
from dialogue.owed import owed_under, waiting_for
from dialogue.targets import target_of
from tests.dialogue.conftest import restrict
from tests.factories.blog import BlogFactory, BlogPostFactory
from tests.factories.dialogue import NOW, colleague, comment_on
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(home: object) -> User:
    return colleague("Liv Aerts")


@pytest.fixture
def blog(leader: User) -> Blog:
    found: Blog = BlogFactory(keeper=leader.person, reply_days=2)
    return found


@pytest.fixture
def post(blog: Blog) -> BlogPost:
    found: BlogPost = BlogPostFactory(parent=blog)
    return found


@pytest.fixture
def delegate(blog: Blog) -> User:
    emre = colleague("Emre Demir")
    BlogDelegate.objects.create(blog=blog, person=emre.person)
    return emre


def test_the_leader_and_the_delegate_see_what_waits_and_nobody_else(
    client: Client, reader: Client, leader: User, delegate: User, post: BlogPost, blog: Blog
) -> None:
    comment_on(post, "Vorig jaar hoorde ik niets meer.", author=colleague("Karin Jansma"))

    for address in (post.url, blog.url):
        assert 'class="owed"' not in reader.get(address).text
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    for user, other in ((leader, "Emre Demir"), (delegate, "Liv Aerts")):
        client.force_login(user)
        for address in (post.url, blog.url):
            shown = client.get(address).text
            assert "1 reactie wacht op antwoord van jou" in shown
            assert f"Alleen jij en {other} zien dit" in shown
            assert "Antwoord Karin Jansma" in shown


def test_what_waits_longest_comes_first_and_the_rest_is_counted(leader: User, post: BlogPost) -> None:
    for hours in range(5):
        comment_on(post, f"Reactie {hours}", now=NOW - timedelta(hours=hours))

    owed = owed_under(target_of(post), leader, NOW)

    assert owed is not None
    assert [one.text for one in owed.answers] == ["Reactie 4", "Reactie 3", "Reactie 2"]
    assert (owed.count, owed.more_count) == (5, 2)


def test_an_answer_by_the_delegate_takes_it_off_the_list_of_both(
    leader: User, delegate: User, post: BlogPost
) -> None:
    comment = comment_on(post)
    assert list(waiting_for(leader)) == list(waiting_for(delegate)) == [comment]

    comment_on(post, "Dat klopt.", author=delegate, parent=comment)

    assert owed_under(target_of(post), leader, NOW) is None
    assert not waiting_for(leader).exists()


def test_what_waits_is_found_on_everything_that_somebody_answers_for(leader: User, post: BlogPost) -> None:
    deputy_of = NewsPageFactory(deputy=leader.person)
    closed = NewsPageFactory(keeper=leader.person)
    on_post, on_page = comment_on(post), comment_on(deputy_of, "Geldt dit?", is_question=True)
    comment_on(deputy_of, "Mooi.")
    comment_on(NewsPageFactory(), "Geldt dat?", is_question=True)
    comment_on(closed, "En dit?", is_question=True)
    restrict(closed)

    assert list(waiting_for(User.objects.get(pk=leader.pk))) == [on_post, on_page]
    assert not waiting_for(User.objects.create_user("without-a-profile")).exists()


def test_what_waits_stands_in_their_conversations(client: Client, leader: User, post: BlogPost) -> None:
    comment_on(post, "Mag de lijst weg?", author=colleague("Ravi Sardjoe"), is_question=True)
    client.force_login(leader)

    shown = client.get("/comments/?show=waiting", headers={"accept-language": "nl"}).text

    assert "Wat op antwoord van jou wacht" in shown
    assert "Ravi Sardjoe" in shown
    assert "Mag de lijst weg?" in shown


def test_three_and_six_that_wait_cost_the_same(
    client: Client, leader: User, delegate: User, blog: Blog
) -> None:
    posts = [BlogPostFactory(parent=blog) for _number in range(4)]
    client.force_login(leader)

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    for post in posts[:3]:
        comment_on(post, now=timezone.now())
    few = cost(blog.url)
    for post in posts[1:]:
        comment_on(post, "Nog een reactie", now=timezone.now())

    assert cost(blog.url) == few


def test_the_promise_stands_on_the_blog_without_words_of_its_own(reader: Client, blog: Blog) -> None:
    assert "Antwoord binnen 2 werkdagen" in reader.get(blog.url).text
