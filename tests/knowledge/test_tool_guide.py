import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from access.models import Scope
from search.models import Passage
from tests.conftest import QueryCounter
from tests.factories.directory import PersonFactory
from tests.factories.pages import ProcedurePageFactory, ToolGuidePageFactory, rule
from tests.factories.privacy import restrict

GUIDE = "/knowledge/wijzer/"


def test_three_questions_lead_to_one_tool_with_its_why(reader: Client) -> None:
    rules = [
        rule("Bel", for_whom=["one"], what_kind=["ask"], how_long=["today"], url="https://bellen.example/"),
        rule("Mail", for_whom=["one"]),
    ]
    ToolGuidePageFactory(slug="wijzer", rules=json.dumps(rules))

    questions = [reader.get(GUIDE + query).text for query in ("", "?for=one", "?for=one&what=ask")]
    answer = reader.get(f"{GUIDE}?for=one&what=ask&long=today").text

    for page, words in zip(questions, ("Voor wie is het", "Wat wil je doen", "Hoe lang"), strict=True):
        assert f'<h2 id="helper-head">{words}' in page
    assert '<h2 id="helper-head">Bel</h2>' in answer
    assert "Omdat bel past." in answer
    assert '<a class="button" href="https://bellen.example/">' in answer


def test_each_answer_is_a_button_that_keeps_the_answers_before(reader: Client) -> None:
    ToolGuidePageFactory(slug="wijzer")

    page = reader.get(f"{GUIDE}?for=team").text

    assert '<input type="hidden" name="for" value="team">' in page
    assert '<button name="what" value="ask">' in page
    assert f'<a href="{GUIDE}#helper">Wijzig' in page


def test_the_most_precise_rule_wins_and_of_equals_the_first(reader: Client) -> None:
    rules = [
        rule("Alles"),
        rule("Ruim", for_whom=["one", "team"]),
        rule("Precies", for_whom=["team"]),
        rule("Ook precies", for_whom=["team"]),
    ]
    ToolGuidePageFactory(slug="wijzer", rules=json.dumps(rules))

    page = reader.get(f"{GUIDE}?for=team&what=tell&long=lasting").text

    assert '<h2 id="helper-head">Precies</h2>' in page


def test_all_rules_stand_below_whatever_was_answered(reader: Client) -> None:
    ToolGuidePageFactory(slug="wijzer", rules=json.dumps([rule("Bel", for_whom=["one"]), rule("Mail")]))

    for query in ("", "?for=everyone", "?for=everyone&what=tell&long=today"):
        page = reader.get(GUIDE + query).text
        assert "Je wilt bel" in page
        assert "Je wilt mail" in page


def test_where_no_rule_fits_it_says_whom_to_ask(reader: Client) -> None:
    keeper = PersonFactory(name="Samira El Amrani")
    rules = json.dumps([rule("Bel", for_whom=["one"])])
    ToolGuidePageFactory(slug="wijzer", rules=rules, keeper=keeper)

    page = reader.get(f"{GUIDE}?for=everyone&what=tell&long=today").text

    assert "Hiervoor is nog geen regel" in page
    assert f'Vraag het <a href="{keeper.get_absolute_url()}">Samira El Amrani</a>' in page


@pytest.mark.parametrize("query", ["?for=x", "?for=one&what=%00", "?for=one&what=ask&long=<b>"])
def test_an_answer_that_does_not_exist_asks_the_question_again(reader: Client, query: str) -> None:
    ToolGuidePageFactory(slug="wijzer")

    answer = reader.get(GUIDE + query)

    assert answer.status_code == 400
    assert "Dat antwoord bestaat niet. Kies een van deze." in answer.text


def test_a_rule_shows_its_keeper_and_date_and_whether_it_still_holds(reader: Client) -> None:
    long_ago = str(timezone.localdate() - timedelta(days=400))
    keeper = PersonFactory(name="Samira El Amrani")
    hidden = PersonFactory(name="Geheime Gast", scope=Scope.objects.for_sets([["role:0"]]))
    rules = [
        rule("Bel", keeper=keeper.pk, checked_on="2026-11-02"),
        rule("Mail", keeper=hidden.pk, checked_on=long_ago),
    ]
    ToolGuidePageFactory(slug="wijzer", rules=json.dumps(rules))

    page = reader.get(GUIDE).text

    assert "Samira El Amrani" in page
    assert "Geheime Gast" not in page
    assert page.count("Moet nagekeken worden") == 1


def test_a_rule_leads_only_where_the_reader_may_go(reader: Client) -> None:
    open_page = ProcedurePageFactory(title="Bellen", slug="bellen")
    closed = ProcedurePageFactory(title="Geheim middel", slug="geheim-middel")
    restrict(closed, Group.objects.create(name="or"))
    rules = json.dumps([rule("Bel", page=open_page.pk), rule("Fluister", page=closed.pk)])
    ToolGuidePageFactory(slug="wijzer", rules=rules)

    page = reader.get(GUIDE).text

    assert '<a href="/knowledge/bellen/">Bel</a>' in page
    assert "geheim-middel" not in page
    assert "Fluister" in page


def test_search_finds_a_rule_at_its_place(reader: Client) -> None:
    ToolGuidePageFactory(slug="wijzer", rules=json.dumps([rule("Bel"), rule("Mail")]))

    assert Passage.objects.get(heading="Je wilt mail").anchor == "rule-2"


def test_the_guide_stands_among_the_sections(reader: Client) -> None:
    ToolGuidePageFactory(title="Welk middel wanneer", slug="wijzer")

    assert f'<a href="{GUIDE}">Welk middel wanneer</a>' in reader.get("/knowledge/").text


def test_three_rules_and_six_cost_equal_queries(queries_of: QueryCounter) -> None:
    for count in (3, 6):
        rules = [
            rule(f"Middel {number}", page=ProcedurePageFactory().pk, keeper=PersonFactory().pk)
            for number in range(count)
        ]
        ToolGuidePageFactory(slug=f"wijzer-{count}", rules=json.dumps(rules))

    query = "?for=one&what=ask&long=today"
    assert queries_of(f"/knowledge/wijzer-3/{query}") == queries_of(f"/knowledge/wijzer-6/{query}")
