"""What is written and said is found, at the moment at which it is said."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from access.models import User
from home.models import HomePage
from search.queries import query
from tests.factories.blog import BlogFactory, BlogPostFactory, EpisodeFactory, PodcastFactory
from tests.factories.directory import PersonFactory
from tests.factories.privacy import restrict

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LINES = [
    ("line", {"at": 0, "speaker": "Mila", "text": "De telefoon gaat één keer over."}),
    ("line", {"at": 760, "speaker": "Ravi", "text": "Niemand neemt vrij, dat hangt op de koelkast."}),
]


def test_a_phrase_that_is_spoken_leads_to_its_moment(reader: Client, home: HomePage) -> None:
    episode = EpisodeFactory(transcript=LINES)

    page = reader.get("/search/?q=koelkast").text

    assert f'href="{episode.url}#t=760"' in page
    assert "Aflevering" in page


def test_a_post_is_found_by_its_question_and_its_author(employee: User, home: HomePage) -> None:
    post = BlogPostFactory(author=PersonFactory(name="Liv Aerts"), question="Welk formulier mag weg?")

    by_question, by_author = (query(employee, words) for words in ("formulier", "aerts"))

    assert [hit.entry.object_id for hit in by_question.hits if hit.kind.name == "blog_post"] == [post.pk]
    assert post.pk in [hit.entry.object_id for hit in by_author.hits]


def test_each_kind_has_its_name(employee: User, home: HomePage) -> None:
    blog, podcast = BlogFactory(title="Lindeblad een"), PodcastFactory(title="Lindeblad twee")
    BlogPostFactory(parent=blog, title="Lindeblad drie")
    EpisodeFactory(parent=podcast, title="Lindeblad vier")

    assert query(employee, "lindeblad").kinds == {"blog": 1, "blog_post": 1, "podcast": 1, "episode": 1}


def test_what_is_said_in_a_closed_podcast_is_not_found(employee: User, home: HomePage) -> None:
    episode = EpisodeFactory(transcript=LINES)

    restrict(episode.get_parent(), Group.objects.create(name="Works council"))

    assert query(employee, "koelkast").total == 0


def test_a_draft_of_an_episode_is_not_found(employee: User, home: HomePage) -> None:
    EpisodeFactory(transcript=LINES, live=False)

    assert query(employee, "koelkast").total == 0
