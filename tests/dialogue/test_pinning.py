import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from content.models import ContentPage
from dialogue.models import BrinkComment, Pin
from dialogue.reading import read_thread
from dialogue.services import hide_comment, pin_comment, unpin_comment, withdraw_comment
from dialogue.services.refusals import CommentGone, NotAnAnswerer, OutOfSight
from dialogue.targets import target_of
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def liv(db: None) -> User:
    return colleague("Liv Aerts")


@pytest.fixture
def kept_page(liv: User) -> ContentPage:
    """A news item that Liv keeps."""
    news: ContentPage = NewsPageFactory(keeper=liv.person)
    return news


def test_who_answers_for_a_page_pins_one_comment_above_the_others(
    client: Client, kept_page: ContentPage, liv: User, employee: User
) -> None:
    first = comment_on(kept_page, "Dit eerst")
    second = comment_on(kept_page, "Nee, dit", parent=first)

    for comment in (first, second, second):
        pin_comment(pinner=liv, comment=comment, now=NOW)
    thread = read_thread(target_of(kept_page), employee)
    client.force_login(employee)
    shown = client.get(kept_page.url).content.decode()

    assert [pin.comment_id for pin in Pin.objects.all()] == [second.pk]
    assert thread.pinned is not None
    assert thread.pinned.comment == second
    assert [line.is_pinned for line in thread.lines] == [False, True]
    assert shown.count("Nee, dit") == 2
    assert f'href="{reverse("dialogue:comment-detail", args=[second.pk])}"' in shown


def test_nobody_else_pins_or_takes_a_pin_away(
    client: Client, kept_page: ContentPage, liv: User, employee: User
) -> None:
    comment = comment_on(kept_page, author=employee)
    client.force_login(employee)

    with pytest.raises(NotAnAnswerer):
        pin_comment(pinner=employee, comment=comment, now=NOW)
    pin_comment(pinner=liv, comment=comment, now=NOW)
    with pytest.raises(NotAnAnswerer):
        unpin_comment(pinner=moderator(), comment=comment)

    for act in ("pin", "unpin"):
        address = reverse(f"dialogue:comment-{act}", args=[comment.pk])
        assert address not in client.get(kept_page.url).content.decode()
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert Pin.objects.count() == 1


def test_who_may_no_longer_see_the_page_does_not_pin(kept_page: ContentPage, liv: User) -> None:
    comment = comment_on(kept_page)
    restrict(kept_page)

    with pytest.raises(OutOfSight):
        pin_comment(pinner=liv, comment=comment, now=NOW)


def test_a_comment_that_is_gone_is_not_pinned(kept_page: ContentPage, liv: User, employee: User) -> None:
    comment = comment_on(kept_page, author=employee)
    withdraw_comment(author=employee, comment=comment, now=NOW)

    with pytest.raises(CommentGone):
        pin_comment(pinner=liv, comment=comment, now=NOW)


def test_a_pinned_comment_is_not_shown_on_top_once_it_is_hidden(kept_page: ContentPage, liv: User) -> None:
    comment = comment_on(kept_page)
    comment_on(kept_page, "Antwoord", parent=comment)
    pin_comment(pinner=liv, comment=comment, now=NOW)
    hide_comment(moderator=moderator(), comment=comment, reason="Nee.", now=NOW)

    for viewer in (UserFactory(), comment.user, liv):
        assert read_thread(target_of(kept_page), viewer).pinned is None


def test_pins_of_two_pages_leave_each_other_alone(kept_page: ContentPage, liv: User) -> None:
    other = NewsPageFactory(keeper=liv.person)
    here, there = comment_on(kept_page), comment_on(other)

    pin_comment(pinner=liv, comment=here, now=NOW)
    pin_comment(pinner=liv, comment=there, now=NOW)
    unpin_comment(pinner=liv, comment=here)

    assert [pin.comment_id for pin in Pin.objects.all()] == [there.pk]


def test_pinning_goes_by_plain_forms(client: Client, kept_page: ContentPage, liv: User) -> None:
    comment = comment_on(kept_page)
    pin_url = reverse("dialogue:comment-pin", args=[comment.pk])
    unpin_url = reverse("dialogue:comment-unpin", args=[comment.pk])
    client.force_login(liv)

    assert pin_url in client.get(kept_page.url).content.decode()
    assert client.get(pin_url).status_code == 200
    assert client.post(pin_url).headers["Location"].endswith(f"#c{comment.pk}")
    pinned = client.get(kept_page.url).content.decode()
    client.post(unpin_url)

    assert unpin_url in pinned
    assert pin_url not in pinned
    assert not Pin.objects.exists()
    assert client.get(unpin_url).status_code == 404


def test_whoever_erases_a_comment_erases_its_pin(kept_page: ContentPage, liv: User) -> None:
    comment = comment_on(kept_page)
    pin_comment(pinner=liv, comment=comment, now=NOW)

    BrinkComment.objects.filter(pk=comment.pk).delete()

    assert not Pin.objects.exists()
