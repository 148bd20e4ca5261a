"""The screen of the stream: what is new, what was missed, and that one is up to date."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from access.models import User
from following.gathering import ForMe, missed_by
from following.models import StreamItem, Visit
from following.visits import note_visit
from home.models import HomePage
from tests.conftest import QueryCounter
from tests.factories.blog import BlogPostFactory
from tests.factories.dialogue import colleague, comment_on
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.factories.following import let_follow
from tests.factories.pages import EventPageFactory, NewsPageFactory, ProcedurePageFactory

pytestmark = pytest.mark.django_db

STREAM = "/stream/"


def read(reader: Client, address: str = STREAM, status: int = 200) -> BeautifulSoup:
    answer = reader.get(address, headers={"accept": "text/html"})
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def titles(screen: BeautifulSoup) -> list[str]:
    return [title.get_text(strip=True) for title in screen.select("main .item .title")]


def news_about_what_i_follow(reader: User, number: int = 1) -> list[Page]:
    subject = SubjectFactory()
    let_follow(reader, "subject", subject.pk)
    return [NewsPageFactory(subjects=[subject], published_on=None) for _ in range(number)]


def was_here(reader: User, days_ago: int) -> None:
    Visit.objects.create(visitor=reader, last_on=timezone.localdate() - timedelta(days=days_ago))


def test_what_i_follow_stands_there_and_then_i_am_caught_up(reader: Client, employee: User) -> None:
    [page] = news_about_what_i_follow(employee)
    NewsPageFactory(title="Wat ik niet volg")

    screen = read(reader)

    assert titles(screen) == [page.title]
    assert "Je bent bij." in screen.get_text()


def test_who_follows_nothing_is_shown_the_way(reader: Client) -> None:
    screen = read(reader)

    assert "Je volgt nog niets" in screen.get_text()


def test_it_is_narrowed_by_links_and_what_there_is_not_is_not_found(reader: Client, employee: User) -> None:
    [page] = news_about_what_i_follow(employee)
    comment_on(page)
    subject = page.subjects.get()

    assert titles(read(reader, "/stream/?kind=news")) == [page.title]
    assert titles(read(reader, "/stream/?kind=episode")) == []
    assert titles(read(reader, f"/stream/?from=subject-{subject.pk}")) == [page.title]
    sources = ("subject-999999", "subject-x", "x", "%00-1", "subject-9999999999999999999")
    for nonsense in ("kind=nothing", "of=nothing", *(f"from={source}" for source in sources)):
        read(reader, f"/stream/?{nonsense}", status=404)
    assert titles(read(reader, "/stream/?before=nonsense")) == [page.title]


def test_talk_under_one_page_stands_together(reader: Client, employee: User) -> None:
    page = NewsPageFactory()
    let_follow(employee, "page", page.pk)
    for name in ("Liv Aerts", "Emre Yilmaz", "Hugo Brandsma"):
        comment_on(page, f"Zegt {name}", author=colleague(name))

    screen = read(reader)

    assert titles(screen) == [page.title]
    assert len(screen.select("main .further li")) == 2


def test_long_talk_folds_and_pages_stand_together_after_an_absence(reader: Client, employee: User) -> None:
    was_here(employee, days_ago=8)
    pages = [NewsPageFactory(title=title) for title in ("Brug", "Balie")]
    for page in pages:
        let_follow(employee, "page", page.pk)
        comment_on(page)
    for number in range(4):
        comment_on(pages[0], f"Zegt {number}")

    screen = read(reader)

    [heap] = screen.select(".heap")
    assert heap.get_text(strip=True).endswith("die je volgt")
    assert {"Brug", "Balie"} == set(titles(screen))
    assert len(screen.select("main .further > ul > li")) == 2
    [folded] = screen.select("main .further details")
    assert folded.summary is not None
    assert folded.summary.get_text(strip=True) == "Nog 2 reacties: Brug"
    assert len(folded.select("li")) == 2


def test_a_long_stream_goes_on_by_a_plain_link_without_doubles(reader: Client, employee: User) -> None:
    news_about_what_i_follow(employee, 25)

    first = read(reader)
    [onwards] = first.select(".gap-up a, .caught-up a")
    second = read(reader, f"{STREAM}{onwards['href']}")

    assert (len(titles(first)), len(titles(second))) == (20, 5)
    assert not set(titles(first)) & set(titles(second))


def test_few_and_many_lines_cost_the_same(reader: Client, employee: User, queries_of: QueryCounter) -> None:
    news_about_what_i_follow(employee, 3)
    few = queries_of(STREAM)
    news_about_what_i_follow(employee, 3)

    assert queries_of(STREAM) == few


def test_pages_of_more_kinds_cost_what_one_kind_costs(
    reader: Client, employee: User, queries_of: QueryCounter
) -> None:
    subject = SubjectFactory()
    let_follow(employee, "subject", subject.pk)
    NewsPageFactory(subjects=[subject], keeper=PersonFactory())
    of_one_kind = queries_of(STREAM)
    for factory in (ProcedurePageFactory, EventPageFactory, BlogPostFactory):
        factory(subjects=[subject])

    assert queries_of(STREAM) == of_one_kind
    assert len(titles(read(reader))) == 4


@pytest.mark.parametrize(("days_ago", "is_absence"), [(1, False), (5, False), (6, True), (90, True)])
def test_five_days_without_a_visit_are_an_absence(employee: User, days_ago: int, *, is_absence: bool) -> None:
    today = date(2026, 11, 24)
    note_visit(visitor=employee, today=today - timedelta(days=days_ago))

    visit = note_visit(visitor=employee, today=today)

    assert visit.last_on == today
    assert visit.away_since == (today - timedelta(days=days_ago) if is_absence else None)


def test_who_comes_back_finds_ten_things_at_most_until_they_say_that_they_read_them(
    reader: Client, employee: User
) -> None:
    was_here(employee, days_ago=9)
    news_about_what_i_follow(employee, 12)

    back = read(reader)
    again = read(reader)
    reader.post("/stream/caught-up/")
    afterwards = read(reader)

    assert "Je was 8 dagen weg." in back.get_text()
    assert len(titles(back)) == len(titles(again)) == 10
    assert "Je bent bij." in back.get_text()
    assert len(titles(afterwards)) == 12
    assert "Sinds je weg was" not in afterwards.get_text()


def test_what_was_there_before_the_absence_is_not_missed(reader: Client, employee: User) -> None:
    news_about_what_i_follow(employee)
    StreamItem.objects.update(published_at=timezone.now() - timedelta(days=20))
    was_here(employee, days_ago=9)

    assert "Sinds je weg was" not in read(reader).get_text()
    # So the front page does not go on about an absence in which nothing happened.
    assert "Je was 8 dagen weg" not in reader.get("/").text


def test_what_is_meant_for_me_comes_first_and_counts(
    home: HomePage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "following.gathering._for_me",
        [lambda user, since, size: [ForMe("notices/line.html", {}) for _ in range(min(4, size))]],
    )
    news_about_what_i_follow(employee, 12)

    missed = missed_by(employee, since=timezone.localdate() - timedelta(days=9), now=timezone.now())

    assert (len(missed.for_me), missed.count, missed.has_more) == (4, 10, True)


def test_what_i_missed_stands_once_under_one_thing_that_i_follow(home: HomePage, employee: User) -> None:
    leave, bikes = SubjectFactory(), SubjectFactory()
    let_follow(employee, "subject", leave.pk)
    let_follow(employee, "subject", bikes.pk)
    for subjects in ([leave], [leave, bikes], [bikes, leave]):
        NewsPageFactory(subjects=subjects, published_on=None)
    NewsPageFactory(subjects=[bikes], published_on=None)

    missed = missed_by(employee, since=timezone.localdate() - timedelta(days=9), now=timezone.now())

    assert [(heap.place.title, len(heap.entries)) for heap in missed.heaps if heap.place] == [
        (str(leave), 3),
        (str(bikes), 1),
    ]
