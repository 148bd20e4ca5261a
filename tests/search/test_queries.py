"""What a person asks is answered within what they may see, by each engine alike."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone, translation

from access.models import User
from directory.models import FieldVisibility
from directory.visibility import set_visibility
from home.models import HomePage
from search.queries import Results, query
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, SubjectFactory
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict
from tests.search.conftest import Ask, catch_up

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def titles(results: Results) -> list[str]:
    return [hit.entry.title for hit in results.hits]


@pytest.fixture
def council() -> Group:
    return Group.objects.create(name="Ondernemingsraad")


@pytest.fixture
def member(council: Group) -> User:
    user = UserFactory()
    user.groups.add(council)
    return user


def test_what_an_outsider_may_not_see_is_in_no_hit_count_or_person(
    ask: Ask, home: HomePage, employee: User, council: Group, member: User
) -> None:
    keeper = PersonFactory(name="Otto Raad")
    section = SectionPageFactory()
    restrict(section, council)
    ProcedurePageFactory(title="Reorganisatie", parent=section, keeper=keeper)
    NewsPageFactory(title="Reorganisatie van de kantine")

    outside, inside = ask(employee, "reorganisatie"), ask(member, "reorganisatie")

    assert titles(outside) == ["Reorganisatie van de kantine"]
    assert (outside.kinds, outside.total, outside.people) == ({"news": 1}, 1, [])
    assert inside.kinds == {"news": 1, "procedure": 1}
    assert [knower.person.pk for knower in inside.people] == [keeper.pk]


def test_a_stranger_and_a_closed_account_find_nothing(ask: Ask, home: HomePage) -> None:
    NewsPageFactory(title="Reorganisatie")
    PersonFactory(name="Reorganisatie")
    closed = UserFactory(is_active=False)

    for viewer in (AnonymousUser(), closed):
        results = ask(viewer, "reorganisatie")
        assert (results.hits, results.kinds, results.total, results.people) == ([], {}, 0, [])


def test_a_person_hidden_from_the_reader_is_not_named_as_owner(
    ask: Ask, home: HomePage, employee: User, council: Group
) -> None:
    hidden = PersonFactory(name="Otto Raad")
    hidden.scope = type(hidden.scope).objects.for_sets([[f"role:{council.pk}"]])
    hidden.save()
    ProcedurePageFactory(title="Verlof kopen", keeper=hidden)

    results = ask(employee, "verlof otto")

    assert titles(results) == ["Verlof kopen"]
    assert results.hits[0].keeper is None
    assert results.people == []


def test_other_forms_of_a_word_and_accents_are_found(ask: Ask, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Een declaratie indienen")
    NewsPageFactory(title="Café op de brink geopend")

    assert titles(ask(employee, "declaraties")) == ["Een declaratie indienen"]
    assert titles(ask(employee, "cafe")) == ["Café op de brink geopend"]
    assert titles(ask(employee, "CAFÉ")) == ["Café op de brink geopend"]


def test_a_title_outranks_a_text_and_what_ended_comes_last(ask: Ask, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Verlof in 2024", ends_on=date(2024, 12, 31))
    ProcedurePageFactory(title="Werktijden", summary="Hier staat ook iets over verlof.")
    ProcedurePageFactory(title="Verlof in 2026")

    results = ask(employee, "verlof", today=date(2026, 11, 25))

    assert titles(results) == ["Verlof in 2026", "Werktijden", "Verlof in 2024"]
    assert [hit.has_ended for hit in results.hits] == [False, False, True]


def test_a_hit_shows_its_words_and_opens_at_the_passage_that_holds_them(
    ask: Ask, home: HomePage, employee: User
) -> None:
    long_text = "Dit gaat over iets anders. " * 200
    ProcedurePageFactory(
        title="Reizen",
        body=[
            ("text", f"<p>{long_text}</p>"),
            ("heading", "Met de fiets"),
            ("text", "<p>Een fietsenstalling vind je achter het stadhuis.</p>"),
        ],
    )

    [hit] = ask(employee, "fietsenstalling").hits

    assert hit.address.endswith("/reizen/#met-de-fiets")
    assert "<mark>fietsenstalling</mark> vind je achter" in hit.passage


def test_hostile_text_is_shown_as_it_was_written(ask: Ask, home: HomePage, employee: User) -> None:
    NewsPageFactory(
        title="<script>alert(1)</script> gevonden", summary="Kijk: <img src=x onerror=alert(1)> gevonden <b>"
    )

    [hit] = ask(employee, "gevonden <script>").hits

    assert "<script" not in hit.title.replace("<mark>script", "")
    assert "&lt;" in hit.title
    assert "<mark>gevonden</mark>" in hit.title
    assert "<img" not in hit.passage
    assert "<b>" not in hit.passage


def test_a_kind_limits_the_hits_and_leaves_the_counts(ask: Ask, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Verlof kopen")
    NewsPageFactory(title="Nieuws over verlof")
    PersonFactory(name="Vera Verlof")

    results = ask(employee, "verlof", kind="news")

    assert titles(results) == ["Nieuws over verlof"]
    assert results.kinds == {"procedure": 1, "news": 1, "person": 1}
    assert results.total == 1


def test_who_knows_about_it_says_why(ask: Ask, home: HomePage, employee: User) -> None:
    asked = PersonFactory(name="Joost Smit", ask_me_about="roosters en verlof voor ploegen")
    taught = PersonFactory(job_title="Trainer", subjects=[SubjectFactory(name_nl="Verlof")])
    keeper = PersonFactory(name="Anneke de Groot")
    ProcedurePageFactory(title="Verlof kopen", keeper=keeper)

    people = {knower.person.pk: knower.kept for knower in ask(employee, "verlof").people}

    assert set(people) == {asked.pk, taught.pk, keeper.pk}
    assert people[asked.pk] is people[taught.pk] is None
    assert str(people[keeper.pk]) == "Verlof kopen"


@pytest.mark.usefixtures("pages_of_three")
def test_a_page_beyond_the_end_is_the_last_page(ask: Ask, home: HomePage, employee: User) -> None:
    for number in range(5):
        NewsPageFactory(title=f"Brink nummer {number}")

    first, last, beyond = (ask(employee, "brink nummer", page=page) for page in (1, 2, 99))

    assert (len(first.hits), len(last.hits), first.total, first.page_count) == (3, 2, 5, 2)
    assert (beyond.page, titles(beyond)) == (2, titles(last))
    assert not set(titles(first)) & set(titles(last))
    assert ask(employee, "brink nummer", page=-1).page == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        '"',
        "'; DROP TABLE search_entry; --",
        '" OR 1=1 NEAR(',
        "title:verlof^2 AND *",
        "*",
        "(((",
        "verlof*",
        "/.*/",
        "\x00\x01verlof\x02",
        "\ud800",
        "_" * 40,
        "verlof " * 2000,
        "x" * 10_000,
        " ".join(f"woord{number}" for number in range(3000)),
        "de of er",
        "collega's l'été",
        "😀 ₂ ½ ١٢٣ 漢字",
        "{{ 7*7 }} <script>",
    ],
)
def test_whatever_someone_types_is_answered(ask: Ask, home: HomePage, employee: User, text: str) -> None:
    ProcedurePageFactory(title="Verlof kopen")

    results = ask(employee, text)

    assert results.total == (1 if "verlof" in text else 0)


def test_signs_that_engines_obey_are_only_words(ask: Ask, home: HomePage, employee: User) -> None:
    NewsPageFactory(title="Fiets gevonden")

    assert titles(ask(employee, "fie*")) == []
    assert titles(ask(employee, "-fiets")) == ["Fiets gevonden"]
    assert titles(ask(employee, "keywords:fiets")) == ["Fiets gevonden"]


def test_what_a_colleague_hides_is_not_shown_beside_what_is_found(
    ask: Ask, home: HomePage, employee: User
) -> None:
    person = PersonFactory(
        name="Joost Smit",
        user=UserFactory(),
        ask_me_about="roosters",
        subjects=[SubjectFactory(name_nl="Ploegen")],
    )
    ProcedurePageFactory(title="Roosters", keeper=person)
    level = FieldVisibility.Level.SELF
    set_visibility(actor=person.user, person=person, field="ask_me_about", level=level, now=timezone.now())

    for viewer, seen in (
        (employee, ("", [])),
        (User.objects.get(pk=person.user_id), ("roosters", ["Ploegen"])),
    ):
        results = ask(viewer, "joost")
        [(hit, shown)] = [(hit, hit.person) for hit in results.hits if hit.person]
        assert (hit.passage, [str(subject) for subject in shown.subjects.all()]) == seen
        assert [knower.person.ask_me_about for knower in results.people] == [seen[0]]


def test_a_colleague_is_found_by_a_name_that_is_misspelt_and_by_a_nickname(
    ask: Ask, home: HomePage, employee: User
) -> None:
    PersonFactory(name="Johannes Y\u0131ld\u0131z")
    NewsPageFactory(title="De fietsenstalling is open")

    for text in ("jildiz", "yildis", "hans"):
        results = ask(employee, text)
        assert titles(results) == ["Johannes Y\u0131ld\u0131z"], text
        assert (results.kinds, results.total) == ({"person": 1}, 1)
    assert titles(ask(employee, "jildiz", kind="news")) == []


@pytest.mark.parametrize("typed", ["Jansma", "karin", "karin JANSMA", "jansma karin"])
def test_whose_name_was_typed_comes_first(typed: str, ask: Ask, home: HomePage, employee: User) -> None:
    PersonFactory(name="Karin Jansma")
    PersonFactory(name="Joost Smit", ask_me_about="Wat Karin Jansma niet doet")
    for title in ("Karin Jansma over Karin Jansma", "Datalek melden aan Karin Jansma"):
        NewsPageFactory(title=title, keywords="Karin Jansma")

    assert titles(ask(employee, typed))[0] == "Karin Jansma"


def test_a_name_that_is_a_common_word_stays_below_what_is_about_it(
    ask: Ask, home: HomePage, employee: User
) -> None:
    PersonFactory(name="Joost Bakker")
    NewsPageFactory(title="De bakker komt met brood")

    assert titles(ask(employee, "bakker")) == ["De bakker komt met brood", "Joost Bakker"]
    assert titles(ask(employee, "joost bakker"))[0] == "Joost Bakker"


def test_a_name_with_an_apostrophe_is_only_a_name(ask: Ask, home: HomePage, employee: User) -> None:
    PersonFactory(name="Sean O'Neilly")

    assert titles(ask(employee, "O'Neilly"))[0] == "Sean O'Neilly"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_of_two_that_say_the_same_the_one_in_the_language_of_the_reader_comes_first(
    language: str, ask: Ask, home: HomePage, employee: User
) -> None:
    NewsPageFactory(title="Laptop", language="nl")
    NewsPageFactory(title="A laptop for you", language="en")

    with translation.override(language):
        assert ask(employee, "laptop").hits[0].entry.language == language


def test_a_database_guesses_how_colleagues_are_called_and_not_what_they_know(
    home: HomePage, employee: User
) -> None:
    PersonFactory(name="Mila Smit", ask_me_about="Werken in de wijk")
    PersonFactory(name="Joost Brandsma")
    catch_up()

    assert titles(query(employee, "tuhiswerken")) == []
    assert titles(query(employee, "brandsna")) == ["Joost Brandsma"]


def test_what_stands_between_quotes_is_found_as_it_is_written(
    ask: Ask, home: HomePage, employee: User
) -> None:
    ProcedurePageFactory(title="Vitaal aan het werk")
    ProcedurePageFactory(title="Het werk van een vitaal team")

    assert titles(ask(employee, '"vitaal aan het werk"')) == ["Vitaal aan het werk"]
    assert titles(ask(employee, '"werk vitaal" team')) == []


def test_other_words_for_it_find_it_below_what_says_the_word(
    ask: Ask, home: HomePage, employee: User
) -> None:
    ProcedurePageFactory(title="Nevenwerkzaamheden")
    ProcedurePageFactory(title="Bijbaan")

    results = ask(employee, "bijbaan")

    found = titles(results)
    # The embedded database finds other words, but does not tell them from the words themselves.
    assert (sorted(found) if results.engine == "sqlite" else found) == ["Bijbaan", "Nevenwerkzaamheden"]


@pytest.mark.parametrize("typed", ["P-12", "p12", "formulier P 12"])
def test_a_code_is_found_however_it_is_written(typed: str, ask: Ask, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="P-21 Software", summary="In 12 dagen klaar.")
    ProcedurePageFactory(title="P-12 Toegang")

    assert titles(ask(employee, typed))[0] == "P-12 Toegang"


def test_of_two_that_say_the_same_the_checked_one_comes_first(
    ask: Ask, home: HomePage, employee: User
) -> None:
    today = timezone.localdate()
    ProcedurePageFactory(title="Verlof kopen", slug="a", checked_on=None)
    ProcedurePageFactory(title="Verlof kopen", slug="b", checked_on=today, review_due_on=date(2000, 1, 1))
    checked = ProcedurePageFactory(title="Verlof kopen", slug="c", checked_on=today, review_due_on=None)

    assert ask(employee, "verlof kopen").hits[0].entry.object_id == checked.pk


@pytest.mark.parametrize(
    "typed", ['"', '"" OR *', "P-12'); --", '"verlof" -"x" NEAR(a b)', "art. 5 & ! | <->"]
)
def test_no_sign_is_an_order(typed: str, ask: Ask, home: HomePage, employee: User) -> None:
    ProcedurePageFactory(title="Verlof")

    assert ask(employee, typed).total <= 1
