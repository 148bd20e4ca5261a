"""What is offered while someone types: what they may see, by how it begins, and their own searches."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains

from access.models import User
from home.models import HomePage
from search.models import RecentSearch, SearchMemory
from search.recent import MOST_KEPT, choose_memory, recent_searches_of, remember_search
from search.suggesting import Suggestions, suggest
from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.factories.groups import GroupFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory
from tests.factories.privacy import restrict
from tests.factories.rules import ExclusionFactory
from tests.search.conftest import UNUSED_PORT, catch_up

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
Type: TypeAlias = Callable[[User, str], Suggestions]


@pytest.fixture(params=["database", "elasticsearch"])
def typed(request: pytest.FixtureRequest) -> Type:
    """Type in the field, with each engine to answer."""
    if request.param == "elasticsearch":
        request.getfixturevalue("node")

    def look(user: User, text: str) -> Suggestions:
        catch_up()
        return suggest(user, text)

    return look


def titles(suggestions: Suggestions) -> list[str]:
    return [hit.entry.title for hit in suggestions.things]


def test_a_few_letters_offer_pages_people_and_subjects(typed: Type, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Verlof kopen en verkopen", summary="Beschreven in uren.")
    ProcedurePageFactory(title="Een dag verlof")
    NewsPageFactory(title="Café open", summary="Verlof hoef je niet te vragen.")
    PersonFactory(name="Vera Bakker")
    SubjectFactory(name_nl="Verlof", name_en="Leave")

    offered = typed(employee, "Ver")

    assert titles(offered) == ["Verlof kopen en verkopen", "Een dag verlof"]
    assert [hit.entry.title for hit in offered.people] == ["Vera Bakker"]
    assert [subject.name_nl for subject in offered.subjects] == ["Verlof"]
    assert "verlof" in offered.searches
    assert titles(typed(employee, "cafe o")) == ["Café open"]
    assert titles(typed(employee, "verlof ko")) == ["Verlof kopen en verkopen"]


def test_a_small_word_offers_longer_ones_that_begin_so(typed: Type, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Declaratie")
    ProcedurePageFactory(title="In de IT-winkel")
    PersonFactory(name="Anneke de Groot")
    SubjectFactory(name_nl="Werken in de stad", name_en="Work in the city")
    SubjectFactory(name_nl="Inkoop", name_en="Buying")

    assert titles(typed(employee, "de")) == ["Declaratie"]
    assert typed(employee, "de").people == []
    assert [subject.name_nl for subject in typed(employee, "in").subjects] == ["Inkoop"]
    assert titles(typed(employee, "in")) == []
    # The last of two small words is the one that goes on.
    assert titles(typed(employee, "in de")) == ["Declaratie"]
    # Beside another word it is only on its way.
    assert titles(typed(employee, "winkel in")) == ["In de IT-winkel"]
    assert titles(typed(employee, "IT")) == ["In de IT-winkel"]


def test_small_words_between_others_need_not_stand_in_a_title(
    typed: Type, home: HomePage, employee: User
) -> None:
    ProcedurePageFactory(title="Verlof zomer")
    SubjectFactory(name_nl="Verlof zomer", name_en="Summer leave")

    offered = typed(employee, "verlof in de zom")

    assert titles(offered) == ["Verlof zomer"]
    assert [subject.name_nl for subject in offered.subjects] == ["Verlof zomer"]
    # One letter beside small words is as little as one letter.
    assert typed(employee, "in de z") == Suggestions()


def test_what_is_in_the_language_of_the_reader_comes_first(
    typed: Type, home: HomePage, employee: User
) -> None:
    # Beside the language, all speaks for the other one: the beginning of the title, its length and its day.
    yesterday = timezone.localdate() - timedelta(days=1)
    ProcedurePageFactory(title="Een paspoort aanvragen bij de gemeente", ends_on=yesterday)
    for title in ("Pass", "Passing on", "Passengers", "Passage", "Passwords", "Passive"):
        NewsPageFactory(title=title, language="en")
    GroupFactory(name="Iedereen die een pasvorm zoekt", language="")

    with override("nl"):
        dutch = typed(employee, "pas")
    with override("en"):
        english = typed(employee, "pas")

    assert {*titles(dutch)[:2]} == {
        "Een paspoort aanvragen bij de gemeente",
        "Iedereen die een pasvorm zoekt",
    }
    assert [hit.entry.language for hit in dutch.things[2:]] == ["en"] * 3
    assert "Een paspoort aanvragen bij de gemeente" not in titles(english)


def test_words_are_written_out_in_the_language_of_the_reader_alone(
    typed: Type, home: HomePage, employee: User
) -> None:
    ProcedurePageFactory(title="Borrowing a book", language="en")
    ProcedurePageFactory(title="Boeken lenen")

    for language, words in (("nl", ["boeken"]), ("en", ["borrowing", "book"])):
        with override(language):
            assert typed(employee, "bo").searches == words
    with override("nl"):
        assert titles(typed(employee, "borr")) == ["Borrowing a book"]
        assert typed(employee, "borr").searches == []


def test_an_outsider_is_offered_neither_title_nor_word_of_a_closed_page(
    typed: Type, home: HomePage, employee: User
) -> None:
    council = Group.objects.create(name="Ondernemingsraad")
    restrict(ProcedurePageFactory(title="Reorganisatie van de buitendienst"), council)
    member = User.objects.create_user("member")
    member.groups.add(council)

    assert typed(employee, "reorg") == Suggestions()
    offered = typed(member, "reorg")
    assert titles(offered) == ["Reorganisatie van de buitendienst"]
    # Not even for who may see it: a word stands for what all may read.
    assert offered.searches == []


def test_what_the_newsroom_leaves_out_of_answers_is_not_offered(home: HomePage, employee: User) -> None:
    page = ProcedurePageFactory(title="Verlof van vroeger")
    ProcedurePageFactory(title="Verlof")
    ExclusionFactory(thing=f"procedure-{page.pk}", searches="")

    assert titles(suggest(employee, "verl")) == ["Verlof"]


def test_signs_and_single_letters_offer_nothing(typed: Type, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Verlof")

    for text in ("", "v", "*", '" OR title:*', "%", "'", "ver' | 'x", "\x00ver:*"):
        assert titles(typed(employee, text)) in ([], ["Verlof"])
    assert titles(typed(employee, "%%")) == []


@pytest.mark.usefixtures("node")
def test_a_slip_and_a_part_of_a_compound_are_offered_by_the_large_engine(
    home: HomePage, employee: User
) -> None:
    ProcedurePageFactory(title="Ouderschapsverlof")
    ProcedurePageFactory(title="Verlof")
    PersonFactory(name="Anneke de Groot")
    catch_up()

    assert titles(suggest(employee, "verlof")) == ["Verlof", "Ouderschapsverlof"]
    assert titles(suggest(employee, "ouderschpsverlof"))[0] == "Ouderschapsverlof"
    assert [hit.entry.title for hit in suggest(employee, "Aneke").people] == ["Anneke de Groot"]


@pytest.mark.usefixtures("node")
def test_a_search_word_that_a_title_lacks_is_offered_by_the_large_engine(
    home: HomePage, employee: User
) -> None:
    ProcedurePageFactory(title="Toegangspas vergeten", keywords="pas, badge")
    ProcedurePageFactory(title="Wat niet in deze rij past")
    catch_up()

    assert titles(suggest(employee, "pas")) == ["Wat niet in deze rij past", "Toegangspas vergeten"]
    assert suggest(employee, "pas").searches == ["past"]


def test_the_database_answers_while_elasticsearch_is_away(
    home: HomePage, employee: User, settings: Settings
) -> None:
    ProcedurePageFactory(title="Verlof")
    settings.ELASTICSEARCH_URL = UNUSED_PORT

    assert titles(suggest(employee, "verl")) == ["Verlof"]


def test_six_pages_cost_no_more_queries_than_three(home: HomePage, queries_of: QueryCounter) -> None:
    for number in range(3):
        ProcedurePageFactory(title=f"Verlof {number}", keeper=PersonFactory(name=f"Vera {number}"))
    few = queries_of("/search/suggest/?q=ver")

    for number in range(3):
        ProcedurePageFactory(title=f"Verlof op {number}", keeper=PersonFactory(name=f"Verona {number}"))

    assert queries_of("/search/suggest/?q=ver") == few


def test_the_field_gets_a_list_of_choices_in_words(reader: Client, home: HomePage) -> None:
    ProcedurePageFactory(title="Verlof & vrij", language="nl")

    response = reader.get("/search/suggest/?q=verl")

    assertContains(response, 'role="option"')
    assertContains(response, "Verlof &amp; vrij")
    assertContains(response, "2 suggesties onder het veld")
    assertContains(reader.get("/search/suggest/?q=qqq"), "Geen suggesties. Druk op Enter om te zoeken.")


def test_what_is_in_another_language_says_so(reader: Client, home: HomePage) -> None:
    ProcedurePageFactory(title="Verlof kopen")

    english = reader.get("/search/suggest/?q=verl", headers={"accept-language": "en"})
    dutch = reader.get("/search/suggest/?q=verl", headers={"accept-language": "nl"})

    assertContains(english, '<b lang="nl">Verlof kopen</b>')
    assertContains(english, '<span class="tongue">Dutch</span>', count=1)
    assertContains(dutch, "<b>Verlof kopen</b>")
    assertNotContains(dutch, "tongue")


def test_a_stranger_gets_no_suggestions(client: Client, home: HomePage) -> None:
    assert client.get("/search/suggest/?q=ver").status_code == 302


def test_searches_are_kept_only_for_who_asked(reader: Client, home: HomePage, employee: User) -> None:
    reader.get("/search/?q=verlof")
    assert not RecentSearch.objects.exists()

    reader.post("/settings/searches/", {"is_on": "on"})
    reader.get("/search/?q=verlof kopen")
    reader.get("/search/?q=cao")
    reader.get("/search/?q=verlof kopen")

    assert [search.text for search in recent_searches_of(employee)] == ["verlof kopen", "cao"]
    assertContains(reader.get("/search/suggest/?q="), "verlof kopen")
    assertNotContains(reader.get("/search/suggest/?q=ko"), ">cao<")
    assertContains(reader.get("/settings/"), "Vergeten")


def test_one_search_or_all_or_the_habit_are_forgotten(reader: Client, home: HomePage, employee: User) -> None:
    now = timezone.now()
    choose_memory(user=employee, is_on=True, now=now)
    for number in range(MOST_KEPT + 2):
        remember_search(user=employee, text=f"verlof {number}", now=now + timedelta(seconds=number))
    kept = recent_searches_of(employee)
    assert [len(kept), kept[0].text, kept[-1].text] == [MOST_KEPT, "verlof 21", "verlof 2"]

    reader.post("/settings/searches/", {"number": kept[0].pk})
    assert recent_searches_of(employee)[0].text == "verlof 20"
    assert reader.post("/settings/searches/", {"number": kept[0].pk}).status_code == 422

    reader.post("/settings/searches/", {"forget": "on"})
    assert recent_searches_of(employee) == []
    assert SearchMemory.objects.exists()

    remember_search(user=employee, text="cao", now=now)
    reader.post("/settings/searches/", {})
    assert not SearchMemory.objects.exists()
    assert not RecentSearch.objects.exists()


def test_nobody_sees_or_forgets_the_search_of_another(reader: Client, home: HomePage, employee: User) -> None:
    other = User.objects.create_user("other")
    choose_memory(user=other, is_on=True, now=timezone.now())
    remember_search(user=other, text="ontslag", now=timezone.now())

    assertNotContains(reader.get("/search/suggest/?q=ont"), "ontslag")
    reader.post("/settings/searches/", {"number": RecentSearch.objects.get().pk})

    assert RecentSearch.objects.filter(text="ontslag").exists()


def test_a_browser_learns_how_to_search_in_each_language(client: Client, home: HomePage) -> None:
    response = client.get("/search/opensearch.xml?language=nl")

    description = ElementTree.fromstring(response.content)
    [address] = [url for url in description.iter(f"{OPENSEARCH}Url") if url.get("type") == "text/html"]
    assert address.get("template") == "http://testserver/search/?q={searchTerms}"
    assert description.findtext(f"{OPENSEARCH}Description", "").startswith("Zoek")
    assertContains(client.get("/search/opensearch.xml?language=en"), "<Language>en</Language>")
