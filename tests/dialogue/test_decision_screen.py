from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.models import User
from content.models import ContentPage
from dialogue.models import Appeal, BrinkComment, Decision
from dialogue.services import (
    answer_appeal,
    ask_change,
    hide_comment,
    let_stand,
    pause_author,
    propose_removal,
    remove_comment,
    report_comment,
    withdraw_comment,
)
from tests.conftest import QueryCounter
from tests.dialogue.conftest import restrict
from tests.factories.dialogue import comment_on, moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(page: ContentPage, employee: User, reader: Client) -> BrinkComment:
    """A comment of whoever is signed in."""
    return comment_on(page, "Een nare opmerking", author=employee)


def decision_on(comment: BrinkComment) -> Decision:
    decision: Decision = Decision.objects.newest_first().filter(comment=comment)[0]
    return decision


def address_of(decision: Decision) -> str:
    return reverse("dialogue:decision", args=[decision.pk])


def hide(comment: BrinkComment) -> Decision:
    hide_comment(moderator=moderator(), comment=comment, reason="Te scherp.", now=timezone.now())
    return decision_on(comment)


def test_a_decision_is_for_its_author_alone(client: Client, comment: BrinkComment, outsider: User) -> None:
    decision = hide(comment)
    assert decision.decided_by is not None
    for other in (outsider, moderator(), User.objects.get(pk=decision.decided_by.pk)):
        client.force_login(other)

        assert client.get(address_of(decision)).status_code == 404
        assert client.post(address_of(decision), {"text": "Nee."}).status_code == 404

    client.logout()
    assert client.get(address_of(decision)).status_code == 302
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("number", [0, 999_999, 10**12])
def test_numbers_without_a_decision_are_not_found(reader: Client, number: int) -> None:
    assert reader.get(f"/comments/decisions/{number}/").status_code == 404


def test_the_author_reads_what_why_and_their_own_words(
    reader: Client, comment: BrinkComment, page: ContentPage
) -> None:
    decision = hide(comment)

    shown = reader.get(address_of(decision)).content.decode()

    for text in ("Je reactie is verborgen.", "Te scherp.", "Een nare opmerking", page.title):
        assert text in shown
    assert decision.decided_by is not None
    assert decision.decided_by.username not in shown


def test_the_author_appeals_once_and_reads_the_answer(reader: Client, comment: BrinkComment) -> None:
    decision = hide(comment)
    address = address_of(decision)

    empty = reader.post(address, {"text": " "})
    sent = reader.post(address, {"text": "Het was een <b>grap</b>."})
    waiting = reader.get(address).content.decode()
    again = reader.post(address, {"text": "En nog iets."})
    answer_appeal(
        moderator=moderator(),
        made=Appeal.objects.get(),
        grants=False,
        reason="Het kwetst.",
        now=timezone.now(),
    )
    answered = reader.get(address).content.decode()

    assert empty.status_code == 422
    assert sent.headers["Location"] == again.headers["Location"] == address
    assert Appeal.objects.get().text == "Het was een <b>grap</b>."
    assert "<b>grap</b>" not in waiting
    assert "Een andere moderator" in waiting
    assert "<textarea" not in waiting
    assert "Het kwetst." in answered


def test_an_appeal_that_comes_too_late_keeps_what_was_typed(reader: Client, comment: BrinkComment) -> None:
    decision = hide(comment)
    Decision.objects.filter(pk=decision.pk).update(decided_at=timezone.now() - timedelta(days=29))

    shown = reader.get(address_of(decision)).content.decode()
    refused = reader.post(address_of(decision), {"text": "Ik was op reis."})

    assert "<textarea" not in shown
    assert refused.status_code == 422
    assert "Ik was op reis." in refused.content.decode()
    assert "die zijn voorbij" in refused.content.decode()


def test_nothing_is_told_of_a_page_that_was_closed_to_the_author(
    reader: Client, comment: BrinkComment, page: ContentPage
) -> None:
    decision = hide(comment)
    restrict(page)

    shown = reader.get(address_of(decision)).content.decode()

    assert "Te scherp." in shown
    assert page.title not in shown
    assert page.title not in reader.get("/comments/?show=decided").content.decode()


def test_the_author_of_a_removed_comment_still_reads_it_while_it_is_kept(
    reader: Client, comment: BrinkComment
) -> None:
    for service in (propose_removal, remove_comment):
        service(moderator=moderator(), comment=comment, reason="Dreigement.", now=timezone.now())

    shown = reader.get(address_of(decision_on(comment))).content.decode()

    assert "Een nare opmerking" in shown
    assert "Niemand anders leest dit nog." in shown


def test_who_is_asked_to_change_a_comment_gets_the_way_to_it(reader: Client, comment: BrinkComment) -> None:
    ask_change(moderator=moderator(), comment=comment, reason="Zonder de naam.", now=timezone.now())

    shown = reader.get(address_of(decision_on(comment))).content.decode()

    assert reverse("dialogue:comment-edit", args=[comment.pk]) in shown


def test_whose_writing_is_paused_reads_until_when_and_is_refused_with_the_text_kept(
    reader: Client, comment: BrinkComment, page: ContentPage
) -> None:
    now = timezone.now()
    pause_author(
        moderator=moderator(), comment=comment, until=now + timedelta(days=7), reason="Te fel.", now=now
    )
    post_url = reverse("dialogue:comment-post", args=[comment.content_type_id, comment.object_pk])

    shown = reader.get(address_of(decision_on(comment))).content.decode()
    under_the_page = reader.get(page.url).content.decode()
    refused = reader.post(post_url, {"text": "Nog één ding."})

    assert "Je kunt wel lezen" in shown
    assert 'action="' + post_url not in under_the_page
    assert address_of(decision_on(comment)) in under_the_page
    assert refused.status_code == 422
    assert "Nog één ding." in refused.content.decode()
    assert "Te fel." in refused.content.decode()


def test_a_closed_case_of_a_withdrawn_comment_is_no_news_to_its_author(
    reader: Client, comment: BrinkComment
) -> None:
    withdraw_comment(author=comment.user, comment=comment, now=timezone.now())
    let_stand(moderator=moderator(), comment=comment, reason="Zelf weggehaald.", now=timezone.now())

    assert reader.get(address_of(decision_on(comment))).status_code == 404
    assert "Zelf weggehaald." not in reader.get("/comments/?show=decided").content.decode()


def test_your_conversations_tell_what_was_decided_about_you(reader: Client, comment: BrinkComment) -> None:
    decision = hide(comment)

    shown = reader.get("/comments/?show=decided").content.decode()

    assert "Te scherp." in shown
    assert "Bezwaar maken" in shown
    assert address_of(decision) in shown


def test_your_conversations_tell_what_came_of_your_reports_and_no_more(
    reader: Client, page: ContentPage, employee: User, outsider: User
) -> None:
    comment = comment_on(page, "Een dreigement", author=outsider)
    report_comment(reporter=employee, comment=comment, reason="Dit kan niet.", now=timezone.now())
    before = reader.get("/comments/?show=reported").content.decode()
    hide(comment)

    after = reader.get("/comments/?show=reported").content.decode()

    assert "De moderatoren kijken ernaar." in before
    assert "Reactie verborgen. Waarom: Te scherp." in after
    for secret in ("Een dreigement", outsider.username):
        assert secret not in after


def test_six_decisions_and_reports_cost_as_many_queries_as_three(
    page: ContentPage, employee: User, outsider: User, queries_of: QueryCounter
) -> None:
    counts = []
    for number in range(6):
        hide(comment_on(page, f"Eigen {number}", author=employee))
        other = comment_on(page, f"Ander {number}", author=outsider)
        report_comment(reporter=employee, comment=other, reason="Nee.", now=timezone.now())
        if number in (2, 5):
            counts.append([queries_of("/comments/?show=decided"), queries_of("/comments/?show=reported")])

    assert counts[0] == counts[1]
