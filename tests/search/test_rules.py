"""What the newsroom says about searches holds at once, for who may see what it leads to."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from pytest_django.asserts import assertContains
from wagtail.admin.icons import get_icons
from wagtail.admin.menu import admin_menu

from access.models import AuditEntry, Role, User
from home.models import HomePage
from notices.models import Notice
from notices.passing import tell_all
from search.best_bets import bets_for
from search.bets_ending import BetTeller, tell_keepers
from search.exclusions import excluded_keys
from search.models import BestBet, Entry, Exclusion, RulesToken, SilencedSynonym, SynonymRule
from search.queries import query
from search.rules import general_lines, rules_now
from search.silencing import silence
from search.synonym_checks import NoRule, checked
from search.synonyms import Way, read, ways_of
from search.words import words_of
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.factories.roles import holder_of
from tests.factories.rules import BestBetFactory, ExclusionFactory
from tests.search.conftest import Ask

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SNIPPETS = "/admin/snippets/search"


@pytest.fixture
def editor() -> User:
    return holder_of(Role.EDITOR, language="en")


@pytest.fixture
def browser(client: Client, home: HomePage, editor: User) -> Client:
    client.force_login(editor)
    return client


def test_a_best_bet_is_shown_to_who_may_see_its_thing_until_it_ends(home: HomePage, employee: User) -> None:
    council = Group.objects.create(name="Ondernemingsraad")
    member = UserFactory()
    member.groups.add(council)
    section = SectionPageFactory()
    restrict(section, council)
    page = ProcedurePageFactory(title="Reorganisatie", parent=section)
    today = timezone.localdate()
    BestBetFactory(searches="reorganisatie", thing=f"procedure-{page.pk}", ends_on=today)

    assert bets_for(["reorganisatie"], employee, today) == []
    [bet] = bets_for(["Reorganisaties"], member, today)
    assert (bet.title, bet.is_elsewhere, bet.hit is not None) == ("Reorganisatie", False, True)
    assert bets_for(["reorganisatie"], member, today + timedelta(days=1)) == []


def test_a_best_bet_is_for_its_words_in_any_order_and_for_more_only_if_it_says_so(
    home: HomePage, employee: User
) -> None:
    today = timezone.localdate()
    BestBetFactory(searches="auto parkeren\nparkeervergunning")

    def found(text: str) -> int:
        return len(bets_for(words_of(text), employee, today))

    assert [found("het parkeren van een auto"), found("Parkeervergunningen")] == [1, 1]
    assert [found("auto"), found("auto parkeren bezoeker")] == [0, 0]
    wide = BestBet.objects.get()
    wide.is_wide = True
    wide.save()
    assert [found("auto"), found("auto parkeren bezoeker")] == [0, 1]


def test_a_search_without_rules_about_it_asks_once_whatever_rules_there_are(
    home: HomePage, employee: User
) -> None:
    today = timezone.localdate()
    for number in range(3):
        BestBetFactory(searches=f"zoekwoord {number}")
    rules_now()

    with CaptureQueriesContext(connection) as queries:
        assert bets_for(["verlof"], employee, today) == []
        assert excluded_keys(["verlof"]) == []
    assert len(queries) == 2


def test_a_change_counts_at_once_in_a_process_that_remembers(home: HomePage) -> None:
    page = NewsPageFactory()
    assert excluded_keys(["feest"]) == []

    rule = ExclusionFactory(thing=f"news-{page.pk}", searches="feest")
    ExclusionFactory(thing="news-0")
    assert excluded_keys(["feesten"]) == ["news-0", f"news-{page.pk}"]
    rule.delete()

    assert excluded_keys(["feest"]) == ["news-0"]
    assert RulesToken.objects.count() == 1


def test_a_best_bet_stands_above_an_answer_without_what_is_kept_out(
    ask: Ask, home: HomePage, employee: User
) -> None:
    pages = [ProcedurePageFactory(title=f"Parkeren {place}") for place in ("stad", "wijk", "dorp")]
    BestBetFactory(searches="parkeren", thing=f"procedure-{pages[0].pk}")
    ExclusionFactory(searches="parkeren", thing=f"procedure-{pages[1].pk}")

    results, wider = ask(employee, "parkeren"), ask(employee, "parkeren wijk")

    assert [bet.title for bet in results.bets] == ["Parkeren stad"]
    assert [hit.entry.title for hit in results.below] == ["Parkeren dorp"]
    assert (results.total, results.kinds) == (2, {"procedure": 2})
    assert (wider.bets, wider.total) == ([], 3)


def test_the_screen_says_who_chose_a_best_bet(client: Client, home: HomePage, employee: User) -> None:
    BestBetFactory(searches="parkeren", keeper=PersonFactory(name="Joost Smit"))
    employee.language = "en"
    employee.save()
    client.force_login(employee)

    shown = client.get("/search/", {"q": "parkeren"}).content.decode()

    assert "Chosen by the newsroom" in shown
    assert "Looked after by Joost Smit" in shown
    assert 'href="https://parkeren.example/"' in shown


def test_words_find_what_else_they_are_called(home: HomePage, general: str) -> None:
    SynonymRule.objects.create(words="loonstrook, salarisstrook")
    SynonymRule.objects.create(words="bijbaan => nevenwerkzaamheden, nevenfunctie")
    SynonymRule.objects.create(words="vrije dag, verlof", language="nl")
    SynonymRule.objects.create(words="loonstrook, geldbriefje", is_on=False)

    assert ways_of(["loonstroken"]) == [Way(0, 1, ("salarisstrook",))]
    assert ways_of(["mijn", "bijbaan"]) == [Way(1, 2, ("nevenwerkzaamheden", "nevenfunctie"))]
    assert ways_of(["nevenfunctie"]) == []
    assert ways_of(["Vrije", "dagen", "kopen"], "nl") == [Way(0, 2, ("verlof",))]
    assert ways_of(["vrije", "dagen"], "en") == []


def test_a_rule_of_a_language_works_for_who_reads_brink_in_it(
    home: HomePage, employee: User, general: str
) -> None:
    page = ProcedurePageFactory(title="Smoutebol bestellen")
    SynonymRule.objects.create(words="oliebol, smoutebol", language="nl")

    def found(language: str) -> list[int]:
        with override(language):
            return [hit.entry.object_id for hit in query(employee, "oliebol").hits]

    assert (found("nl"), found("en")) == ([page.pk], [])
    # Brink's own rules are for words that anybody may type.
    assert ways_of(["thuiswerken"], "en") == [Way(0, 1, ("telewerken",))]


def test_a_rule_of_a_language_is_tried_as_its_readers_find(browser: Client) -> None:
    ProcedurePageFactory(title="Smoutebol bestellen")
    rule = {"words": "oliebol, smoutebol", "is_on": "on", "try": "try", "try_with": "oliebol"}

    trials = [
        browser.post(f"{SNIPPETS}/synonymrule/add/", {**rule, "language": language}).context["form"].trial
        for language in ("nl", "en")
    ]

    assert [[place.entry.title for place in trial.after] for trial in trials] == [
        ["Smoutebol bestellen"],
        ["Smoutebol bestellen"],
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("loonstrook", "at least two"),
        ("loonstrook =>", "both sides"),
        ("a1 => b1 => c1", "one arrow"),
        ("loonstrook, loonstroken", "forms of one word"),
        ("de, het", "nearly every text"),
        (", ".join(f"woord{number}x" for number in range(21)), "too many"),
        ("een heel lange zin van wel zeven woorden, kort", "too long"),
        ("fiets => rijwiel", "says this already"),
        ("karretje => fiets", "lead back"),
    ],
)
def test_what_is_no_rule_is_told_with_what_to_do(line: str, told: str) -> None:
    others = [("fiets, rijwiel, tweewieler", ""), ("fiets => vervoer", ""), ("vervoer => karretje", "")]

    with override("en"), pytest.raises(NoRule, match=told):
        checked(line, "", others)


def test_an_editor_makes_a_synonym_rule_and_is_told_at_the_field_what_is_wrong(
    browser: Client, editor: User
) -> None:
    refused = browser.post(f"{SNIPPETS}/synonymrule/add/", {"words": "loonstrook", "language": "nl"})
    made = browser.post(
        f"{SNIPPETS}/synonymrule/add/",
        {"words": " oliebol ,smoutebol", "language": "nl", "is_on": "on"},
    )

    assert refused.status_code == 200
    assertContains(refused, '<option value="">Any language</option>', html=True)
    assert refused.context["form"].errors["words"] == ["Write at least two words, with a comma between them."]
    assert made.status_code == 302
    rule = SynonymRule.objects.get()
    assert (rule.words, rule.changed_by) == ("oliebol, smoutebol", editor)
    assert AuditEntry.objects.get(thing_kind="search.synonymrule").action == "synonymrule.added"
    again = browser.post(
        f"{SNIPPETS}/synonymrule/edit/{rule.pk}/", {"words": rule.words, "language": "nl", "is_on": ""}
    )
    assert again.status_code == 302
    assert not SynonymRule.objects.get().is_on


def test_an_editor_chooses_only_what_they_may_see(browser: Client) -> None:
    page = ProcedurePageFactory(title="Parkeren bij het stadhuis")
    section = SectionPageFactory()
    restrict(section, Group.objects.create(name="Ondernemingsraad"))
    hidden = ProcedurePageFactory(title="Parkeren voor de raad", parent=section)
    entries = {entry.object_id: entry.pk for entry in _entries()}

    offered = browser.get("/admin/search/things/results/?q=parkeren").content.decode()
    chosen = browser.get(f"/admin/search/things/chosen/{entries[page.pk]}/")
    refused = browser.get(f"/admin/search/things/chosen/{entries[hidden.pk]}/")
    posted = browser.post(f"{SNIPPETS}/exclusion/add/", {"chosen": entries[hidden.pk], "why": "Dubbel"})

    assert "Parkeren bij het stadhuis" in offered
    assert "voor de raad" not in offered + posted.content.decode()
    assert chosen.json()["result"]["title"] == "Parkeren bij het stadhuis (Procedure)"
    assert refused.status_code == 404
    assert "chosen" in posted.context["form"].errors


def test_an_editor_makes_a_best_bet(browser: Client) -> None:
    page = ProcedurePageFactory(title="Parkeren")
    keeper = PersonFactory()
    today = timezone.localdate()
    [entry] = [entry for entry in _entries() if entry.object_id == page.pk]
    form = {
        "searches": "parkeren\r\n\r\nauto parkeren ",
        "chosen": entry.pk,
        "text": "Zo vraag je een plek aan.",
        "keeper": keeper.pk,
        "ends_on": today + timedelta(days=30),
    }
    wrong = {
        "searches": "!?",
        "chosen": "",
        "address": "javascript:alert(1)",
        "keeper": "",
        "ends_on": today + timedelta(days=500),
    }

    for field, value in wrong.items():
        told = browser.post(f"{SNIPPETS}/bestbet/add/", {**form, field: value}).context["form"].errors
        assert list(told) == [field]
    made = browser.post(f"{SNIPPETS}/bestbet/add/", form)

    assert made.status_code == 302
    bet = BestBet.objects.get()
    assert (bet.searches, bet.thing) == ("parkeren\nauto parkeren", entry.key)
    listed = browser.get(f"{SNIPPETS}/bestbet/").content.decode()
    assert "Parkeren (Procedure)" in listed
    assert f'href="{SNIPPETS}/bestbet/edit/{bet.pk}/"' in listed
    elsewhere = {**form, "chosen": "", "address": "https://x.example/", "title": "Elders"}
    browser.post(f"{SNIPPETS}/bestbet/edit/{bet.pk}/", elsewhere)
    bet.refresh_from_db()
    assert (bet.thing, bet.address) == ("", "https://x.example/")


def test_an_editor_tries_a_change_before_it_is_saved(browser: Client) -> None:
    council = Group.objects.create(name="Ondernemingsraad")
    section = SectionPageFactory()
    restrict(section, council)
    ProcedurePageFactory(title="Parkeren voor de raad", parent=section)
    kept_out = ProcedurePageFactory(title="Parkeren in de wijk")
    ProcedurePageFactory(title="Parkeren in de stad")
    [entry] = [entry for entry in _entries() if entry.object_id == kept_out.pk]
    form = {"chosen": entry.pk, "searches": "parkeren", "why": "Dubbel", "try": "1"}

    answer = browser.post(f"{SNIPPETS}/exclusion/add/", form)

    trial = answer.context["form"].trial
    assert sorted(place.entry.title for place in trial.before) == [
        "Parkeren in de stad",
        "Parkeren in de wijk",
    ]
    assert [place.entry.title for place in trial.before if place.move == "gone"] == ["Parkeren in de wijk"]
    assert [place.entry.title for place in trial.after] == ["Parkeren in de stad"]
    assert answer.content.decode().count("drops out") == 1
    assert "With the change" in answer.content.decode()
    assert answer.content.decode().count('name="try_with"') == 1
    assert "voor de raad" not in answer.content.decode()
    assert not Exclusion.objects.exists()
    bet = BestBetFactory(searches="parkeren")
    edited = {
        "searches": "parkeren",
        "address": bet.address,
        "title": "Anders",
        "text": "Zo.",
        "keeper": bet.keeper_id,
        "ends_on": bet.ends_on,
        "try": "1",
    }
    trial = browser.post(f"{SNIPPETS}/bestbet/edit/{bet.pk}/", edited).context["form"].trial
    assert (trial.bets_before, trial.bets_after) == (["Parkeren in de stad"], ["Anders"])


def test_a_colleague_is_not_kept_out_of_search(browser: Client) -> None:
    person = PersonFactory(name="Joost Smit")
    [entry] = [entry for entry in _entries() if entry.kind == "person" and entry.object_id == person.pk]

    answer = browser.post(f"{SNIPPETS}/exclusion/add/", {"chosen": entry.pk, "why": "Wil niet"})

    assert "chosen" in answer.context["form"].errors
    assert not Exclusion.objects.exists()


def test_taking_a_rule_away_is_written_down(browser: Client) -> None:
    rule = ExclusionFactory(thing="news-1")

    browser.post(f"{SNIPPETS}/exclusion/delete/{rule.pk}/")

    assert not Exclusion.objects.exists()
    assert AuditEntry.objects.filter(action="exclusion.deleted").count() == 1


def test_every_line_of_the_general_synonyms_is_read() -> None:
    lines = general_lines()

    assert len(lines) >= 150
    assert [line for line, language in lines if not read(line, language).right] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_menu_of_rules_is_told_from_the_search_field_above_it(client: Client, language: str) -> None:
    request = RequestFactory().get("/admin/")
    request.user = holder_of(Role.EDITOR)

    with override(language):
        labels = {item.label: item.icon_name for item in admin_menu.menu_items_for_request(request)}
        # As Wagtail calls its own, in the sidebar.
        field = {"nl": "Zoeken", "en": "Search"}[language]

    assert {label for label in labels if label.startswith(field[:4])} == set()
    assert "search" not in labels.values()
    assert 'id="icon-crosshairs"' in get_icons()


def test_rules_are_for_editors(client: Client, home: HomePage) -> None:
    client.force_login(holder_of(Role.WRITER))

    for address in (
        f"{SNIPPETS}/bestbet/",
        f"{SNIPPETS}/synonymrule/add/",
        "/admin/search/general-synonyms/",
    ):
        assert client.get(address).status_code == 302


@pytest.fixture
def general(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Brink's own list, with one line."""
    line = "thuiswerken, telewerken"
    (tmp_path / "synonyms.txt").write_text(f"# personeel\n{line}\n", encoding="utf-8")
    monkeypatch.setattr("search.rules.GENERAL", {"nl": tmp_path / "synonyms.txt"})
    monkeypatch.setattr("search.rules._remembered", None)
    general_lines.cache_clear()
    yield line
    general_lines.cache_clear()


def test_a_general_synonym_is_switched_off_and_on(browser: Client, general: str) -> None:
    address = "/admin/search/general-synonyms/"
    assert [way.others for way in ways_of(["thuiswerken"])] == [("telewerken",)]

    browser.post(address, {"line": general, "act": "off"})
    assert ways_of(["thuiswerken"]) == []
    assert "Switch on" in browser.get(address).content.decode()
    browser.post(address, {"line": general, "act": "on"})

    assert ways_of(["thuiswerken"]) != []
    assert not SilencedSynonym.objects.exists()
    assert browser.post(address, {"line": "geen regel", "act": "off"}).status_code == 404
    with pytest.raises(PermissionDenied):
        silence(line=general, editor=UserFactory(), now=timezone.now())


def test_the_keeper_is_told_a_week_before_and_once(home: HomePage) -> None:
    today = timezone.localdate()
    keeper = PersonFactory(user=UserFactory())
    BestBetFactory(searches="parkeren", keeper=keeper, ends_on=today + timedelta(days=7))
    BestBetFactory(searches="fietsen", keeper=keeper, ends_on=today + timedelta(days=8))
    now = timezone.now()

    [event] = tell_keepers(now)
    tell_keepers(now + timedelta(hours=1))
    tell_all(event.pk, now=now)

    [notice] = Notice.objects.all()
    assert (notice.receiver, notice.event) == (keeper.user, event)
    assert BetTeller().subjects([event], keeper.user)[event.pk].title == "parkeren"
    assert BetTeller().subjects([event], UserFactory()) == {}


def _entries() -> list[Entry]:
    return list(Entry.objects.all())
