"""Feeds by personal address: for whoever has the key, as that person, for as long as it holds."""

from urllib.parse import urlsplit

import feedparser
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from access.feed_keys import make_feed_key, revoke_feed_key, word_of
from access.models import AuditEntry, FeedKey, User
from content.feeds import feed_path
from home.models import HomePage
from tests.factories.accounts import UserFactory
from tests.factories.blog import BlogFactory, BlogPostFactory, EpisodeFactory, PodcastFactory
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict
from tests.sent import body_of

PURPOSES = ["news", "blogs", "podcasts"]
# What it takes to know what a person may see.
TABLES_OF_THE_PERSON = (
    'FROM "auth_group"',
    'FROM "access_scope"',
    'FROM "directory_person"',
    'FROM "directory_placement"',
    'FROM "groups_membership"',
    'FROM "directory_unit"',
    '"access_user_groups"',
)


@pytest.fixture
def council(db: None) -> Group:
    """A group in which the employee is not."""
    return Group.objects.create(name="Works council")


def key_of(user: User, purpose: str) -> str:
    word = word_of(make_feed_key(user=user, purpose=purpose, now=timezone.now()))
    assert word is not None
    return word


def path_of(user: User, purpose: str, part: int | None = None) -> str:
    return feed_path(purpose, key_of(user, purpose), part)


def titles_in(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.bozo_exception
    return [entry.title for entry in parsed.entries]


def test_an_app_reads_news_without_a_session(client: Client, home: HomePage, employee: User) -> None:
    NewsPageFactory(title="De brug is open", summary="Fietsen kan weer.", author=PersonFactory(name="Emre"))

    response = client.get(path_of(employee, "news"))

    feed = feedparser.parse(response.content)
    assert not feed.bozo
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert feed.feed.title == "Nieuws"
    assert feed.feed.link == "http://testserver/news/"
    entry = feed.entries[0]
    assert (entry.title, entry.summary) == ("De brug is open", "Fietsen kan weer.")
    assert urlsplit(entry.link).path == "/news/de-brug-is-open/"
    assert entry.published_parsed is not None


def test_the_language_of_the_person_decides(client: Client, home: HomePage, employee: User) -> None:
    NewsPageFactory(title="Nederlands bericht")
    NewsPageFactory(title="English item", language="en")
    User.objects.filter(pk=employee.pk).update(language="en")

    assert titles_in(client, path_of(employee, "news")) == ["English item"]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_feed_shows_what_its_person_may_see(
    client: Client, home: HomePage, employee: User, council: Group, purpose: str
) -> None:
    factory = {"news": NewsPageFactory, "blogs": BlogPostFactory, "podcasts": EpisodeFactory}[purpose]
    factory(title="Voor iedereen")
    restrict(factory(title="Voor de raad"), council)
    factory(title="Nog een concept", live=False)
    member = UserFactory()
    member.groups.add(council)

    assert titles_in(client, path_of(employee, purpose)) == ["Voor iedereen"]
    assert sorted(titles_in(client, path_of(member, purpose))) == ["Voor de raad", "Voor iedereen"]


def test_who_leaves_a_group_no_longer_reads_its_items(
    client: Client, home: HomePage, employee: User, council: Group
) -> None:
    restrict(NewsPageFactory(title="Voor de raad"), council)
    employee.groups.add(council)
    path = path_of(employee, "news")
    before = titles_in(client, path)

    employee.groups.remove(council)

    assert before == ["Voor de raad"]
    assert titles_in(client, path) == []


def test_one_blog_and_one_podcast_have_an_address_of_their_own(
    client: Client, home: HomePage, employee: User
) -> None:
    post, _other = BlogPostFactory(title="Dit"), BlogPostFactory(title="Dat")
    episode, _other = EpisodeFactory(title="Hier"), EpisodeFactory(title="Daar")

    assert titles_in(client, path_of(employee, "blogs", post.get_parent().pk)) == ["Dit"]
    assert titles_in(client, path_of(employee, "podcasts", episode.get_parent().pk)) == ["Hier"]


def test_a_closed_blog_or_podcast_has_no_feed(
    client: Client, home: HomePage, employee: User, council: Group
) -> None:
    blog, podcast = BlogFactory(), PodcastFactory()
    restrict(blog, council)
    restrict(podcast, council)

    assert client.get(path_of(employee, "blogs", blog.pk)).status_code == 404
    assert client.get(path_of(employee, "podcasts", podcast.pk)).status_code == 404
    assert client.get(path_of(employee, "blogs", podcast.pk)).status_code == 404
    assert client.get(path_of(employee, "news", 1)).status_code == 404


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_key_opens_its_own_purpose_alone(
    client: Client, home: HomePage, employee: User, purpose: str
) -> None:
    word = key_of(employee, purpose)

    opened = [name for name in PURPOSES if client.get(feed_path(name, word)).status_code == 200]

    assert opened == [purpose]


@pytest.mark.parametrize("word", ["x", "0" * 43, "..", "é", "%00"])
def test_a_key_that_nobody_made_opens_nothing(client: Client, home: HomePage, word: str) -> None:
    assert client.get(f"/feeds/{word}/news/").status_code == 404


def test_neither_the_digest_nor_the_seed_opens_anything(
    client: Client, home: HomePage, employee: User
) -> None:
    key = make_feed_key(user=employee, purpose="news", now=timezone.now())

    assert client.get(feed_path("news", key.digest)).status_code == 404
    assert client.get(feed_path("news", key.seed)).status_code == 404


def test_a_revoked_key_stops_at_once(client: Client, home: HomePage, employee: User) -> None:
    path = path_of(employee, "podcasts")
    sound = _sound_path(client, path)

    revoke_feed_key(user=employee, purpose="podcasts", now=timezone.now())

    assert client.get(path).status_code == 404
    assert client.get(sound).status_code == 404


def test_a_new_key_takes_the_place_of_the_old_one(client: Client, home: HomePage, employee: User) -> None:
    old = path_of(employee, "news")

    new = path_of(employee, "news")

    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_a_closed_account_stops_its_keys_at_once(client: Client, home: HomePage, employee: User) -> None:
    path = path_of(employee, "podcasts")
    sound = _sound_path(client, path)

    User.objects.filter(pk=employee.pk).update(is_active=False)

    assert client.get(path).status_code == 404
    assert client.get(sound).status_code == 404


def test_the_session_of_another_opens_nothing_more(
    client: Client, home: HomePage, employee: User, admin_user: User, council: Group
) -> None:
    restrict(NewsPageFactory(title="Voor de raad"), council)
    client.force_login(admin_user)

    assert titles_in(client, path_of(employee, "news")) == []


def test_making_and_revoking_stand_in_the_audit_log_without_the_key(employee: User) -> None:
    word = key_of(employee, "news")
    revoke_feed_key(user=employee, purpose="news", now=timezone.now())

    entries = AuditEntry.objects.filter(action__startswith="feed_key.").order_by("pk")

    assert [entry.action for entry in entries] == ["feed_key.made", "feed_key.revoked"]
    assert not any(word in str(entry.details) for entry in entries)


def test_an_app_that_has_the_newest_gets_nothing_again(
    client: Client, home: HomePage, employee: User
) -> None:
    NewsPageFactory()
    path = path_of(employee, "news")
    etag = client.get(path).headers["ETag"]

    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    NewsPageFactory()
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_what_xml_cannot_hold_does_not_break_the_feed(client: Client, home: HomePage, employee: User) -> None:
    NewsPageFactory(title="Kop <&> \x0b staart", slug="kop")

    assert titles_in(client, path_of(employee, "news")) == ["Kop <&>   staart"]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_feed_costs_the_same_with_three_items_and_with_six(
    client: Client, home: HomePage, employee: User, purpose: str
) -> None:
    factory, parent = {
        "news": (NewsPageFactory, None),
        "blogs": (BlogPostFactory, BlogFactory),
        "podcasts": (EpisodeFactory, PodcastFactory),
    }[purpose]
    fields = {"parent": parent()} if parent else {"author": PersonFactory()}
    path = path_of(employee, purpose)
    factory.create_batch(3, **fields)
    with_three = _query_count(client, path)

    factory.create_batch(3, **fields)

    assert _query_count(client, path) == with_three


def test_a_podcast_app_learns_how_long_and_how_large_an_episode_is(
    client: Client, home: HomePage, employee: User
) -> None:
    episode = EpisodeFactory(number=14, title="Ravi rijdt")

    response = client.get(path_of(employee, "podcasts", episode.get_parent().pk))

    feed = feedparser.parse(response.content)
    entry = feed.entries[0]
    assert entry.itunes_duration == "2"
    assert entry.itunes_episode == "14"
    assert feed.feed.itunes_block
    sound = entry.enclosures[0]
    assert (sound.type, int(sound.length)) == ("audio/x-wav", episode.audio.file.size)
    whole = client.get(urlsplit(sound.href).path)
    assert whole.status_code == 200
    assert len(body_of(whole)) == int(sound.length)


def test_the_sound_comes_in_parts_without_a_session(client: Client, home: HomePage, employee: User) -> None:
    path = _sound_path(client, path_of(employee, "podcasts"))
    whole = client.get(path)
    etag, size = whole.headers["ETag"], len(body_of(whole))

    part = client.get(path, headers={"Range": "bytes=10-19"})
    current = client.get(path, headers={"Range": "bytes=10-19", "If-Range": etag})
    outdated = client.get(path, headers={"Range": "bytes=10-19", "If-Range": '"old"'})
    several = client.get(path, headers={"Range": "bytes=0-1,5-6"})
    beyond = client.get(path, headers={"Range": f"bytes={size}-"})
    head = client.head(path)

    assert (part.status_code, part.headers["Content-Range"]) == (206, f"bytes 10-19/{size}")
    assert current.status_code == 206
    assert (outdated.status_code, several.status_code) == (200, 200)
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{size}")
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(size))


def test_the_sound_costs_two_queries_beside_knowing_who_asks(
    client: Client, home: HomePage, employee: User
) -> None:
    path = _sound_path(client, path_of(employee, "podcasts"))

    with CaptureQueriesContext(connection) as queries:
        body_of(client.get(path))

    own = [
        query["sql"]
        for query in queries.captured_queries
        if not any(table in query["sql"] for table in TABLES_OF_THE_PERSON)
    ]
    assert len(own) == 2, own


def test_the_sound_of_a_closed_or_withdrawn_episode_is_not_there(
    client: Client, home: HomePage, employee: User, council: Group
) -> None:
    episode = EpisodeFactory()
    path = _sound_path(client, path_of(employee, "podcasts"))
    wrong_name = path.rpartition("/")[0] + "/other.wav"

    assert client.get(wrong_name).status_code == 404
    restrict(episode, council)
    assert client.get(path).status_code == 404


def test_a_person_makes_sees_and_revokes_an_address(reader: Client, employee: User) -> None:
    podcast = PodcastFactory(title="Onder de linden")

    made = reader.post("/settings/feeds/", {"purpose": "podcasts", "act": "make"}, follow=True)

    word = word_of(FeedKey.objects.get(user=employee))
    assert word is not None
    assert f'value="http://testserver{feed_path("podcasts", word, podcast.pk)}"' in made.text
    assert "Je adres is klaar." in made.text
    revoked = reader.post("/settings/feeds/", {"purpose": "podcasts", "act": "revoke"}, follow=True)
    assert word not in revoked.text
    assert not FeedKey.objects.exists()


def test_a_blog_in_the_other_language_says_so(reader: Client) -> None:
    dutch = BlogFactory(title="Liv Aerts")
    BlogFactory(title="Liv Aerts", language="en", translation_of=dutch)

    made = reader.post("/settings/feeds/", {"purpose": "blogs", "act": "make"}, follow=True).text

    assert made.count(">Liv Aerts</label>") == 1
    assert made.count(">Liv Aerts (English)</label>") == 1


def test_an_address_of_a_former_secret_works_and_is_not_shown_wrongly(
    client: Client, home: HomePage, employee: User
) -> None:
    path = path_of(employee, "news")
    client.force_login(employee)

    with override_settings(SECRET_KEY="another one"):
        client.force_login(employee)
        screen = client.get("/settings/feeds/", headers={"Accept-Language": "nl"})
        status = client.get(path).status_code

    assert status == 200
    assert "niet meer te tonen" in screen.text
    assert 'id="news-1"' not in screen.text


def test_what_cannot_be_followed_is_refused(reader: Client) -> None:
    assert reader.post("/settings/feeds/", {"purpose": "salaries"}).status_code == 400
    assert reader.post("/settings/feeds/").status_code == 400


def test_the_way_back_leads_nowhere_else(reader: Client) -> None:
    form = {"purpose": "news", "next": "https://evil.example/"}

    assert reader.post("/settings/feeds/", form).headers["Location"] == "/settings/feeds/#news"


def _sound_path(client: Client, feed: str) -> str:
    """Return where the app that reads `feed` gets the sound of its newest episode, made if there is none."""
    if not titles_in(client, feed):
        EpisodeFactory()
    return str(urlsplit(feedparser.parse(client.get(feed).content).entries[0].enclosures[0].href).path)


def _query_count(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
