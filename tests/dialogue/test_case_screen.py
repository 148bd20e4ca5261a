from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail_modeladmin.options import ModelAdmin

from access.models import User
from access.registers import Register, RegisterView
from content.models import ContentPage
from dialogue.models import BrinkComment, Case, CommentReport, Decision, HintWord
from dialogue.pauses import pause_of
from dialogue.services import (
    appeal,
    claim_case,
    edit_comment,
    hide_comment,
    let_stand,
    propose_removal,
    remove_comment,
    report_comment,
    withdraw_comment,
)
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/dialogue/case/"
LOG = "/admin/dialogue/decision/"
WORDS = "/admin/dialogue/hintword/"
OWN_ROOMS = tuple(f"{room}." for room in ("access", "directory", "content", "dialogue", "news", "home"))


def look_url(comment: BrinkComment) -> str:
    return reverse("dialogue_case_modeladmin_look", args=[comment.pk])


@pytest.fixture
def guard(db: None, client: Client) -> User:
    """A community manager, signed in."""
    guard = moderator()
    client.force_login(guard)
    return guard


@pytest.fixture
def comment(page: ContentPage) -> BrinkComment:
    """A comment that was reported."""
    comment = comment_on(page, "Een nare opmerking", author=colleague("Bram Kuiper"))
    report_comment(
        reporter=colleague("Samira El Amrani"),
        comment=comment,
        rule="unkind",
        reason="Dit kwetst iemand.",
        now=NOW,
    )
    return comment


def send(client: Client, comment: BrinkComment, act: str, **answers: Any) -> Any:  # Any: an answer of a test
    last = Decision.objects.newest_first().filter(comment=comment).first()
    return client.post(look_url(comment), {"act": act, "seen": last.pk if last else 0, **answers})


def test_the_screens_are_for_moderators_alone(client: Client, comment: BrinkComment, employee: User) -> None:
    let_stand(moderator=moderator(), comment=comment, reason="Dit mag gezegd worden.", now=NOW)
    HintWord.objects.create(word="waardeloos", hint_nl="Zeg wat je mist.")
    employee.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="dialogue"),
    )
    client.force_login(employee)

    for address in (LIST, LOG, WORDS, look_url(comment), f"{WORDS}create/"):
        answer = client.get(address)
        assert answer.status_code in (302, 403), address
        for secret in ("Een nare opmerking", "Dit mag gezegd worden.", "waardeloos"):
            assert secret not in answer.content.decode()
    assert LIST not in client.get("/admin/").content.decode()


def test_a_moderator_finds_the_queue_the_log_and_the_words_in_the_menu(client: Client, guard: User) -> None:
    shown = client.get("/admin/").content.decode()

    for address in (LIST, LOG, WORDS):
        assert address in shown


def test_the_queue_shows_what_was_said_and_what_is_asked(
    client: Client, comment: BrinkComment, guard: User
) -> None:
    shown = client.get(LIST).content.decode()

    assert "Een nare opmerking" in shown
    assert "een beslissing" in shown
    assert look_url(comment) in shown
    assert reverse("dialogue:comment-detail", args=[comment.pk]) in shown


def test_cases_of_a_page_that_the_moderator_may_not_see_do_not_exist(
    client: Client, comment: BrinkComment, guard: User, page: ContentPage
) -> None:
    other = comment_on(page, "Ook hier", author=comment.user)
    let_stand(moderator=guard, comment=other, reason="Mag.", now=NOW)
    elsewhere = comment_on(NewsPageFactory(), "Elders", author=comment.user)
    report_comment(reporter=UserFactory(), comment=elsewhere, reason="Gek.", now=NOW)
    restrict(page)

    assert "Een nare opmerking" not in client.get(LIST).content.decode()
    assert "Mag." not in client.get(LOG).content.decode()
    assert client.get(look_url(comment)).status_code == 404
    assert send(client, comment, "decide", outcome="hidden", reason="Nee.").status_code == 404
    # Nor among the earlier decisions about the same author.
    assert "Mag." not in client.get(look_url(elsewhere)).content.decode()


def test_who_is_reported_finds_no_case_about_themselves(
    client: Client, guard: User, page: ContentPage
) -> None:
    own = comment_on(page, "Van mezelf", author=guard)
    report_comment(reporter=UserFactory(), comment=own, reason="Niet netjes.", now=NOW)
    hide_comment(moderator=moderator(), comment=own, reason="Te scherp.", now=NOW)

    assert "Van mezelf" not in client.get(LIST).content.decode()
    assert client.get(look_url(own)).status_code == 404
    assert "Te scherp." not in client.get(LOG).content.decode()


def test_who_reported_it_reads_the_case_and_is_told_that_another_decides(
    client: Client, guard: User, comment: BrinkComment
) -> None:
    report_comment(reporter=guard, comment=comment, reason="Vind ik ook.", now=NOW)

    shown = client.get(look_url(comment)).content.decode()
    refused = send(client, comment, "decide", outcome="hidden", reason="Nee.")

    assert "een andere moderator beslist erover" in shown
    assert 'value="decide"' not in shown
    assert refused.status_code == 422
    assert BrinkComment.objects.get(pk=comment.pk).stands


@pytest.mark.parametrize(
    "asked",
    ["comment__user__password__startswith=zz", "nothing=1", "comment__reports__reporter=0"],
)
def test_the_queue_filters_by_nothing_that_it_does_not_offer(
    client: Client, guard: User, comment: BrinkComment, asked: str
) -> None:
    answer = client.get(f"{LIST}?{asked}")

    assert look_url(comment) in answer.text


def test_every_register_filters_by_nothing_that_it_does_not_offer() -> None:
    registers = [Register, *Register.__subclasses__()]

    strangers = {one for one in ModelAdmin.__subclasses__() if one.__module__.startswith(OWN_ROOMS)}
    assert strangers == {Register}
    assert all(issubclass(one.index_view_class, RegisterView) for one in registers)


def test_what_waits_longest_stands_first_and_what_is_settled_last(
    client: Client, comment: BrinkComment, guard: User, page: ContentPage
) -> None:
    settled = comment_on(page, "Niets mis mee", author=UserFactory())
    report_comment(reporter=UserFactory(), comment=settled, reason="Gek.", now=NOW - timedelta(days=9))
    let_stand(moderator=guard, comment=settled, reason="Dit mag.", now=NOW)
    older = comment_on(page, "Al langer", author=UserFactory())
    report_comment(reporter=UserFactory(), comment=older, reason="Gek.", now=NOW - timedelta(days=1))

    shown = client.get(LIST).content.decode()

    places = [shown.index(text) for text in ("Al langer", "Een nare opmerking", "Niets mis mee")]
    assert places == sorted(places)


def _cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_six_rows_cost_as_many_queries_as_three(client: Client, guard: User, page: ContentPage) -> None:
    author = colleague("Bram Kuiper")
    counts: list[list[int]] = []
    for number in range(6):
        comment = comment_on(page, f"Opmerking {number}", author=author)
        report_comment(reporter=colleague(f"Melder {number}"), comment=comment, reason="Nee.", now=NOW)
        let_stand(moderator=moderator(), comment=comment, reason=f"Reden {number}", now=NOW)
        report_comment(reporter=colleague(f"Melder {number}b"), comment=comment, reason="Toch.", now=NOW)
        claim_case(moderator=moderator(), comment=comment, now=timezone.now())
        if number in (2, 5):
            screens = (LIST, LOG, look_url(comment))
            counts.append([_cost(client, address) for address in screens])

    assert counts[0] == counts[1]


def test_a_case_tells_what_was_said_around_it_and_decided_before(
    client: Client, guard: User, comment: BrinkComment, page: ContentPage
) -> None:
    edit_comment(editor=comment.user, comment=comment, text="Iets aardiger", now=NOW)
    before = comment_on(page, "Wie heeft dit bedacht?", author=colleague("Ada Vos"))
    answer = comment_on(page, "Een sukkel", author=comment.user, parent=before)
    comment_on(page, "Hou het netjes", author=UserFactory(), parent=answer)
    report_comment(reporter=UserFactory(), comment=answer, reason="Onaardig.", now=NOW)
    let_stand(moderator=moderator(), comment=comment, reason="De vorige keer mocht het.", now=NOW)

    about_answer = client.get(look_url(answer)).content.decode()
    about_comment = client.get(look_url(comment)).content.decode()

    for text in ("Wie heeft dit bedacht?", "Ada Vos", "Hou het netjes", "De vorige keer mocht het."):
        assert text in about_answer
    for text in ("Een nare opmerking", "Iets aardiger", "Samira El Amrani", "Het kwetst of beledigt iemand"):
        assert text in about_comment


def test_a_moderator_hides_and_the_reason_is_asked(
    client: Client, guard: User, comment: BrinkComment
) -> None:
    refused = send(client, comment, "decide", outcome="hidden", reason="")
    nothing_chosen = send(client, comment, "decide", reason="Te scherp, en dit bewaar je.")
    answer = send(client, comment, "decide", outcome="hidden", reason="Te scherp.")

    comment.refresh_from_db()
    assert (refused.status_code, nothing_chosen.status_code) == (422, 422)
    assert "Te scherp, en dit bewaar je." in nothing_chosen.content.decode()
    assert answer.headers["Location"] == LIST
    assert comment.hidden_reason == "Te scherp."
    assert CommentReport.objects.get().outcome == CommentReport.Outcome.HIDDEN


def test_a_decision_that_does_not_fit_the_comment_is_refused(
    client: Client, guard: User, comment: BrinkComment
) -> None:
    for outcome in ("removed", "restored", "closed", "paused", "x"):
        assert send(client, comment, "decide", outcome=outcome, reason="Nee.").status_code == 422

    assert not Decision.objects.exists()


@pytest.mark.parametrize("act", ["", "x", "answer", "end_pause"])
def test_an_act_that_does_not_fit_the_case_does_nothing(
    client: Client, guard: User, comment: BrinkComment, act: str
) -> None:
    assert send(client, comment, act, outcome="granted", reason="Nee.").status_code == 422
    assert not Decision.objects.exists()


def test_of_two_moderators_at_once_the_second_keeps_what_they_typed(
    client: Client, guard: User, comment: BrinkComment
) -> None:
    let_stand(moderator=moderator(), comment=comment, reason="Dit mag.", now=NOW)

    refused = client.post(
        look_url(comment), {"act": "decide", "seen": 0, "outcome": "hidden", "reason": "Mijn lange reden"}
    )

    assert refused.status_code == 422
    assert "heeft intussen beslist" in refused.content.decode()
    assert "Mijn lange reden" in refused.content.decode()


def test_two_moderators_remove_together(client: Client, guard: User, comment: BrinkComment) -> None:
    send(client, comment, "decide", outcome="removal_proposed", reason="Dreigement.")
    again = client.get(look_url(comment)).content.decode()
    alone = send(client, comment, "decide", outcome="removed", reason="Dreigement.")
    second = moderator()
    client.force_login(second)
    send(client, comment, "decide", outcome="removed", reason="Dreigement.")

    shown = client.get(look_url(comment)).content.decode()
    comment.refresh_from_db()
    assert 'value="removed"' in again
    assert alone.status_code == 422
    assert comment.removed_at is not None
    assert "deze woorden blijven bewaard tot" in shown
    assert 'value="decide"' not in shown


def test_a_claim_is_seen_by_others_and_taken_over(client: Client, guard: User, comment: BrinkComment) -> None:
    mila = colleague("Mila Jansen")
    User.objects.filter(pk=mila.pk).update(is_superuser=True)
    claim_case(moderator=User.objects.get(pk=mila.pk), comment=comment, now=timezone.now())

    assert "Mila Jansen" in client.get(LIST).content.decode()
    assert "Mila Jansen kijkt hiernaar" in client.get(look_url(comment)).content.decode()
    assert send(client, comment, "claim").status_code == 422
    assert send(client, comment, "decide", outcome="hidden", reason="Te scherp.").status_code == 422
    assert send(client, comment, "take_over").headers["Location"] == look_url(comment)
    assert Case.objects.get().claimed_by == guard
    send(client, comment, "let_go")
    assert Case.objects.get().claimed_by is None


def test_a_moderator_gives_a_pause_and_ends_it(client: Client, guard: User, comment: BrinkComment) -> None:
    author = User.objects.get(pk=comment.user_id)
    assert send(client, comment, "pause", days="400", reason="Te fel.").status_code == 422
    send(client, comment, "pause", days="7", reason="Te fel.")
    assert pause_of(author, timezone.now()) is not None

    shown = client.get(look_url(comment)).content.decode()
    send(client, comment, "end_pause", reason="Je zei sorry.")

    assert 'value="pause"' not in shown
    assert pause_of(author, timezone.now()) is None


def test_another_moderator_answers_an_appeal(client: Client, guard: User, comment: BrinkComment) -> None:
    hide_comment(moderator=moderator(), comment=comment, reason="Te scherp.", now=NOW)
    appeal(author=comment.user, decision=Decision.objects.get(), text="Het was een grap.", now=NOW)

    shown = client.get(look_url(comment)).content.decode()
    send(client, comment, "answer", outcome="granted", reason="Inderdaad.")

    assert "Het was een grap." in shown
    comment.refresh_from_db()
    assert comment.stands


def test_the_case_of_a_withdrawn_comment_can_only_be_closed(
    client: Client, guard: User, comment: BrinkComment
) -> None:
    withdraw_comment(author=comment.user, comment=comment, now=NOW)

    shown = client.get(look_url(comment)).content.decode()
    send(client, comment, "decide", outcome="closed", reason="Zelf weggehaald.")

    # What was said when it was reported stays to be read.
    assert "Een nare opmerking" in shown
    assert 'value="hidden"' not in shown
    assert Case.objects.get().waits_since is None


def test_the_log_tells_what_who_and_why_and_changes_nothing(
    client: Client, guard: User, comment: BrinkComment
) -> None:
    decider = moderator()
    hide_comment(moderator=decider, comment=comment, reason="Te scherp.", now=NOW)
    decision = Decision.objects.get()

    shown = client.get(LOG).content.decode()

    for text in ("De reactie is verborgen", "Te scherp.", decider.username, look_url(comment)):
        assert text in shown
    for act in ("create", f"edit/{decision.pk}", f"delete/{decision.pk}"):
        assert client.post(f"{LOG}{act}/").status_code == 404


def test_a_moderator_keeps_the_words_with_a_hint(client: Client, guard: User) -> None:
    made = client.post(
        f"{WORDS}create/", {"word": "waardeloos", "hint_nl": "Zeg wat je mist.", "hint_en": ""}
    )
    twice = client.post(f"{WORDS}create/", {"word": "waardeloos", "hint_nl": "Nog eens.", "hint_en": ""})

    assert made.status_code == 302
    assert twice.status_code == 200
    assert HintWord.objects.get().hint_nl == "Zeg wat je mist."
    assert "waardeloos" in client.get(WORDS).content.decode()


@pytest.mark.parametrize("number", ["x", "0", "99999", "9" * 30])
def test_numbers_without_a_case_are_not_found(client: Client, guard: User, number: str) -> None:
    assert client.get(f"/admin/dialogue/case/look/{number}/").status_code == 404


def test_a_removed_comment_with_an_appeal_shows_what_it_said(
    client: Client, guard: User, comment: BrinkComment
) -> None:
    propose_removal(moderator=moderator(), comment=comment, reason="Dreigement.", now=timezone.now())
    remove_comment(moderator=moderator(), comment=comment, reason="Dreigement.", now=timezone.now())
    appeal(
        author=comment.user,
        decision=Decision.objects.get(kind="removed"),
        text="Dat is het niet.",
        now=timezone.now(),
    )

    shown = client.get(look_url(comment)).content.decode()

    assert "Een nare opmerking" in shown
    assert "Dat is het niet." in shown
