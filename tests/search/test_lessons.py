"""What a search teaches: kept without a name, and read once five different people have asked it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from access.models import Role, User
from home.models import HomePage
from knowledge.models import KnowledgeIndexPage
from search.lessons.learning import NO, NOTHING, OPENED, core_of, forget_old, learn
from search.lessons.solving import solve
from search.models import Lesson, LessonAsker, Remark
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.groups import GroupFactory
from tests.factories.pages import ProcedurePageFactory
from tests.factories.privacy import restrict
from tests.factories.roles import holder_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NOW = timezone.now()


@pytest.fixture
def reader(client: Client, home: HomePage, employee: User) -> Client:
    employee.language = "en"
    employee.save()
    client.force_login(employee)
    return client


def five_ask(text: str, outcome: str = NOTHING, thing: str = "") -> None:
    for user in UserFactory.create_batch(5):
        learn(user, text, outcome, thing=thing, now=NOW)


def test_before_the_fifth_person_not_even_the_words_are_kept(db: None) -> None:
    users = UserFactory.create_batch(5)
    for user in users[:4]:
        learn(user, "fiets van de zaak", NOTHING, now=NOW)

    assert not Lesson.objects.failed().exists()
    assert [lesson.words for lesson in Lesson.objects.all()] == [""]
    assert LessonAsker.objects.values("digest").distinct().count() == 4

    learn(users[4], "zaak: fietsen", NOTHING, now=NOW)

    assert [lesson.words for lesson in Lesson.objects.failed()] == ["zaak: fietsen"]
    assert not LessonAsker.objects.exists()


def test_one_person_counts_once_whatever_the_order_of_the_words(employee: User) -> None:
    for text in ("verlof kopen", "kopen, verlof", "Verlof kopen?"):
        learn(employee, text, NOTHING, now=NOW)

    lesson = Lesson.objects.get()
    assert (lesson.people_count, lesson.nothing_count) == (1, 1)


def test_two_searches_of_one_person_cannot_be_joined(employee: User) -> None:
    learn(employee, "burn-out", NOTHING, now=NOW)
    learn(employee, "ontslag", NOTHING, now=NOW)

    assert LessonAsker.objects.values("digest").distinct().count() == 2


@pytest.mark.parametrize("text", ["a.degroot@lindewaard.example", "0612345678 wie", "", "?!"])
def test_what_may_name_someone_is_not_counted(employee: User, text: str) -> None:
    assert not learn(employee, text, NOTHING, now=NOW)
    assert core_of(text) == ""


def test_a_search_that_leads_somewhere_more_often_does_not_fail(db: None) -> None:
    five_ask("verlof kopen")
    five_ask("verlof kopen", OPENED, "procedure-1")

    assert not Lesson.objects.failed().exists()
    assert Lesson.objects.about("procedure-1").get().opened_count == 5


def test_a_solved_search_comes_back_only_after_five_people_more(db: None) -> None:
    five_ask("verlof kopen")
    solve(Lesson.objects.failed().get(), by=UserFactory(), now=NOW)
    for user in UserFactory.create_batch(4):
        learn(user, "verlof kopen", NOTHING, now=NOW)
    assert not Lesson.objects.failed().exists()

    learn(UserFactory(), "verlof kopen", NOTHING, now=NOW)

    assert Lesson.objects.failed().get().nothing_count == 5


def test_it_is_dropped_after_ninety_days(db: None) -> None:
    # By the calendar: in the hour that the clock was put back, 91 times 24 hours ago may be 90 days ago.
    long_ago = NOW - timedelta(days=92)
    five_ask("verlof kopen")
    learn(UserFactory(), "fiets", NOTHING, now=long_ago)
    Remark.objects.create(thing="procedure-1", text="Oud", was_it=False, written_on=long_ago)

    assert forget_old(NOW) == 2
    assert Lesson.objects.get().words == "verlof kopen"


def test_a_search_without_result_counts_and_so_does_searching_on(reader: Client) -> None:
    ProcedurePageFactory(title="Verlof kopen")

    reader.get("/search/?q=zeppelin")
    reader.get("/search/?q=verlof", headers={"referer": "http://testserver/search/?q=vakantiedagen"})
    reader.get("/search/?q=verlof", headers={"referer": "http://elsewhere.example/search/?q=spion"})
    reader.get("/search/?q=zeppelin&kind=news")

    counts = sorted(Lesson.objects.values_list("nothing_count", "went_on_count"))
    assert counts == [(0, 1), (1, 0)]


def test_a_page_opened_from_search_asks_whether_it_was_it(reader: Client) -> None:
    page = ProcedurePageFactory(title="Verlof kopen")

    assertNotContains(reader.get(page.url), "Was this it?")
    response = reader.get(page.url, headers={"referer": "http://testserver/search/?q=<b>vrij"})

    assertContains(response, "You searched for <q>&lt;b&gt;vrij</q>. Was this it?")
    text, _asked, talk = response.content.decode().partition("Was this it?")
    assert 'id="comments"' in talk
    assert "</h1>" in text
    assert Lesson.objects.get(thing=f"procedure-{page.pk}").opened_count == 1


def test_no_is_one_tap_and_the_words_beside_it_carry_no_name(reader: Client) -> None:
    page = ProcedurePageFactory(title="Verlof kopen")
    sent = {"q": "vrije dag", "thing": f"procedure-{page.pk}", "was_it": "no", "next": page.url}

    assertContains(reader.post("/search/answer/", sent), "What did you miss?")
    assertContains(reader.post("/search/answer/", {**sent, "text": " "}), "required", status_code=422)
    assertContains(reader.post("/search/answer/", {**sent, "text": "Het gaat over kopen."}), "Thank you")

    assert Lesson.objects.get(thing="").no_count == 1
    assert Remark.objects.get().text == "Het gaat over kopen."


def test_who_writes_some_words_knows_who_reads_them(reader: Client) -> None:
    page = ProcedurePageFactory(title="Verlof kopen")
    group = GroupFactory(name="Fietsers")
    sent = {"q": "vrije dag", "was_it": "no"}
    of_page, of_group = ({**sent, "thing": thing} for thing in (f"procedure-{page.pk}", f"group-{group.pk}"))

    assertContains(reader.post("/search/answer/", of_page), "whoever looks after it read this")
    assertContains(
        reader.post("/search/answer/", {**of_page, "text": "Ja"}), "whoever looks after it read it"
    )
    assertContains(reader.post("/search/answer/", of_group), "The newsroom reads this at once")
    assertContains(reader.post("/search/answer/", {**of_group, "text": "Ja"}), "The newsroom reads it.")


def test_nobody_answers_about_what_they_may_not_see(reader: Client) -> None:
    page = ProcedurePageFactory(title="Reorganisatie")
    restrict(page, Group.objects.create(name="Ondernemingsraad"))

    for thing in (f"procedure-{page.pk}", "procedure-x", "", "9" * 40):
        sent = {"q": "reorganisatie", "thing": thing, "was_it": "no"}
        assert reader.post("/search/answer/", sent).status_code == 404
    assert reader.post("/search/answer/", {"q": "x", "thing": "procedure-1"}).status_code == 400
    assert not Lesson.objects.exists()


def test_the_newsroom_reads_what_fails_and_solves_it(client: Client, home: HomePage) -> None:
    five_ask("vakantiedagen verkopen")
    learn(UserFactory(), "geheim plan", NOTHING, now=NOW)
    client.force_login(holder_of(Role.EDITOR, language="en"))

    response = client.get("/admin/reports/failed-searches/")

    assertContains(response, "vakantiedagen verkopen")
    assertContains(response, "found nothing, 5 times")
    # Where the heads of columns are out of sight, a day says what it is.
    assertContains(response, '<td data-label="Last">')
    assertNotContains(response, "geheim")
    address = f"/admin/reports/failed-searches/{Lesson.objects.failed().get().pk}/solved/"
    assertContains(client.post(address, follow=True), "is off the list, but it still finds nothing")
    assert client.post(address).status_code == 404


def test_a_remedy_opens_its_form_with_the_search_filled_in(client: Client, home: HomePage) -> None:
    shelf = KnowledgeIndexPage.objects.child_of(home).get()
    five_ask("vakantiedagen, verkopen")
    client.force_login(holder_of(Role.EDITOR, language="en"))

    report = client.get("/admin/reports/failed-searches/").content.decode()
    addresses = [
        unescape(found) for found in re.findall(r'href="(/admin/[^"]+\?[^"]+verkopen[^"]*)"', report)
    ]

    synonym, bet, page = addresses
    assertContains(client.get(synonym), 'value="vakantiedagen verkopen =&gt;"')
    assertContains(client.get(bet), "vakantiedagen, verkopen</textarea>")
    assert f"/{shelf.pk}/" in page
    assertContains(client.get(page), 'value="Vakantiedagen, verkopen"')


def test_who_keeps_a_page_sees_what_led_there_and_what_was_written(client: Client, home: HomePage) -> None:
    page = ProcedurePageFactory(title="Verlof kopen")
    thing = f"procedure-{page.pk}"
    client.force_login(holder_of(Role.EDITOR, language="en"))
    address, edit = f"/admin/search/heard/{page.pk}/", f"/admin/pages/{page.pk}/edit/"
    assertNotContains(client.get(edit), address)

    five_ask("vrije dagen", NO, thing)
    learn(UserFactory(), "overspannen", NO, thing=thing, now=NOW)
    Remark.objects.create(thing=thing, text="Waar staat <de prijs>?", was_it=False, written_on=NOW)

    assertContains(client.get(edit), address)
    for screen in (address, "/admin/reports/not-it/"):
        response = client.get(screen)
        assertContains(response, "vrije dagen")
        assertContains(response, "Waar staat &lt;de prijs&gt;?")
        assertNotContains(response, "overspannen")


def test_who_looks_after_a_page_reads_it_without_the_admin(
    reader: Client, employee: User, home: HomePage
) -> None:
    own = ProcedurePageFactory(keeper=PersonFactory(user=employee))
    other, shut = ProcedurePageFactory(keeper=PersonFactory()), ProcedurePageFactory(keeper=own.keeper)
    restrict(shut, Group.objects.create(name="Ondernemingsraad"))
    address = f"/search/heard/{own.pk}/"
    assertNotContains(reader.get(own.url), address)

    for page in (own, other, shut):
        thing = f"procedure-{page.pk}"
        Remark.objects.create(thing=thing, text="Waar staat <de prijs>?", was_it=False, written_on=NOW)
    # Who has remarks alone reads it too.
    assertContains(reader.get(address), "You look after this page: only you, your deputy and the newsroom")
    five_ask("vrije dagen", NO, f"procedure-{own.pk}")
    learn(UserFactory(), "overspannen", NO, thing=f"procedure-{own.pk}", now=NOW)

    assertContains(reader.get(own.url), address)
    response = reader.get(address)
    assertContains(response, "<q>vrije dagen</q>: Opened it 0, Was it 0, Was not it 5")
    assertContains(response, "Waar staat &lt;de prijs&gt;?")
    assertNotContains(response, "overspannen")
    assertNotContains(reader.get(other.url), "/search/heard/")
    for page in (other, shut):
        assert reader.get(f"/search/heard/{page.pk}/").status_code == 404


def test_what_was_said_of_what_one_may_not_see_or_of_a_colleague_is_not_read(
    client: Client, employee: User, home: HomePage
) -> None:
    page, person = ProcedurePageFactory(title="Reorganisatie"), PersonFactory()
    restrict(page, Group.objects.create(name="Ondernemingsraad"))
    for thing in (f"procedure-{page.pk}", f"person-{person.pk}"):
        Remark.objects.create(thing=thing, text="Ken ik al", was_it=False, written_on=NOW)
    editor = holder_of(Role.EDITOR, language="en")

    client.force_login(editor)
    assertContains(client.get("/admin/reports/not-it/"), "Nobody said that a result was wrong.")
    client.force_login(employee)
    assert client.get(f"/admin/search/heard/{page.pk}/").status_code == 403
    client.post("/search/answer/", {"q": "x", "thing": f"person-{person.pk}", "was_it": "no", "text": "Bah"})
    assert Remark.objects.count() == 2


def test_three_things_that_were_not_it_cost_as_much_as_one(client: Client, home: HomePage) -> None:
    client.force_login(holder_of(Role.EDITOR))
    costs = []
    for count in (1, 3):
        for page in ProcedurePageFactory.create_batch(count):
            Remark.objects.create(thing=f"procedure-{page.pk}", text="Nee", was_it=False, written_on=NOW)
            five_ask(f"verlof {page.pk}")
        costs.append(
            [cost_of(client, f"/admin/reports/{name}/results/") for name in ("not-it", "failed-searches")]
        )

    assert costs[0] == costs[1]


def cost_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_reader_does_not_see_what_others_searched(reader: Client) -> None:
    five_ask("verlof")

    assert reader.get("/admin/reports/failed-searches/").status_code == 403
    lesson = Lesson.objects.failed().get()
    reader.post(f"/admin/reports/failed-searches/{lesson.pk}/solved/")
    assert Lesson.objects.failed().exists()


def test_what_was_not_it_counts_for_the_thing_and_for_the_search(employee: User) -> None:
    learn(employee, "verlof", NO, thing="procedure-1", now=NOW)

    assert sorted(Lesson.objects.values_list("thing", "no_count")) == [("", 1), ("procedure-1", 1)]
