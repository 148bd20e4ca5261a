import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from access.models import Scope, User
from access.roles import Role, give_role
from content.models import ContentPage
from dialogue.models import BrinkComment
from dialogue.ordering import Start
from dialogue.reading import COMMENTS_SHOWN, REPLIES_ADDED, read_thread
from dialogue.services import hide_comment, withdraw_comment
from dialogue.targets import target_of
from directory.models import Person
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, comments_on, moderator, walk_of
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def shown_in(html: str) -> list[int]:
    """Return the numbers of the comments in their order."""
    return [int(number) for number in re.findall(r'<article class="comment[^>]* id="c(\d+)"', html)]


def link_in(html: str, start: str) -> str:
    """Return the address of the link that begins with `start`."""
    found: str = re.findall(rf'href="({re.escape(start)}[^"]*)"', html)[0]
    return found.replace("&amp;", "&")


def test_three_levels_are_set_in_by_class(client: Client, page: ContentPage, employee: User) -> None:
    comment_on(page, parent=comment_on(page, parent=comment_on(page)))
    client.force_login(employee)

    shown = client.get(page.url).content.decode()

    assert re.findall(r'<article class="(comment[^"]*)"', shown) == ["comment", "comment d2", "comment d3"]
    assert "style=" not in shown[shown.index('id="comments"') :]


def test_an_answer_at_the_deepest_level_says_whom_it_answers(
    client: Client, page: ContentPage, employee: User
) -> None:
    parent = comment_on(page, parent=comment_on(page))
    deepest = comment_on(page, parent=parent, author=colleague("Samira El Amrani"))
    comment_on(page, "Ook dit nog", parent=deepest)

    lines = read_thread(target_of(page), employee).lines

    assert [line.answers.name if line.answers else "" for line in lines] == ["", "", "", "Samira El Amrani"]


def test_an_answer_in_its_place_names_who_is_above_to_who_listens(page: ContentPage, employee: User) -> None:
    samira, tom = colleague("Samira El Amrani"), colleague("Tom Verdonk")
    above = comment_on(page, parent=comment_on(page, author=samira), author=tom)
    comment_on(page, parent=above)

    def names() -> list[str]:
        lines = read_thread(target_of(page), employee).lines
        return [line.above.name if line.above else "" for line in lines]

    assert names() == ["", "Samira El Amrani", "Tom Verdonk"]
    withdraw_comment(author=tom, comment=above, now=NOW)
    assert names() == ["", "Samira El Amrani", ""]


def test_the_words_of_the_keeper_are_marked(client: Client, employee: User) -> None:
    liv = colleague("Liv Aerts")
    page = NewsPageFactory(keeper=liv.person)
    comment_on(page, parent=comment_on(page), author=liv)
    client.force_login(employee)

    shown = client.get(page.url).content.decode()

    assert [line.is_keeper for line in read_thread(target_of(page), employee).lines] == [False, True]
    assert len(re.findall(r'class="badge"', shown)) == 1
    assert 'class="comment d2 leads"' in shown


def test_the_words_of_a_leader_are_marked(client: Client, page: ContentPage, employee: User) -> None:
    liv = colleague("Liv Aerts")
    give_role(liv, Role.LEADER)
    comment_on(page, author=liv)
    comment_on(page)
    client.force_login(employee)

    shown = client.get(page.url).content.decode()

    assert [line.author.is_leader for line in read_thread(target_of(page), employee).lines] == [True, False]
    assert len(re.findall(r'class="badge"', shown)) == 1


def test_authors_without_a_profile_or_an_account_still_have_a_name(page: ContentPage, employee: User) -> None:
    comment_on(page, author=UserFactory(username="beheerder"))
    comment_on(page, author=UserFactory(first_name="Ilse", last_name="de Wit"))
    leaver = UserFactory(username="vertrokken")
    comment_on(page, author=leaver)
    leaver.delete()

    names = [line.author.name for line in read_thread(target_of(page), employee).lines]

    assert names[:2] == ["beheerder", "Ilse de Wit"]
    assert names[2]
    assert "vertrokken" not in names[2]


def test_a_profile_that_the_reader_may_not_see_is_neither_named_nor_linked(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment_on(page, author=colleague("Geheime Gast"))
    Person.objects.update(scope=Scope.objects.for_sets([["role:0"]]))
    client.force_login(employee)

    shown = client.get(page.url).content.decode()

    assert "Goed idee." in shown
    assert "Geheime Gast" not in shown
    assert "/people/geheime-gast/" not in shown


def test_the_heading_counts_what_can_be_read(page: ContentPage, employee: User) -> None:
    author = UserFactory()
    parent = comment_on(page, author=author)
    comment_on(page, parent=parent)
    withdraw_comment(author=author, comment=parent, now=NOW)

    thread = read_thread(target_of(page), employee)

    assert (thread.comment_count, len(thread.lines)) == (1, 2)


def test_a_comment_that_is_gone_and_was_not_answered_leaves_no_trace(
    page: ContentPage, employee: User
) -> None:
    author = UserFactory()
    parent = comment_on(page)
    withdraw_comment(author=author, comment=comment_on(page, author=author, parent=parent), now=NOW)
    hide_comment(moderator=moderator(), comment=comment_on(page, parent=parent), reason="Nee.", now=NOW)

    assert [line.comment.pk for line in read_thread(target_of(page), employee).lines] == [parent.pk]


def test_a_thread_of_which_nothing_stands_leaves_no_trace(page: ContentPage, employee: User) -> None:
    author = UserFactory()
    parent = comment_on(page, author=author)
    answer = comment_on(page, parent=parent, author=author)
    for comment in (parent, answer):
        withdraw_comment(author=author, comment=comment, now=NOW)

    assert read_thread(target_of(page), employee).lines == []


def test_author_and_moderators_still_see_the_place_of_a_hidden_comment(page: ContentPage) -> None:
    author, guard = UserFactory(), moderator()
    comment = comment_on(page, author=author)
    hide_comment(moderator=guard, comment=comment, reason="Nee.", now=NOW)

    assert [len(read_thread(target_of(page), viewer).lines) for viewer in (author, guard)] == [1, 1]


def test_more_than_fifty_comments_load_on_request(client: Client, page: ContentPage, employee: User) -> None:
    comments = comments_on(page, COMMENTS_SHOWN + 5)
    client.force_login(employee)

    first = client.get(page.url).content.decode()
    rest = client.get(link_in(first, f"{page.url}?comments=oldest&amp;from=")).content.decode()
    fragment = client.get(
        reverse("dialogue:thread", args=[page.content_type_id, page.pk]),
        {"from": comments[COMMENTS_SHOWN].pk, "comments": "oldest"},
        headers={"hx-request": "true"},
    ).content.decode()

    assert shown_in(first) == [comment.pk for comment in comments[:COMMENTS_SHOWN]]
    assert shown_in(rest) == shown_in(fragment) == [comment.pk for comment in comments[COMMENTS_SHOWN:]]
    assert f"{COMMENTS_SHOWN + 5} " in first
    assert f'href="{page.url}?comments=oldest#comments"' in rest


def test_a_part_that_htmx_loads_goes_on_with_a_plain_link_to_its_page(
    client: Client, page: ContentPage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogue.reading.COMMENTS_SHOWN", 1)
    _first, second, third = [comment_on(page, f"Reactie {number}") for number in range(3)]
    client.force_login(employee)

    fragment = client.get(
        reverse("dialogue:thread", args=[page.content_type_id, page.pk]),
        {"from": second.pk},
        headers={"hx-request": "true"},
    ).content.decode()

    assert f'href="{page.url}?comments=oldest&amp;from={third.pk}#comments"' in fragment


def test_threads_are_not_cut_in_the_middle(page: ContentPage, employee: User) -> None:
    comments_on(page, COMMENTS_SHOWN - 2)
    last = comment_on(page, "Laatste")
    answers = [comment_on(page, f"Antwoord {number}", parent=last) for number in range(3)]

    first = read_thread(target_of(page), employee)
    rest = read_thread(target_of(page), employee, start=first.next_start)

    assert len(first.lines) == COMMENTS_SHOWN - 2
    assert [line.comment.pk for line in rest.lines] == [last.pk, *(answer.pk for answer in answers)]
    assert rest.next_start is None


def test_more_than_twenty_answers_to_one_comment_load_on_request(
    client: Client, page: ContentPage, employee: User
) -> None:
    root = comment_on(page)
    answers = comments_on(page, 23, "Antwoord", parent=root)
    other = comment_on(page, "Iets anders")
    client.force_login(employee)

    first = client.get(page.url).content.decode()
    more_url = reverse("dialogue:comment-more", args=[answers[19].pk])
    fragment = client.get(more_url, headers={"hx-request": "true"}).content.decode()
    plain = client.get(more_url)
    unfolded = client.get(plain.headers["Location"]).content.decode()

    assert shown_in(first) == [root.pk, *(answer.pk for answer in answers[:20]), other.pk]
    assert f'href="{more_url}"' in first
    assert shown_in(fragment) == [answer.pk for answer in answers[20:]]
    assert plain.headers["Location"].endswith(f"#c{answers[20].pk}")
    assert shown_in(unfolded) == [root.pk, *(answer.pk for answer in answers), other.pk]


def test_a_very_long_branch_loads_in_parts(client: Client, page: ContentPage, employee: User) -> None:
    root = comment_on(page)
    answers = comments_on(page, 20 + REPLIES_ADDED + 2, "Antwoord", parent=root)
    client.force_login(employee)
    asked_by_htmx = {"hx-request": "true"}

    part = client.get(
        reverse("dialogue:comment-more", args=[answers[19].pk]), headers=asked_by_htmx
    ).content.decode()
    rest = client.get(
        reverse("dialogue:comment-more", args=[shown_in(part)[-1]]), headers=asked_by_htmx
    ).content.decode()

    assert shown_in(part) == [answer.pk for answer in answers[20 : 20 + REPLIES_ADDED]]
    assert shown_in(rest) == [answer.pk for answer in answers[20 + REPLIES_ADDED :]]


@pytest.mark.parametrize(
    "place", ["first screenful", "later thread", "folded answer", "folded in a later thread"]
)
def test_a_link_to_any_comment_opens_its_place(
    client: Client, page: ContentPage, employee: User, place: str
) -> None:
    if "later" in place:
        comments_on(page, COMMENTS_SHOWN + 3)
    comment = comment_on(page, "Deze")
    if "folded" in place:
        comment = comments_on(page, 25, "Antwoord", parent=comment)[-1]
    client.force_login(employee)

    answer = client.get(reverse("dialogue:comment-detail", args=[comment.pk]), follow=True)

    address, _status = answer.redirect_chain[-1]
    assert address.startswith(page.url)
    assert address.endswith(f"#c{comment.pk}")
    assert comment.pk in shown_in(answer.content.decode())


def test_reading_twice_over_the_parts_shows_every_comment_once(
    page: ContentPage, employee: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogue.reading.COMMENTS_SHOWN", 6)
    for number in range(8):
        root = comment_on(page, f"Vraag {number}", now=NOW + timedelta(minutes=number))
        for answer in range(number % 4):
            comment_on(page, f"Antwoord {answer}", parent=root)

    seen: list[int] = []
    start: Start | None = None
    while True:
        part = read_thread(target_of(page), employee, start=start)
        seen += [line.comment.pk for line in part.lines]
        start = part.next_start
        if start is None:
            break

    assert seen == walk_of(page)
    assert len(seen) == BrinkComment.objects.count()
