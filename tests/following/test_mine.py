"""Following by one button, and the screen of what someone follows."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from access.models import User
from following.models import Declined, Follow
from home.models import HomePage
from news.models import NewsIndexPage
from tests.conftest import QueryCounter
from tests.factories.blog import BlogFactory, BlogPostFactory
from tests.factories.directory import PersonFactory, SubjectFactory, UnitFactory
from tests.factories.following import let_follow
from tests.factories.pages import NewsPageFactory, ProcedurePageFactory, SectionPageFactory
from tests.factories.privacy import restrict

pytestmark = pytest.mark.django_db

MINE = "/following/"
INLINE = {"HX-Request": "true"}


def address_of(kind: str, pk: int) -> str:
    return reverse("following:follow", args=[kind, pk])


def followed(user: User) -> set[tuple[str, int]]:
    return set(Follow.objects.filter(follower=user).values_list("source__kind", "source__object_id"))


def test_an_outsider_can_neither_follow_a_closed_page_nor_learn_that_it_is_there(
    reader: Client, employee: User
) -> None:
    page = NewsPageFactory(title="Voor de directie")
    restrict(page, Group.objects.create(name="Directie"))

    answers = [
        reader.post(address_of("page", number), {"act": act}).status_code
        for number in (page.pk, 99999)
        for act in ("follow", "decline")
    ]

    assert answers == [404] * 4
    assert followed(employee) == set()
    undo = reader.get(f"{MINE}?stopped=page-{page.pk}&declined=page-{page.pk}")
    assert "Voor de directie" not in undo.text


def test_what_may_no_longer_be_seen_has_no_name_and_can_be_stopped(reader: Client, employee: User) -> None:
    page = NewsPageFactory(title="Straks vertrouwelijk")
    let_follow(employee, "page", page.pk)
    restrict(page, Group.objects.create(name="Directie"))

    screen = reader.get(MINE).text
    stopped = reader.post(address_of("page", page.pk), {"act": "stop", "on": "list"}, headers=INLINE).text

    assert "Straks vertrouwelijk" not in screen + stopped
    assert "Iets wat er voor jou niet meer is" in screen
    assert followed(employee) == set()


def test_what_has_ended_keeps_its_name_and_is_followed_no_more_once_stopped(
    reader: Client, employee: User
) -> None:
    page = NewsPageFactory(title="Kerstmarkt 2019", ends_on=date(2020, 1, 1))
    let_follow(employee, "page", page.pk)

    screen = reader.get(MINE).text
    stopped = reader.post(address_of("page", page.pk), {"act": "stop", "on": "list"}, headers=INLINE).text
    again = reader.post(address_of("page", page.pk), {"act": "follow", "on": "list"}, headers=INLINE)

    assert "Kerstmarkt 2019" in screen
    assert "Je volgt Kerstmarkt 2019 niet meer" in stopped
    assert "<button" not in stopped
    assert again.status_code == 404


def test_pressing_twice_and_in_two_tabs_is_pressing_once(reader: Client, employee: User) -> None:
    person = PersonFactory(name="Liv Aerts")

    for act in ("follow", "follow", "stop", "stop", "follow"):
        reader.post(address_of("person", person.pk), {"act": act})

    assert followed(employee) == {("person", person.pk)}


@pytest.mark.parametrize("address", ["mine", "following:mine", "//evil.example", "https://evil.example/"])
def test_the_way_back_leads_nowhere_else(reader: Client, address: str) -> None:
    person = PersonFactory(name="Liv Aerts")

    answer = reader.post(address_of("person", person.pk), {"act": "follow", "next": address})

    assert answer.headers["Location"] == MINE


def test_the_button_says_what_it_does_and_then_what_is(reader: Client) -> None:
    person = PersonFactory(name="Liv Aerts")

    before = reader.get(person.get_absolute_url()).text
    pressed = reader.post(address_of("person", person.pk), {"act": "follow"}, headers=INLINE).text
    after = reader.get(person.get_absolute_url()).text

    assert "Volg Liv Aerts" in before
    for said in (pressed, after):
        assert "Je volgt Liv Aerts." in said
        assert "Volg Liv Aerts" not in said


def test_nobody_follows_themselves(reader: Client, employee: User) -> None:
    own = PersonFactory(name="Noor de Wit", user=employee)

    assert address_of("person", own.pk) not in reader.get(own.get_absolute_url()).text
    assert reader.post(address_of("person", own.pk), {"act": "follow"}).status_code == 404
    assert followed(employee) == set()


def test_each_kind_of_page_can_be_followed_from_its_screen(reader: Client, home: HomePage) -> None:
    post = BlogPostFactory()
    news: Any = NewsIndexPage.objects.child_of(home).get()
    buttons = {
        address_of("page", page.pk): page.url for page in (NewsPageFactory(), ProcedurePageFactory(), post)
    } | {
        address_of("section", page.pk): page.url
        for page in (news, post.get_parent(), post.get_parent().get_parent(), SectionPageFactory())
    }

    without = [button for button, screen in buttons.items() if button not in reader.get(screen).text]

    assert without == []


def test_stopping_without_scripts_leaves_a_way_back(reader: Client, employee: User) -> None:
    subject = SubjectFactory(name_nl="Verlof")
    let_follow(employee, "subject", subject.pk)

    screen = reader.post(address_of("subject", subject.pk), {"act": "stop", "on": "list"}, follow=True).text
    assert "Je volgt Verlof niet meer." in screen
    assert followed(employee) == set()

    reader.post(address_of("subject", subject.pk), {"act": "follow", "on": "list"})
    assert followed(employee) == {("subject", subject.pk)}


def test_many_follows_cost_what_a_few_cost(
    employee: User, queries_of: QueryCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The screen of all kinds does not show all six.
    monkeypatch.setattr("following.mine.ROWS_IN_SHORT", 4)
    addresses = [MINE, f"{MINE}?kind=subject", f"{MINE}?kind=page"]

    def follow_three_more() -> None:
        for _number in range(3):
            let_follow(employee, "subject", SubjectFactory().pk)
            let_follow(employee, "page", NewsPageFactory().pk)

    follow_three_more()
    with_three = [queries_of(address) for address in addresses]
    follow_three_more()

    assert [queries_of(address) for address in addresses] == with_three


def test_thousands_of_follows_stay_a_page(reader: Client, employee: User) -> None:
    for _number in range(32):
        let_follow(employee, "subject", SubjectFactory().pk)

    assert len(reader.get(MINE).context["kinds"][0].rows) == 8
    assert len(reader.get(f"{MINE}?kind=subject").context["rows"]) == 30
    assert len(reader.get(f"{MINE}?kind=subject&page=2").context["rows"]) == 2


def test_suggestions_come_from_where_someone_works_and_what_they_know(reader: Client, employee: User) -> None:
    manager = PersonFactory(name="Liv Aerts")
    unit = UnitFactory(name="Communicatie")
    own, shared, rare = SubjectFactory(), SubjectFactory(), SubjectFactory()
    PersonFactory(user=employee, unit=unit, manager=manager, subjects=[own])
    PersonFactory(unit=unit, subjects=[shared, rare])
    PersonFactory(unit=unit, subjects=[shared])
    blog = BlogFactory(keeper=manager)
    shelf = SectionPageFactory(keeper=PersonFactory(unit=unit))
    news: Any = NewsIndexPage.objects.get(locale__language_code="nl")

    shown = reader.get(MINE).context["suggestions"]

    assert {(each.button.kind, each.button.object_id): each.reason for each in shown} == {
        ("section", blog.pk): "Blog van je leidinggevende",
        ("person", manager.pk): "Je leidinggevende",
        ("subject", own.pk): "Staat op je profiel",
        ("subject", shared.pk): "Collega\N{RIGHT SINGLE QUOTATION MARK}s van Communicatie weten hiervan",
        ("section", shelf.pk): "Jouw onderdeel houdt dit bij",
        ("section", news.pk): "Al het nieuws van de redactie",
    }


def test_what_is_closed_followed_or_declined_is_not_suggested(reader: Client, employee: User) -> None:
    manager = PersonFactory()
    PersonFactory(user=employee, manager=manager)
    news: Any = NewsIndexPage.objects.get(locale__language_code="nl")
    restrict(BlogFactory(keeper=manager), Group.objects.create(name="Directie"))
    let_follow(employee, "section", news.pk)
    reader.post(address_of("person", manager.pk), {"act": "decline"})
    assert Declined.objects.filter(owner=employee).count() == 1

    assert reader.get(MINE).context["suggestions"] == []

    reader.post(address_of("person", manager.pk), {"act": "suggest"})
    assert [each.button.object_id for each in reader.get(MINE).context["suggestions"]] == [manager.pk]


def test_what_makes_no_sense_changes_nothing(reader: Client, employee: User) -> None:
    person = PersonFactory()

    answers = [
        reader.post(address_of("person", person.pk), {"act": "watch"}).status_code,
        reader.post(address_of("person", person.pk)).status_code,
        reader.post(address_of("planet", person.pk), {"act": "follow"}).status_code,
        reader.get(address_of("person", person.pk)).status_code,
        reader.get(f"{MINE}?kind=planet").status_code,
        reader.get(f"{MINE}?stopped=person-x&declined=9&page=x").status_code,
    ]

    assert answers == [400, 400, 404, 405, 404, 200]
    assert followed(employee) == set()


def test_a_blog_in_two_languages_is_followed_stopped_and_suggested_as_one(
    reader: Client, employee: User
) -> None:
    manager = PersonFactory()
    PersonFactory(user=employee, manager=manager)
    dutch = BlogFactory(title="Van de secretaris", keeper=manager)
    english = BlogFactory(title="From the secretary", keeper=manager, language="en", translation_of=dutch)

    def suggested() -> set[int]:
        shown = reader.get(MINE).context["suggestions"]
        return {each.button.object_id for each in shown} & {dutch.pk, english.pk}

    assert suggested() == {dutch.pk}

    reader.post(address_of("section", english.pk), {"act": "follow"})
    assert "Je volgt" in reader.get(dutch.url).text
    assert suggested() == set()

    reader.post(address_of("section", dutch.pk), {"act": "stop"})
    assert followed(employee) == set()
