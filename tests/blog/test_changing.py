"""“We changed this”: from a comment to the list that every reader sees."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from access.models import Scope, User
from blog.changing import tell_change
from blog.models import Blog, BlogChange, BlogPost
from dialogue.models import BrinkComment
from dialogue.services import hide_comment, withdraw_comment
from dialogue.services.refusals import CommentGone, NotAnAnswerer
from directory.models import Person
from tests.factories.blog import BlogFactory, BlogPostFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(home: object) -> User:
    return colleague("Liv Aerts")


@pytest.fixture
def post(leader: User) -> BlogPost:
    found: BlogPost = BlogPostFactory(parent=BlogFactory(keeper=leader.person, reply_days=2))
    return found


@pytest.fixture
def wish(post: BlogPost) -> BrinkComment:
    """What Bram asked for under the post."""
    return comment_on(post, "Kan dat formulier korter?", author=colleague("Bram Kok"))


def tell(writer: User, comment: BrinkComment, what: str = "Het formulier is één bladzijde.") -> BlogChange:
    return tell_change(
        writer=writer, comment=comment, what=what, outcome=BlogChange.Outcome.DONE, on=date(2026, 11, 2)
    )


def test_who_answers_for_the_blog_tells_it_and_readers_see_who_asked(
    client: Client, reader: Client, leader: User, post: BlogPost, wish: BrinkComment
) -> None:
    client.force_login(leader)
    address = reverse("blog:change-make", args=[wish.pk])
    assert "Dit hebben we veranderd" in client.get(post.url, headers={"accept-language": "nl"}).text

    told = client.post(
        address,
        {"what": "Het formulier is\n één bladzijde.", "outcome": "done", "on": "2026-11-02"},
        follow=True,
        headers={"accept-language": "nl"},
    )

    assert told.status_code == 200
    shown = told.text
    assert "Het formulier is één bladzijde." in shown
    assert "Bram Kok" in shown[shown.index('id="changed"') : shown.index('id="comments"')]
    assert f'href="{reverse("dialogue:comment-detail", args=[wish.pk])}">Lees de reactie' in shown
    assert 'value="2026-11-02"' in client.get(address).text


def test_what_is_missing_is_said_at_the_field_and_nothing_is_lost(
    client: Client, leader: User, wish: BrinkComment
) -> None:
    client.force_login(leader)

    answer = client.post(reverse("blog:change-make", args=[wish.pk]), {"what": "x" * 251, "outcome": "done"})

    assert answer.status_code == 422
    assert "x" * 251 in answer.text
    assert not BlogChange.objects.exists()


def test_told_again_it_is_changed(leader: User, wish: BrinkComment) -> None:
    tell(leader, wish, "We zoeken het uit.")

    tell(leader, wish)

    assert [change.what for change in BlogChange.objects.all()] == ["Het formulier is één bladzijde."]


def test_the_newest_stands_on_top(leader: User, post: BlogPost, wish: BrinkComment) -> None:
    tell(leader, wish, "Eerst")
    tell(leader, comment_on(post, "En het overleg?"), "Daarna")

    assert [change.what for change in Blog.objects.get(pk=post.blog.pk).changes.all()] == ["Daarna", "Eerst"]


def test_an_editor_who_publishes_a_draft_afterwards_keeps_it(
    leader: User, post: BlogPost, wish: BrinkComment
) -> None:
    blog = Blog.objects.get(pk=post.blog.pk)
    blog.title = "Een nieuwe naam"
    blog.save_revision()

    tell(leader, wish)

    blog = Blog.objects.get(pk=blog.pk)
    assert (blog.title, blog.has_unpublished_changes, blog.changes.count()) == (post.blog.title, True, 1)
    blog.get_latest_revision().publish()
    blog = Blog.objects.get(pk=blog.pk)
    assert blog.title == "Een nieuwe naam"
    assert [change.comment_id for change in blog.changes.all()] == [wish.pk]


def test_a_blog_without_a_draft_does_not_get_one(leader: User, post: BlogPost, wish: BrinkComment) -> None:
    tell(leader, wish)

    assert not Blog.objects.get(pk=post.blog.pk).has_unpublished_changes


def test_nobody_else_tells_it(reader: Client, wish: BrinkComment) -> None:
    address = reverse("blog:change-make", args=[wish.pk])

    assert reader.get(address).status_code == 404
    assert reader.post(address, {"what": "Weg ermee", "outcome": "done"}).status_code == 404
    with pytest.raises(NotAnAnswerer):
        tell(wish.user, wish)
    elsewhere = colleague("Noor de Wit")
    with pytest.raises(NotAnAnswerer):
        tell(elsewhere, comment_on(NewsPageFactory(keeper=elsewhere.person)))
    assert not BlogChange.objects.exists()


def test_of_a_comment_that_is_gone_nothing_is_told(leader: User, wish: BrinkComment) -> None:
    withdraw_comment(author=wish.user, comment=wish, now=NOW)

    with pytest.raises(CommentGone):
        tell(leader, wish)


def test_who_asked_is_shown_as_the_reader_may_see_them(
    reader: Client, leader: User, post: BlogPost, wish: BrinkComment
) -> None:
    tell(leader, wish)
    Person.objects.filter(name="Bram Kok").update(scope=Scope.objects.for_sets([["role:0"]]))
    hide_comment(moderator=moderator(), comment=wish, reason="Hoort hier niet", now=NOW)

    shown = reader.get(post.url).text

    assert "Het formulier is één bladzijde." in shown
    assert "Bram Kok" not in shown
    assert "Lees de reactie" not in shown
