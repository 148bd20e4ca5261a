"""The screen of search, as a reader meets it."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains

from access.models import User
from home.models import HomePage
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.groups import GroupFactory, ask_in
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.search.conftest import UNUSED_PORT, catch_up

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def reader(client: Client, employee: User) -> Client:
    employee.language = "en"
    employee.save()
    client.force_login(employee)
    return client


def test_a_stranger_is_sent_to_sign_in(client: Client, home: HomePage) -> None:
    response = client.get("/search/?q=verlof")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/login/")


def test_an_outsider_sees_no_title_tab_or_count_of_a_closed_page(reader: Client, home: HomePage) -> None:
    page = ProcedurePageFactory(title="Reorganisatie van de buitendienst")
    restrict(page, Group.objects.create(name="Ondernemingsraad"))

    response = reader.get("/search/?q=reorganisatie")

    assertContains(response, "Nothing found for")
    assertNotContains(response, "buitendienst")
    assertNotContains(response, "Procedures <span>")


def test_a_result_says_what_it_is_who_answers_and_whether_it_holds(reader: Client, home: HomePage) -> None:
    keeper = PersonFactory(name="Anneke de Groot")
    ProcedurePageFactory(title="Verlof kopen", keeper=keeper, checked_on=date(2026, 11, 19))
    ProcedurePageFactory(title="Verlof sparen", review_due_on=date(2020, 1, 1), checked_on=date(2019, 1, 1))
    ProcedurePageFactory(title="Verlof in 2019", ends_on=date(2019, 12, 31))
    NewsPageFactory(title="Nieuws over verlof", published_on=date(2026, 11, 20), author=keeper)

    response = reader.get("/search/?q=verlof")

    assertContains(response, "<mark>Verlof</mark> kopen")
    assertContains(response, "Checked on 19 November 2026</span>, Anneke de Groot")
    assertContains(response, "Should have been checked before 1 January 2020")
    assertContains(response, "Ended on 31 December 2019")
    assertContains(response, "20 November 2026, Anneke de Groot")
    assertContains(response, "Who knows about this?")
    assertContains(response, 'aria-current="page">All <span>4</span>')


def test_in_the_order_of_days_a_result_says_the_day_that_it_stands_by(reader: Client, home: HomePage) -> None:
    published_at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    ProcedurePageFactory(title="Verlof kopen", checked_on=date(2026, 11, 19), last_published_at=published_at)
    changed = "changed on 20 November 2026"

    assertNotContains(reader.get("/search/?q=verlof"), changed)
    for limits in ("sort=newest", "since=year"):
        answer = reader.get(f"/search/?q=verlof&{limits}")
        assertContains(answer, f"Checked on 19 November 2026</span>, {changed}")


@pytest.mark.parametrize("limit", ["unit", "subject"])
def test_a_limit_that_is_gone_is_told_and_can_be_let_go(reader: Client, home: HomePage, limit: str) -> None:
    ProcedurePageFactory(title="Verlof kopen")

    response = reader.get(f"/search/?q=verlof&{limit}=999999")

    assertContains(response, f"A {limit} that is no longer there")
    assertContains(response, '<a class="chip" href="?q=verlof">')


def test_who_knows_about_it_says_why(reader: Client, home: HomePage) -> None:
    PersonFactory(name="Joost Smit", ask_me_about="roosters en verlof")
    PersonFactory(name="Hugo Brandsma", subjects=[SubjectFactory(name_nl="Verlof", name_en="Leave")])
    ProcedurePageFactory(title="Verlof kopen", keeper=PersonFactory(name="Anneke de Groot"))

    response = reader.get("/search/?q=verlof")

    assertContains(response, "Writes: “roosters en <mark>verlof</mark>”")
    assertContains(response, "Knows about: Leave", count=2)
    assertContains(response, "Answers for “Verlof kopen”")


def test_who_knows_is_quoted_where_they_speak_of_it(reader: Client, home: HomePage) -> None:
    long_story = "Ik schrijf regelingen over ziek zijn, beter worden en alles daartussen, en " * 2
    PersonFactory(ask_me_about=f"{long_story}ik weet van <b>verlof</b>. Bel op vrijdag.")
    PersonFactory(
        ask_me_about="Bloemen.",
        subjects=[SubjectFactory(name_nl="Bomen"), SubjectFactory(name_nl="Verlof", name_en="Leave")],
    )

    response = reader.get("/search/?q=verlof")

    marked = "&lt;b&gt;<mark>verlof</mark>&lt;/b&gt;"
    assertContains(response, f"Writes: “… en alles daartussen, en ik weet van {marked}. Bel op vrijdag.”")
    assertContains(response, f"{marked}. Bel op vrijdag.</q>")
    assertContains(response, "Knows about: Leave<")


def test_a_tab_shows_one_kind_and_keeps_the_other_counts(reader: Client, home: HomePage) -> None:
    ProcedurePageFactory(title="Verlof kopen")
    NewsPageFactory(title="Nieuws over verlof")

    response = reader.get("/search/?q=verlof&tab=news")

    assertContains(response, "Nieuws over <mark>verlof</mark>")
    assertNotContains(response, "kopen")
    assertContains(response, 'href="?q=verlof">All <span>2</span>')
    assertContains(response, 'href="?q=verlof&amp;tab=procedures">Procedures <span>1</span>')


def test_colleagues_alone_have_no_order_by_day(reader: Client, home: HomePage) -> None:
    PersonFactory(name="Verena Verlof")
    NewsPageFactory(title="Nieuws over verlof")
    catch_up()

    assertContains(reader.get("/search/?q=verlof"), "Newest first")
    colleagues = reader.get("/search/?q=verlof&tab=people")
    assertContains(colleagues, "Verena")
    assertNotContains(colleagues, "Newest first")


@pytest.mark.usefixtures("pages_of_three")
def test_every_choice_is_a_link_that_keeps_the_others(reader: Client, home: HomePage) -> None:
    unit = UnitFactory(name="Ruimte")
    section = SectionPageFactory(title="Rondom je werk")
    subject = SubjectFactory(name_nl="Verlof", name_en="Leave")
    for number in range(4):
        page = ProcedurePageFactory(
            title=f"Verlof {number}",
            parent=section,
            keeper=PersonFactory(unit=unit),
            checked_on=timezone.localdate(),
        )
        page.subjects.set([subject])
        page.save()
    NewsPageFactory(title="Verlof in het nieuws")

    here = f"/search/?q=verlof&tab=procedures&unit={unit.pk}&checked=yes&sort=newest"
    response = reader.get(here)

    kept = f"?q=verlof&amp;tab=procedures&amp;unit={unit.pk}"
    assertContains(response, f'<a class="chip" href="{kept}&amp;sort=newest">Checked in the past year')
    assertContains(response, 'href="?q=verlof&amp;tab=procedures&amp;sort=newest">Remove all filters')
    assertContains(response, f'href="{kept}&amp;checked=yes">Best first')
    assertContains(response, f'href="{kept}&amp;checked=yes&amp;sort=newest&amp;page=2"')
    assertContains(response, '<span class="place">Rondom je werk</span>', count=3)
    assertContains(response, '<span class="tongue">Dutch</span>', count=3)
    assertContains(response, 'name="was_it" value="no"', count=3)


def test_a_post_says_in_which_group_it_is(reader: Client, home: HomePage) -> None:
    ask_in(GroupFactory(name="Klare taal"), "Wie heeft een voorbeeldbrief?")

    assertContains(reader.get("/search/?q=voorbeeldbrief"), '<span class="place">Klare taal</span>')


def test_a_question_of_one_line_is_told_once(reader: Client, home: HomePage) -> None:
    line = "Wie heeft een voorbeeldbrief & een stempel?"
    ask_in(GroupFactory(), line, text=line)
    ask_in(GroupFactory(), "Nog een voorbeeldbrief?", text="Het gaat om een voorbeeldbrief voor bezwaar.")

    response = reader.get("/search/?q=voorbeeldbrief")

    marked = "een <mark>voorbeeldbrief</mark>"
    assertContains(response, f"Wie heeft {marked} &amp; een stempel?", count=1)
    assertContains(response, f"Het gaat om {marked} voor bezwaar.")


def test_limits_that_leave_nothing_say_what_is_there_without_them(reader: Client, home: HomePage) -> None:
    NewsPageFactory(title="Nieuws over verlof", published_on=date(2019, 1, 1))
    subject = SubjectFactory(name_nl="Verlof", name_en="Leave")

    response = reader.get(f"/search/?q=verlof&tab=news&since=week&unit={10**6}&subject={subject.pk}")
    assertContains(response, "1 without any filter")
    assertContains(response, f'href="{subject.get_absolute_url()}"')

    assertContains(reader.get("/search/?q=verlof&since=week"), "1 without “Past week”")


@pytest.mark.parametrize("engine", ["database", "elasticsearch"])
def test_a_slip_is_corrected_by_words_that_everyone_may_read(
    reader: Client, home: HomePage, engine: str, request: pytest.FixtureRequest
) -> None:
    if engine == "elasticsearch":
        request.getfixturevalue("node")
    hidden = ProcedurePageFactory(title="Klokkenluidersregeling")
    restrict(hidden, Group.objects.create(name="Vertrouwenspersonen"))
    ProcedurePageFactory(title="Parkeervergunning", keeper=PersonFactory(name="Joost Smit"))
    catch_up()

    for slip, meant in (("parkervergunnning", "parkeervergunning"), ("klokkenluidersregelng", "")):
        response = reader.get("/search/", {"q": slip})
        if engine == "database":
            # Elasticsearch looks past the slip by itself.
            assert ("Did you mean" in response.content.decode()) == bool(meant)
        assertNotContains(response, "regeling<")
        assertContains(response, meant or f"Nothing found for “{slip}”")


def test_what_is_found_in_another_language_says_so_to_a_screen_reader(reader: Client, home: HomePage) -> None:
    ProcedurePageFactory(title="Verlof kopen")

    assertContains(reader.get("/search/?q=verlof"), '<h3 lang="nl">')

    reader.post("/language/", {"language": "nl", "next": "/"})
    own = reader.get("/search/?q=verlof")
    assertContains(own, "<h3><a")
    assertNotContains(own, 'class="tongue"')


def test_nothing_asked_and_nothing_found_show_ways_on(reader: Client, home: HomePage) -> None:
    for address, words in (
        ("/search/", "What are you looking for?"),
        ("/search/?q=%22%21%3F", "There is no word in this"),
        ("/search/?q=zeppelin", "Nothing found for “zeppelin”"),
    ):
        response = reader.get(address)

        assertContains(response, words)
        assertContains(response, 'href="/people/"')
        assertContains(response, 'href="/en/knowledge/"')


def test_a_search_of_a_whole_text_is_sent_back_with_the_text(reader: Client, home: HomePage) -> None:
    text = "verlof " * 1500

    response = reader.get("/search/", {"q": text})

    assertContains(response, "longer than 500 characters", status_code=400)
    assertContains(response, text.strip(), status_code=400)


@pytest.mark.usefixtures("pages_of_three")
def test_any_page_number_is_answered_with_a_page_that_is_there(reader: Client, home: HomePage) -> None:
    for item in range(4):
        NewsPageFactory(title=f"Brink nummer {item}")

    for number in ("x", "-1", "0", "99", "9" * 40, "1.5", "²", ""):
        response = reader.get("/search/", {"q": "brink nummer", "page": number})

        assertContains(response, "of 2", msg_prefix=number)
        count = 1 if number == "99" else 3
        assertContains(response, '<li class="result">', count=count, msg_prefix=number)


def test_hostile_words_are_shown_as_words(reader: Client, home: HomePage) -> None:
    NewsPageFactory(title="<img src=x onerror=alert(1)> verlof")

    for text in ("verlof", "<script>alert(1)</script> verlof", '"><svg onload=alert(1)>', "\x00\x1b"):
        response = reader.get("/search/", {"q": text})

        assertNotContains(response, "<img src=x")
        assertNotContains(response, "<script>alert")
        assertNotContains(response, "<svg onload")


def test_search_without_elasticsearch_says_what_it_cannot(
    reader: Client, home: HomePage, settings: Settings
) -> None:
    NewsPageFactory(title="Verlof")

    assertContains(reader.get("/search/?q=verlof"), "does not look past typing errors")

    settings.ELASTICSEARCH_URL = UNUSED_PORT
    response = reader.get("/search/?q=verlof")

    assertContains(response, "The large search does not answer right now")
    assertContains(response, "<mark>Verlof</mark>")


@pytest.mark.parametrize("engine", ["database", "elasticsearch"])
def test_six_results_cost_as_many_queries_as_three(
    reader: Client, home: HomePage, engine: str, request: pytest.FixtureRequest
) -> None:
    if engine == "elasticsearch":
        request.getfixturevalue("node")

    def cost(turn: int) -> int:
        for number in range(3):
            keeper = PersonFactory(ask_me_about="verlof")
            make = NewsPageFactory if number % 2 else ProcedurePageFactory
            make(title=f"Verlof {turn} {number}", keeper=keeper, summary="Hoe verlof gaat.")
        catch_up()
        reader.get("/search/?q=verlof")
        with CaptureQueriesContext(connection) as queries:
            response = reader.get("/search/?q=verlof")
        assertContains(response, "Who knows about this?")
        return len(queries)

    assert cost(1) == cost(2)
