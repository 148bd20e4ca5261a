from datetime import timedelta

import pytest

from access.models import AuditEntry, User
from access.roles import Role, give_role
from content.models import ContentPage
from dialogue.models import BrinkComment, Case, CommentReport, Conversation, Decision, KeptWords
from dialogue.moderation.keeping import purge_words
from dialogue.moderation.refusals import (
    AboutYourself,
    AdministratorDecides,
    ClaimedByAnother,
    DecidedMeanwhile,
    RemovalNotProposed,
    WordsGone,
    YourDecision,
    YourReport,
)
from dialogue.services import (
    ask_change,
    claim_case,
    edit_comment,
    hide_comment,
    let_case_go,
    let_stand,
    propose_removal,
    remove_comment,
    report_comment,
    restore_comment,
    withdraw_comment,
)
from dialogue.services.refusals import CommentGone, NotAModerator, OutOfSight
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator

pytestmark = pytest.mark.django_db

DECISIONS = [let_stand, ask_change, hide_comment, restore_comment, propose_removal, remove_comment]


@pytest.fixture
def guard(db: None) -> User:
    return moderator()


@pytest.fixture
def second(db: None) -> User:
    """Another moderator."""
    return moderator()


@pytest.fixture
def comment(page: ContentPage) -> BrinkComment:
    """A comment that was reported once."""
    comment = comment_on(page, "Een nare opmerking", author=colleague("Bram Kuiper"))
    report_comment(reporter=UserFactory(), comment=comment, rule="unkind", reason="Dit kwetst.", now=NOW)
    return comment


def waits_for(comment: BrinkComment) -> str:
    return str(Case.objects.get(comment=comment).waits_for)


@pytest.mark.parametrize("decide", DECISIONS)
def test_who_may_not_see_the_page_or_does_not_moderate_decides_nothing(
    decide: object, comment: BrinkComment, guard: User, employee: User, page: ContentPage
) -> None:
    given = {"comment": comment, "reason": "Nee.", "now": NOW}
    with pytest.raises(NotAModerator):
        decide(moderator=employee, **given)  # type: ignore[operator]  # a service
    restrict(page)
    with pytest.raises(OutOfSight):
        decide(moderator=User.objects.get(pk=guard.pk), **given)  # type: ignore[operator]  # a service

    assert not Decision.objects.exists()


@pytest.mark.parametrize("decide", DECISIONS)
def test_nobody_decides_about_their_own_comment_or_report(
    decide: object, page: ContentPage, guard: User, comment: BrinkComment
) -> None:
    own = comment_on(page, "Van mezelf", author=guard)
    report_comment(reporter=guard, comment=comment, reason="Vind ik ook.", now=NOW)

    with pytest.raises(AboutYourself):
        decide(moderator=guard, comment=own, reason="Mag.", now=NOW)  # type: ignore[operator]  # a service
    with pytest.raises(YourReport):
        decide(moderator=guard, comment=comment, reason="Nee.", now=NOW)  # type: ignore[operator]  # as above


def test_a_report_opens_a_case_that_every_outcome_closes(comment: BrinkComment, guard: User) -> None:
    assert waits_for(comment) == Case.WaitsFor.REPORT

    let_stand(moderator=guard, comment=comment, reason="Dit mag gezegd worden.", now=NOW)

    assert waits_for(comment) == Case.WaitsFor.NOTHING
    assert CommentReport.objects.get().outcome == CommentReport.Outcome.DISMISSED
    assert Decision.objects.get().kind == Decision.Kind.STAYS
    assert AuditEntry.objects.filter(action="comment.left").exists()


def test_asking_for_a_change_leaves_the_comment_readable(comment: BrinkComment, guard: User) -> None:
    changed = ask_change(moderator=guard, comment=comment, reason="Zonder de naam.", now=NOW)

    assert changed.stands
    assert CommentReport.objects.get().outcome == CommentReport.Outcome.CHANGE_ASKED
    assert Decision.objects.get().reason == "Zonder de naam."


def test_a_proposal_hides_and_keeps_the_report_open(comment: BrinkComment, guard: User) -> None:
    hidden = propose_removal(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)

    assert not hidden.stands
    assert hidden.comment == "Een nare opmerking"
    assert waits_for(comment) == Case.WaitsFor.SECOND
    assert CommentReport.objects.get().outcome == CommentReport.Outcome.OPEN
    assert Conversation.objects.get(pk=comment.pk).standing_count == 0


def test_removal_takes_a_second_moderator(comment: BrinkComment, guard: User, second: User) -> None:
    edit_comment(editor=comment.user, comment=comment, text="Een nare dreiging", now=NOW)
    with pytest.raises(RemovalNotProposed):
        remove_comment(moderator=second, comment=comment, reason="Dreigement.", now=NOW)
    propose_removal(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)
    with pytest.raises(YourDecision):
        remove_comment(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)

    removed = remove_comment(moderator=second, comment=comment, reason="Dreigement.", now=NOW)

    removed.refresh_from_db()
    assert (removed.comment, removed.removed_at, removed.edits.count()) == ("", NOW, 0)
    kept = KeptWords.objects.get()
    assert (kept.text, kept.until) == ("Een nare dreiging", NOW + timedelta(days=28))
    assert CommentReport.objects.get().outcome == CommentReport.Outcome.REMOVED
    assert waits_for(comment) == Case.WaitsFor.NOTHING
    assert AuditEntry.objects.get(action="comment.removed").actor_key == second.key


def test_a_second_moderator_may_decide_otherwise(comment: BrinkComment, guard: User, second: User) -> None:
    propose_removal(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)

    hidden = hide_comment(moderator=second, comment=comment, reason="Te scherp.", now=NOW)

    assert (hidden.comment, hidden.hidden_reason) == ("Een nare opmerking", "Te scherp.")
    assert waits_for(comment) == Case.WaitsFor.NOTHING
    assert CommentReport.objects.get().outcome == CommentReport.Outcome.HIDDEN


def test_with_one_moderator_an_administrator_looks_second(comment: BrinkComment, guard: User) -> None:
    administrator = UserFactory()
    give_role(administrator, Role.ADMINISTRATOR)
    propose_removal(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)
    with pytest.raises(AdministratorDecides):
        remove_comment(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)

    remove_comment(
        moderator=User.objects.get(pk=administrator.pk), comment=comment, reason="Dreigement.", now=NOW
    )

    assert not Decision.objects.get(kind=Decision.Kind.REMOVED).is_alone


def test_an_administrator_without_anybody_else_removes_alone_and_that_is_written_down(
    comment: BrinkComment,
) -> None:
    account = UserFactory()
    give_role(account, Role.ADMINISTRATOR)
    administrator = User.objects.get(pk=account.pk)
    propose_removal(moderator=administrator, comment=comment, reason="Dreigement.", now=NOW)

    remove_comment(moderator=administrator, comment=comment, reason="Dreigement.", now=NOW)

    assert Decision.objects.get(kind=Decision.Kind.REMOVED).is_alone
    assert AuditEntry.objects.get(action="comment.removed").details["is_alone"] is True


def test_a_removed_comment_comes_back_only_by_an_appeal(
    comment: BrinkComment, guard: User, second: User
) -> None:
    propose_removal(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)
    remove_comment(moderator=second, comment=comment, reason="Dreigement.", now=NOW)

    with pytest.raises(WordsGone):
        restore_comment(moderator=second, comment=comment, now=NOW)
    with pytest.raises(WordsGone):
        let_stand(moderator=second, comment=comment, reason="Toch niet.", now=NOW)
    with pytest.raises(CommentGone):
        ask_change(moderator=second, comment=comment, reason="Anders.", now=NOW)


def test_the_words_of_a_removed_comment_are_purged_in_time_and_by_withdrawing(
    comment: BrinkComment, guard: User, second: User, page: ContentPage
) -> None:
    other = comment_on(page, "Nog een", author=colleague("Ada Vos"))
    for removed in (comment, other):
        propose_removal(moderator=guard, comment=removed, reason="Dreigement.", now=NOW)
        remove_comment(moderator=second, comment=removed, reason="Dreigement.", now=NOW)

    withdraw_comment(author=other.user, comment=other, now=NOW)

    assert KeptWords.objects.count() == 1
    assert purge_words(NOW + timedelta(days=27)) == 0
    assert purge_words(NOW + timedelta(days=28)) == 1


def test_a_proposal_falls_when_the_author_withdraws_and_the_report_can_be_closed(
    comment: BrinkComment, guard: User, second: User
) -> None:
    propose_removal(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)

    withdraw_comment(author=comment.user, comment=comment, now=NOW)

    assert waits_for(comment) == Case.WaitsFor.REPORT
    let_stand(moderator=second, comment=comment, reason="Zelf weggehaald.", now=NOW)
    assert Decision.objects.newest_first()[0].kind == Decision.Kind.CLOSED
    assert waits_for(comment) == Case.WaitsFor.NOTHING


def test_of_two_moderators_with_the_same_screen_the_second_is_told(
    comment: BrinkComment, guard: User, second: User
) -> None:
    hide_comment(moderator=guard, comment=comment, reason="Te scherp.", now=NOW, seen=0)

    with pytest.raises(DecidedMeanwhile):
        let_stand(moderator=second, comment=comment, reason="Mag.", now=NOW, seen=0)

    comment.refresh_from_db()
    assert not comment.stands


def test_what_somebody_looks_at_is_theirs_for_half_an_hour(
    comment: BrinkComment, guard: User, second: User
) -> None:
    claim_case(moderator=guard, comment=comment, now=NOW)

    with pytest.raises(ClaimedByAnother):
        claim_case(moderator=second, comment=comment, now=NOW)
    with pytest.raises(ClaimedByAnother):
        hide_comment(moderator=second, comment=comment, reason="Te scherp.", now=NOW)
    taken = claim_case(moderator=second, comment=comment, now=NOW + timedelta(minutes=30))

    assert taken.claimed_by == second


def test_a_case_is_taken_over_let_go_and_free_after_a_decision(
    comment: BrinkComment, guard: User, second: User
) -> None:
    claim_case(moderator=guard, comment=comment, now=NOW)
    claim_case(moderator=second, comment=comment, now=NOW, takes_over=True)
    let_case_go(moderator=guard, comment=comment)
    assert Case.objects.get().claimed_by == second

    let_case_go(moderator=second, comment=comment)
    claim_case(moderator=guard, comment=comment, now=NOW)
    hide_comment(moderator=guard, comment=comment, reason="Te scherp.", now=NOW)

    assert Case.objects.get().claimed_by is None
