"""Blogs and podcasts as readers meet them."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from blog.models import BlogChange, BlogCowriter, BlogPost, Episode, EpisodeGuest, PodcastHost
from home.models import HomePage
from tests.conftest import QueryCounter
from tests.factories.blog import BlogFactory, BlogPostFactory, EpisodeFactory, PodcastFactory
from tests.factories.dialogue import comment_on
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.privacy import restrict


@pytest.fixture
def council(db: None) -> Group:
    """A group in which the reader is not."""
    return Group.objects.create(name="Works council")


def test_a_post_ends_in_its_question_and_the_reader_can_answer(reader: Client) -> None:
    post = BlogPostFactory(author=PersonFactory(name="Liv Aerts"), question="Welke lijst mag weg?")

    page = reader.get(post.url).text

    assert "Liv vraagt" in page
    assert page.index("Welke lijst mag weg?") < page.index('id="comments"')
    assert 'href="#comment-form">Geef antwoord' in page


def test_a_post_without_a_question_has_no_empty_place_for_one(reader: Client) -> None:
    post = BlogPostFactory(question="")

    assert "end-question" not in reader.get(post.url).text


def test_a_post_says_who_helped_and_who_placed_it(reader: Client) -> None:
    post = BlogPostFactory(
        author=PersonFactory(name="Liv Aerts"),
        written_with=PersonFactory(name="Emre Yildiz"),
        placed_by=PersonFactory(name="Noor de Wit"),
    )

    page = reader.get(post.url).text

    assert "Geschreven met <a" in page
    assert "Geplaatst door <a" in page
    assert all(name in page for name in ("Liv Aerts", "Emre Yildiz", "Noor de Wit"))


def test_a_post_without_an_author_is_of_the_keeper_of_its_blog(home: HomePage) -> None:
    liv = PersonFactory(name="Liv Aerts")

    post = BlogPostFactory(parent=BlogFactory(keeper=liv))

    assert (post.author, post.keeper) == (liv, liv)


def test_a_post_without_a_date_gets_the_day_on_which_it_went_live(home: HomePage) -> None:
    post = BlogPostFactory(live=False, published_on=None)

    post.save_revision().publish()

    post = BlogPost.objects.get(pk=post.pk)
    assert post.published_on == timezone.localdate(post.first_published_at)


def test_what_changed_is_told_also_when_it_did_not_work_out(reader: Client) -> None:
    blog = BlogFactory()
    bram = PersonFactory(name="Bram Kok")
    BlogChange.objects.create(
        blog=blog, what="Het formulier is één bladzijde.", asked_by=bram, on=date(2026, 11, 2), sort_order=0
    )
    BlogChange.objects.create(
        blog=blog, what="Eén systeem lukt niet.", outcome="not", asked_by_others="Team Noord", sort_order=1
    )
    post = BlogPostFactory(parent=blog)

    for address in (blog.url, post.url):
        page = reader.get(address).text

        assert page.index("Het formulier is één bladzijde.") < page.index("Eén systeem lukt niet.")
        assert "Bram Kok" in page
        assert "Het is niet gelukt" in page


def test_the_blog_says_who_writes_what_about_and_what_readers_may_count_on(reader: Client) -> None:
    blog = BlogFactory(
        title="De deur open",
        kicker="Teamblog",
        summary="Over wat het team leert.",
        keeper=PersonFactory(name="Liv Aerts", job_title="gemeentesecretaris"),
        unit=UnitFactory(name="Wijkteam Noord"),
        promise="Liv antwoordt binnen twee werkdagen.",
        rhythm="elke donderdag",
    )
    BlogCowriter.objects.create(blog=blog, person=PersonFactory(name="Yara Bos"))

    page = reader.get(blog.url).text

    for words in (
        "Teamblog",
        "Over wat het team leert.",
        "Liv Aerts",
        "Wijkteam Noord",
        "Liv antwoordt binnen twee werkdagen.",
        "Elke donderdag",
        "Yara Bos",
    ):
        assert words in page


def test_posts_are_found_back_by_year_and_subject(reader: Client) -> None:
    blog, work = BlogFactory(), SubjectFactory(slug="werkdruk")
    BlogPostFactory(parent=blog, title="Oud en druk", published_on=date(2024, 3, 1), subjects=[work])
    BlogPostFactory(parent=blog, title="Oud en rustig", published_on=date(2024, 4, 1))
    BlogPostFactory(parent=blog, title="Nieuw en druk", published_on=date(2026, 3, 1), subjects=[work])

    page = reader.get(f"{blog.url}?when=2024&subject=werkdruk").text

    assert "Oud en druk" in page
    assert "Oud en rustig" not in page
    assert "Nieuw en druk" not in page


def test_a_choice_that_is_no_choice_is_told_at_its_field(reader: Client) -> None:
    for page in (BlogPostFactory().get_parent(), EpisodeFactory().get_parent()):
        assert reader.get(f"{page.url}?when=gisteren").status_code == 400


def test_a_closed_blog_is_on_no_screen_and_in_no_count(reader: Client, council: Group) -> None:
    blog = BlogFactory(title="Besloten blog")
    post = BlogPostFactory(parent=blog, title="Voor de raad", subjects=[SubjectFactory(name_nl="Fusie")])
    restrict(blog, council)

    index = reader.get("/blogs/").text

    assert "Besloten blog" not in index
    assert "Voor de raad" not in index
    assert "Fusie" not in index
    assert reader.get(blog.url).status_code == 404
    assert reader.get(post.url).status_code == 404


def test_a_closed_episode_is_on_no_screen_and_its_sound_is_closed_too(reader: Client, council: Group) -> None:
    podcast = PodcastFactory()
    open_one = EpisodeFactory(parent=podcast, title="Voor iedereen")
    closed_one = EpisodeFactory(parent=podcast, title="Voor de raad")
    restrict(closed_one, council)

    for address in ("/podcasts/", podcast.url, open_one.url):
        assert "Voor de raad" not in reader.get(address).text

    assert reader.get(closed_one.url).status_code == 404
    assert reader.get(closed_one.audio.url).status_code == 404
    assert reader.get(open_one.audio.url).status_code == 200


def test_an_episode_shows_its_player_chapters_transcript_and_guests(reader: Client) -> None:
    episode = EpisodeFactory(number=14)
    EpisodeGuest.objects.create(
        episode=episode, person=PersonFactory(name="Ravi Sardjoe"), role="nachtrijder"
    )

    page = reader.get(episode.url).text

    assert f'<audio controls preload="none" src="{episode.audio.url}"' in page
    assert "aflevering 14" in page
    assert "Nachtrijder" in page
    assert '<a href="#t=1">' in page
    assert 'id="t=1" data-at="1"' in page
    assert "Eerst de bruggen, daar vriest het eerder." in page


def test_each_moment_has_one_place_in_the_page(reader: Client) -> None:
    lines = [("line", {"at": at, "speaker": "", "text": "Ja."}) for at in (5, 0, 5, 60)]
    episode = EpisodeFactory(
        transcript=lines,
        chapters=[("chapter", {"at": at, "title": "Deel"}) for at in (60, 30)],
    )

    page = reader.get(episode.url).text

    for at in (0, 5, 30, 60):
        assert page.count(f'id="t={at}"') == 1
    assert page.index('data-at="0"') < page.index('data-at="5"') < page.index('id="t=60"')


def test_moments_are_written_as_the_reader_writes_them(reader: Client) -> None:
    episode = EpisodeFactory(transcript=[("line", {"at": 3760, "speaker": "", "text": "Ja."})])

    assert ">1.02.40</a>" in reader.get(episode.url).text
    assert ">1:02:40</a>" in reader.get(episode.url, headers={"Accept-Language": "en"}).text


def test_a_next_date_that_has_passed_is_no_promise(reader: Client) -> None:
    today = timezone.localdate()
    past, coming = PodcastFactory(next_on=today - timedelta(days=1)), PodcastFactory(next_on=today)

    assert "Volgende aflevering" not in reader.get(past.url).text
    assert "Volgende aflevering" in reader.get(coming.url).text


def test_an_episode_without_a_date_gets_the_day_on_which_it_went_live(home: HomePage) -> None:
    episode = EpisodeFactory(live=False, published_on=None)

    episode.save_revision().publish()

    episode = Episode.objects.get(pk=episode.pk)
    assert episode.published_on == timezone.localdate(episode.first_published_at)


@pytest.mark.parametrize("address", ["/blogs/", "/podcasts/"])
def test_an_empty_list_says_what_will_be_there(reader: Client, address: str) -> None:
    page = reader.get(address)

    assert page.status_code == 200
    assert 'class="empty"' in page.text


def test_lists_of_blogs_cost_the_same_with_three_posts_and_with_six(queries_of: QueryCounter) -> None:
    blog = BlogFactory()
    posts = [_discussed_post(blog) for _ in range(3)]
    addresses = ("/blogs/", blog.url, posts[0].url)
    with_three = [queries_of(address) for address in addresses]

    for _ in range(3):
        _discussed_post(blog)
        BlogFactory(unit=UnitFactory())

    assert [queries_of(address) for address in addresses] == with_three


def test_lists_of_podcasts_cost_the_same_with_three_episodes_and_with_six(queries_of: QueryCounter) -> None:
    podcast = PodcastFactory()
    PodcastHost.objects.create(podcast=podcast, person=PersonFactory())
    episodes = [EpisodeFactory(parent=podcast) for _ in range(3)]
    for episode in episodes:
        comment_on(episode)
    EpisodeGuest.objects.create(episode=episodes[0], person=PersonFactory())
    addresses = ("/podcasts/", podcast.url, episodes[0].url)
    with_three = [queries_of(address) for address in addresses]

    for _ in range(3):
        comment_on(EpisodeFactory(parent=podcast))
        PodcastHost.objects.create(podcast=PodcastFactory(), person=PersonFactory())
        EpisodeGuest.objects.create(episode=episodes[0], person=PersonFactory())

    assert [queries_of(address) for address in addresses] == with_three


def _discussed_post(blog: object) -> BlogPost:
    post: BlogPost = BlogPostFactory(parent=blog, author=PersonFactory())
    comment_on(post)
    return post
