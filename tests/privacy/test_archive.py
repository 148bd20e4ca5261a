"""The archive of all that is kept of someone."""

import json
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest

from access.models import User
from access.traces import traces
from content.saving import save_page
from directory.models import Person, PersonChange
from directory.privacy.archive import safe_name, write_archive
from directory.privacy.whose import someone_of
from home.models import HomePage
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import comment_on
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory
from tests.factories.privacy import restrict
from tests.privacy.planting import NAME, NOW, WORDS, Planted

pytestmark = pytest.mark.django_db


def archive_of(user: User) -> ZipFile:
    out = BytesIO()
    write_archive(someone=someone_of(user), out=out, now=NOW)
    return ZipFile(out)


class Links(HTMLParser):
    """What a page loads or leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("src", "href", "action")]


@pytest.mark.django_db(transaction=True)
def test_it_holds_every_place_to_read_and_for_programs(planted: Planted) -> None:
    archive = archive_of(planted.user)

    told = json.loads(archive.read("my-data.json"))
    assert {place["model"] for place in told["places"]} == {trace.model for trace in traces()}
    page = archive.read("index.html").decode()
    assert f"{WORDS} bedoel ik" in page
    assert f"Alles over {NAME}" in page
    assert '<html lang="nl">' in page


@pytest.mark.django_db(transaction=True)
def test_its_files_lie_in_it_under_safe_names(planted: Planted) -> None:
    archive = archive_of(planted.user)

    files = [name for name in archive.namelist() if name.startswith("files/")]
    assert any(NAME in name for name in files)
    told = json.loads(archive.read("my-data.json"))
    assert sorted(files) == sorted(name for place in told["places"] for name in place["files"])


@pytest.mark.django_db(transaction=True)
def test_it_reads_without_brink(planted: Planted) -> None:
    archive = archive_of(planted.user)

    links = Links(archive.read("index.html").decode()).found
    assert {link for link in links if not link.startswith("#")} <= set(archive.namelist())


@pytest.mark.django_db(transaction=True)
def test_nothing_in_it_opens_a_door(planted: Planted) -> None:
    planted.user.refresh_from_db()

    archive = archive_of(planted.user)

    words = archive.read("my-data.json").decode() + archive.read("index.html").decode()
    assert planted.user.password not in words
    assert f'"secret": "{NAME}"' not in words
    assert str(planted.browser.session.session_key) not in words
    assert planted.user.feed_keys.get().seed not in words


@pytest.mark.django_db(transaction=True)
def test_what_belongs_to_another_is_not_in_it(planted: Planted) -> None:
    archive = archive_of(planted.other)

    words = archive.read("my-data.json").decode() + archive.read("index.html").decode()
    assert planted.user.email not in words
    assert f"{WORDS} bedoel ik" not in words
    assert f"{WORDS} niet" not in words


def test_who_reports_a_comment_is_not_told_to_its_author(home: HomePage) -> None:
    author, reporter = UserFactory(), UserFactory()
    PersonFactory(user=reporter, name="Vera Klager")
    comment_on(NewsPageFactory(), author=author).reports.create(
        reporter=reporter, reason="Gemeen.", text="Goed idee.", reported_at=NOW
    )

    archive = archive_of(User.objects.get(pk=author.pk))

    assert "Klager" not in archive.read("index.html").decode()
    assert "Gemeen." not in archive.read("my-data.json").decode()


def test_what_someone_changed_for_another_does_not_tell_of_the_other(home: HomePage) -> None:
    keeper, kept = UserFactory(), PersonFactory()
    PersonChange.objects.create(person=kept, at=NOW, by=keeper, field="mobile", after="+31655512345")

    words = archive_of(User.objects.get(pk=keeper.pk)).read("my-data.json").decode()

    assert '"field": "mobile"' in words
    assert "+31655512345" not in words


def test_a_page_that_was_closed_since_is_not_named(home: HomePage) -> None:
    reader = UserFactory()
    page = NewsPageFactory(title="Reorganisatie van de werf")
    save_page(reader=reader, page_id=page.pk, now=NOW)
    restrict(page)

    archive = archive_of(User.objects.get(pk=reader.pk))

    words = archive.read("my-data.json").decode() + archive.read("index.html").decode()
    assert "Reorganisatie" not in words
    assert "content.SavedPage" in words


def test_hostile_words_stay_words(home: HomePage) -> None:
    user = UserFactory(language="en")
    PersonFactory(user=user, name="<script>alert(1)</script>", ask_me_about="</dd><img src=//evil.example/x>")

    archive = archive_of(User.objects.get(pk=user.pk))

    page = archive.read("index.html").decode()
    assert "<script" not in page
    assert "<img" not in page
    assert json.loads(archive.read("my-data.json"))["about"] == Person.objects.get(user=user).name


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("people/..\\..\\boot.ini", "boot.ini"),
        ("people/..", "file"),
        ("a/b c?.jpg", "b_c.jpg"),
        ("/", "file"),
    ],
)
def test_a_name_with_a_path_leads_nowhere(hostile: str, safe: str) -> None:
    assert safe_name(hostile) == safe


def test_a_long_name_keeps_its_end() -> None:
    assert safe_name("x" * 300 + ".jpg").endswith("x.jpg")
    assert len(safe_name("x" * 300 + ".jpg")) == 80
