import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment, Pause, Reaction
from dialogue.pauses import WritingPaused
from dialogue.reactions import Tally, tallies_of, tallies_under
from dialogue.services import hide_comment, react, withdraw_comment
from dialogue.services.refusals import CommentGone, OutOfSight, ParentElsewhere, YourOwnComment
from dialogue.targets import target_of
from tests.conftest import QueryCounter
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

USEFUL, THANKS = Reaction.Kind.USEFUL, Reaction.Kind.THANKS
BY_HTMX = {"HX-Request": "true"}


def say(
    user: User,
    page: ContentPage,
    comment: BrinkComment | None = None,
    kind: Reaction.Kind = USEFUL,
    *,
    is_given: bool = True,
) -> None:
    react(user=user, target=page, comment=comment, kind=kind, is_given=is_given, now=NOW)


def url_of(name: str, thing: ContentPage | BrinkComment) -> str:
    if isinstance(thing, BrinkComment):
        return reverse(f"dialogue:comment-{name}", args=[thing.pk])
    return reverse(f"dialogue:thing-{name}", args=[thing.content_type_id, thing.pk])


def pressed_in(html: str) -> list[str]:
    """Return the kinds whose button is pressed."""
    return re.findall(r'value="(\w+)" aria-pressed="true"', html)


def test_one_colleague_says_a_word_once(page: ContentPage, employee: User) -> None:
    comment = comment_on(page)
    for thing in (comment, None):
        for _ in range(2):
            say(employee, page, thing)
        say(employee, page, thing, THANKS)

    assert tallies_under([comment.pk], employee)[comment.pk][:2] == (
        Tally(USEFUL, 1, is_mine=True),
        Tally(THANKS, 1, is_mine=True),
    )
    assert tallies_of(target_of(page), UserFactory())[:2] == (Tally(USEFUL, 1), Tally(THANKS, 1))


def test_a_word_is_taken_back(page: ContentPage, employee: User) -> None:
    say(employee, page)
    say(UserFactory(), page)

    for _ in range(2):
        say(employee, page, is_given=False)

    assert tallies_of(target_of(page), employee)[0] == Tally(USEFUL, 1)


def test_a_word_about_a_comment_is_none_about_its_page(page: ContentPage, employee: User) -> None:
    comment = comment_on(page)
    say(employee, page, comment)

    assert not any(tally.count for tally in tallies_of(target_of(page), employee))


def test_nobody_reacts_to_what_they_may_not_see(page: ContentPage, outsider: User) -> None:
    comment = comment_on(page)
    restrict(page)
    page = type(page).objects.get(pk=page.pk)

    for thing in (comment, None):
        with pytest.raises(OutOfSight):
            say(outsider, page, thing)
    assert not Reaction.objects.exists()


def test_nobody_reacts_to_what_is_gone_or_their_own(page: ContentPage, employee: User) -> None:
    own, withdrawn, hidden = (
        comment_on(page, author=employee),
        comment_on(page, "Weg"),
        comment_on(page, "Grof"),
    )
    withdraw_comment(author=withdrawn.user, comment=withdrawn, now=NOW)
    hide_comment(moderator=moderator(), comment=hidden, reason="Grof", now=NOW)

    for comment, refusal in ((own, YourOwnComment), (withdrawn, CommentGone), (hidden, CommentGone)):
        with pytest.raises(refusal):
            say(employee, page, comment)


def test_whose_writing_is_paused_takes_back_and_gives_nothing(page: ContentPage, employee: User) -> None:
    say(employee, page)
    Pause.objects.create(user=employee, reason="Rustig", began_at=NOW, until=NOW + timedelta(days=1))

    with pytest.raises(WritingPaused):
        say(employee, page, None, THANKS)
    say(employee, page, is_given=False)

    assert not Reaction.objects.exists()


def test_a_comment_of_another_page_is_refused(page: ContentPage, employee: User) -> None:
    with pytest.raises(ParentElsewhere):
        say(employee, page, comment_on(NewsPageFactory()))


@pytest.mark.parametrize("on_comment", [True, False])
def test_a_button_says_the_word_and_the_next_press_takes_it_back(
    client: Client, page: ContentPage, employee: User, on_comment: bool
) -> None:
    thing = comment_on(page) if on_comment else page
    client.force_login(employee)

    answer = client.post(url_of("react", thing), {"give": "useful"}, follow=True)

    assert answer.status_code == 200
    assert pressed_in(answer.content.decode()) == ["useful"]
    assert 'name="take" value="useful"' in answer.content.decode()
    again = client.post(url_of("react", thing), {"take": "useful"}, headers=BY_HTMX)
    assert pressed_in(again.content.decode()) == []
    assert not Reaction.objects.exists()


@pytest.mark.parametrize("on_comment", [True, False])
def test_htmx_gets_the_buttons_with_the_keyboard_where_it_was(
    client: Client, page: ContentPage, employee: User, on_comment: bool
) -> None:
    thing = comment_on(page) if on_comment else page
    client.force_login(employee)

    shown = client.post(url_of("react", thing), {"give": "thanks"}, headers=BY_HTMX).content.decode()

    assert pressed_in(shown) == ["thanks"]
    assert len(re.findall(r'value="thanks" aria-pressed="true" autofocus', shown)) == 1
    assert url_of("reactions", thing) in shown
    assert "<section" not in shown


@pytest.mark.parametrize("sent", [{}, {"give": "like"}, {"take": ""}, {"give": "USEFUL"}, {"kind": "useful"}])
def test_what_is_no_reaction_is_refused(
    client: Client, page: ContentPage, employee: User, sent: dict[str, str]
) -> None:
    client.force_login(employee)

    for thing in (page, comment_on(page)):
        assert client.post(url_of("react", thing), sent).status_code == 400
    assert not Reaction.objects.exists()


def test_reacting_to_what_is_just_gone_says_so(client: Client, page: ContentPage, employee: User) -> None:
    comment = comment_on(page)
    withdraw_comment(author=comment.user, comment=comment, now=NOW)
    client.force_login(employee)

    answer = client.post(url_of("react", comment), {"give": "useful"}, follow=True)

    assert "is intussen weggehaald" in answer.content.decode()
    by_htmx = client.post(url_of("react", comment), {"give": "useful"}, headers=BY_HTMX)
    assert by_htmx.headers["HX-Refresh"] == "true"


def test_the_author_reads_what_others_say_and_has_no_buttons(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment = comment_on(page, author=employee)
    say(UserFactory(), page, comment)
    client.force_login(employee)

    shown = client.get(page.url).content.decode()

    assert url_of("react", comment) not in shown
    assert "Nuttig (1)" in shown


def test_who_reacted_is_shown_per_kind_in_the_order_in_which_they_did(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment = comment_on(page)
    for name, kind in (("Tom Verdonk", USEFUL), ("Karin Jansma", THANKS), ("Anna Aal", USEFUL)):
        say(colleague(name), page, comment, kind)
    client.force_login(employee)

    useful = client.get(url_of("reactions", comment)).content.decode()
    thanks = client.get(url_of("reactions", comment) + "?kind=thanks").content.decode()

    assert useful.index("Tom Verdonk") < useful.index("Anna Aal")
    assert "Karin Jansma" not in useful
    assert "Karin Jansma" in thanks
    assert "Tom Verdonk" not in thanks


def test_who_left_has_no_name_among_who_reacted(client: Client, page: ContentPage, employee: User) -> None:
    gone = colleague("Tom Verdonk")
    say(gone, page)
    gone.is_active = False
    gone.save()
    client.force_login(employee)

    shown = client.get(url_of("reactions", page)).content.decode()

    assert "Tom Verdonk" not in shown
    assert "Oud-collega" in shown


def test_who_reacted_to_a_comment_that_is_gone_is_not_found(
    client: Client, page: ContentPage, employee: User
) -> None:
    comment = comment_on(page)
    say(employee, page, comment)
    hide_comment(moderator=moderator(), comment=comment, reason="Grof", now=NOW)
    client.force_login(employee)

    assert client.get(url_of("reactions", comment)).status_code == 404


@pytest.mark.parametrize("query", ["", "?kind=x", "?page=x", "?kind=useful&page=99"])
def test_a_list_of_nobody_and_a_malformed_query_are_fine(
    client: Client, page: ContentPage, employee: User, query: str
) -> None:
    client.force_login(employee)

    for thing in (page, comment_on(page)):
        assert client.get(url_of("reactions", thing) + query).status_code == 200


def test_a_question_opens_the_form_as_one(client: Client, employee: User) -> None:
    page = NewsPageFactory(keeper=colleague("Liv Aerts").person)
    client.force_login(employee)

    assert f'href="{page.url}?ask=1"' in client.get(page.url).content.decode()
    assert "autofocus" in client.get(f"{page.url}?ask=1").content.decode()
    page.comments_open, page.comments_closed_reason = False, "Klaar"
    page.save()
    assert "?ask=1" not in client.get(page.url).content.decode()


def test_many_reactions_cost_as_much_as_few(queries_of: QueryCounter, page: ContentPage) -> None:
    def react_on(number: int) -> None:
        for _ in range(number):
            comment = comment_on(page, f"{uuid4()}")
            say(colleague(f"{uuid4()}"), page, comment)
            say(colleague(f"{uuid4()}"), page)

    react_on(3)
    addresses = (page.url, url_of("reactions", page))
    three = [queries_of(address) for address in addresses]
    react_on(3)

    assert [queries_of(address) for address in addresses] == three


def test_the_words_of_a_whole_thread_are_counted_at_once(page: ContentPage, employee: User) -> None:
    comments = [comment_on(page, f"{number}") for number in range(4)]
    for comment in comments:
        say(employee, page, comment)

    with CaptureQueriesContext(connection) as queries:
        tallies = tallies_under([comment.pk for comment in comments], employee)

    assert len(queries) == 1
    assert {comment_id: found[0] for comment_id, found in tallies.items()} == {
        comment.pk: Tally(USEFUL, 1, is_mine=True) for comment in comments
    }


def test_what_is_said_goes_with_the_page(page: ContentPage, employee: User) -> None:
    say(employee, page, comment_on(page))
    say(employee, page)

    page.delete()

    assert not Reaction.objects.exists()
