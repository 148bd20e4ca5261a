from datetime import timedelta

import pytest

from access.models import AuditEntry, User
from access.roles import Role, give_role
from content.models import ContentPage
from dialogue.models import Appeal, BrinkComment, Case, Conversation, Decision, KeptWords, Pause
from dialogue.moderation.keeping import purge_words
from dialogue.moderation.refusals import (
    AboutYourself,
    AdministratorDecides,
    AppealAnswered,
    AppealTooLate,
    NoAppeal,
    NobodyToPause,
    PauseOver,
    PauseTooLong,
    YourDecision,
)
from dialogue.pauses import pause_of
from dialogue.services import (
    answer_appeal,
    appeal,
    end_pause,
    hide_comment,
    let_stand,
    pause_author,
    propose_removal,
    remove_comment,
    restore_comment,
    withdraw_comment,
)
from dialogue.services.refusals import NotAModerator, NotYours, ReasonMissing, ReasonTooLong
from tests.factories.dialogue import NOW, colleague, comment_on, moderator

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


@pytest.fixture
def guard(db: None) -> User:
    return moderator()


@pytest.fixture
def second(db: None) -> User:
    """Another moderator."""
    return moderator()


@pytest.fixture
def author(db: None) -> User:
    return colleague("Bram Kuiper")


@pytest.fixture
def comment(page: ContentPage, author: User) -> BrinkComment:
    return comment_on(page, "Een nare opmerking", author=author)


@pytest.fixture
def hidden(comment: BrinkComment, guard: User) -> Decision:
    """The decision that hid the comment."""
    hide_comment(moderator=guard, comment=comment, reason="Te scherp.", now=NOW)
    return Decision.objects.get()


def test_an_appeal_waits_for_another_moderator_and_undoes_the_decision(
    hidden: Decision, author: User, guard: User, second: User
) -> None:
    made = appeal(author=author, decision=hidden, text="Het was een grap.", now=NOW)
    assert Case.objects.get().waits_for == Case.WaitsFor.APPEAL
    with pytest.raises(YourDecision):
        answer_appeal(moderator=guard, made=made, grants=True, reason="Toch.", now=NOW)

    answered = answer_appeal(moderator=second, made=made, grants=True, reason="Inderdaad.", now=NOW)

    comment = BrinkComment.objects.get(pk=hidden.comment_id)
    assert comment.stands
    assert Conversation.objects.get(pk=comment.pk).standing_count == 1
    assert answered.answer is not None
    assert answered.answer.kind == Decision.Kind.APPEAL_GRANTED
    assert Case.objects.get().waits_for == Case.WaitsFor.NOTHING
    assert AuditEntry.objects.get(action="appeal.granted").actor_key == second.key


def test_an_appeal_that_is_refused_leaves_everything(hidden: Decision, author: User, second: User) -> None:
    made = appeal(author=author, decision=hidden, text="Het was een grap.", now=NOW)

    answer_appeal(moderator=second, made=made, grants=False, reason="Het kwetst.", now=NOW)

    assert not BrinkComment.objects.get(pk=hidden.comment_id).stands
    with pytest.raises(AppealAnswered):
        answer_appeal(moderator=second, made=made, grants=True, reason="Toch.", now=NOW)


def test_someone_appeals_once_in_time_and_about_themselves(
    hidden: Decision, author: User, employee: User
) -> None:
    with pytest.raises(NotYours):
        appeal(author=employee, decision=hidden, text="Voor Bram.", now=NOW)
    with pytest.raises(AppealTooLate):
        appeal(author=author, decision=hidden, text="Te laat.", now=NOW + timedelta(days=29))
    with pytest.raises(ReasonMissing):
        appeal(author=author, decision=hidden, text=" ", now=NOW)
    with pytest.raises(ReasonTooLong):
        appeal(author=author, decision=hidden, text="a" * 1001, now=NOW)

    first = appeal(author=author, decision=hidden, text="Het was een grap.", now=NOW)
    again = appeal(author=author, decision=hidden, text="Echt.", now=NOW)

    assert (again, again.text) == (first, "Het was een grap.")


def test_what_takes_nothing_from_the_author_has_no_appeal(
    comment: BrinkComment, author: User, guard: User
) -> None:
    let_stand(moderator=guard, comment=comment, reason="Dit mag.", now=NOW)

    with pytest.raises(NoAppeal):
        appeal(author=author, decision=Decision.objects.get(), text="Waarom?", now=NOW)


def test_who_does_not_moderate_and_the_author_answer_no_appeal(
    hidden: Decision, author: User, employee: User
) -> None:
    made = appeal(author=author, decision=hidden, text="Het was een grap.", now=NOW)
    give_role(author, Role.COMMUNITY_MANAGER)

    with pytest.raises(NotAModerator):
        answer_appeal(moderator=employee, made=made, grants=True, reason="Ja.", now=NOW)
    with pytest.raises(AboutYourself):
        answer_appeal(moderator=User.objects.get(pk=author.pk), made=made, grants=True, reason="Ja.", now=NOW)


def test_an_appeal_brings_the_words_of_a_removed_comment_back(
    comment: BrinkComment, author: User, guard: User, second: User
) -> None:
    propose_removal(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)
    remove_comment(moderator=second, comment=comment, reason="Dreigement.", now=NOW)
    made = appeal(
        author=author, decision=Decision.objects.get(kind="removed"), text="Dat is het niet.", now=NOW
    )
    third = moderator()
    for before in (guard, second):
        with pytest.raises(YourDecision):
            answer_appeal(moderator=before, made=made, grants=True, reason="Ja.", now=NOW)

    assert purge_words(NOW + timedelta(days=60)) == 0
    answer_appeal(moderator=third, made=made, grants=True, reason="Inderdaad.", now=NOW)

    back = BrinkComment.objects.get(pk=comment.pk)
    assert (back.comment, back.stands, back.removed_at) == ("Een nare opmerking", True, None)
    assert not KeptWords.objects.exists()


def test_the_only_moderator_is_told_that_an_administrator_decides(
    hidden: Decision, author: User, guard: User
) -> None:
    made = appeal(author=author, decision=hidden, text="Het was een grap.", now=NOW)

    with pytest.raises(AdministratorDecides) as refusal:
        answer_appeal(moderator=guard, made=made, grants=True, reason="Toch.", now=NOW)

    assert "beheerder" in str(refusal.value.sentence)


def test_a_decision_that_was_made_since_is_not_undone_by_an_older_appeal(
    hidden: Decision, author: User, guard: User, second: User
) -> None:
    made = appeal(author=author, decision=hidden, text="Het was een grap.", now=NOW)
    comment = hidden.comment
    restore_comment(moderator=guard, comment=comment, now=NOW)
    hide_comment(moderator=guard, comment=comment, reason="Opnieuw te scherp.", now=NOW)

    answer_appeal(moderator=second, made=made, grants=True, reason="De eerste keer mocht.", now=NOW)

    assert not BrinkComment.objects.get(pk=comment.pk).stands


def test_a_withdrawn_comment_stays_withdrawn_after_an_appeal(
    hidden: Decision, author: User, second: User
) -> None:
    made = appeal(author=author, decision=hidden, text="Het was een grap.", now=NOW)
    withdraw_comment(author=author, comment=hidden.comment, now=NOW)

    answer_appeal(moderator=second, made=made, grants=True, reason="Inderdaad.", now=NOW)

    assert not BrinkComment.objects.get(pk=hidden.comment_id).stands


def test_a_pause_has_an_end_of_at_most_ninety_days(comment: BrinkComment, guard: User) -> None:
    for until in (NOW, NOW - WEEK, NOW + timedelta(days=91)):
        with pytest.raises(PauseTooLong):
            pause_author(moderator=guard, comment=comment, until=until, reason="Te fel.", now=NOW)


def test_a_second_pause_takes_the_place_of_the_first(
    comment: BrinkComment, author: User, guard: User
) -> None:
    pause_author(moderator=guard, comment=comment, until=NOW + 2 * WEEK, reason="Te fel.", now=NOW)

    pause_author(moderator=guard, comment=comment, until=NOW + WEEK, reason="Iets korter.", now=NOW)

    running = pause_of(author, NOW + timedelta(hours=1))
    assert running is not None
    assert running.reason == "Iets korter."


def test_whose_account_is_closed_gets_no_pause(comment: BrinkComment, author: User, guard: User) -> None:
    author.is_active = False
    author.save()

    with pytest.raises(NobodyToPause):
        pause_author(moderator=guard, comment=comment, until=NOW + WEEK, reason="Te fel.", now=NOW)


def test_a_pause_ends_by_a_moderator_or_by_an_appeal(
    comment: BrinkComment, author: User, guard: User, second: User
) -> None:
    pause = pause_author(moderator=guard, comment=comment, until=NOW + WEEK, reason="Te fel.", now=NOW)
    end_pause(moderator=guard, pause=pause, reason="Je zei sorry.", now=NOW)
    with pytest.raises(PauseOver):
        end_pause(moderator=guard, pause=pause, reason="Nog eens.", now=NOW)
    again = pause_author(moderator=guard, comment=comment, until=NOW + WEEK, reason="Weer.", now=NOW)
    assert again.decision is not None
    made = appeal(author=author, decision=again.decision, text="Dat was ik niet.", now=NOW)

    answer_appeal(moderator=second, made=made, grants=True, reason="Inderdaad.", now=NOW)

    assert pause_of(author, NOW) is None


def test_a_pause_stays_when_the_page_goes(
    comment: BrinkComment, author: User, guard: User, page: ContentPage
) -> None:
    pause_author(moderator=guard, comment=comment, until=NOW + WEEK, reason="Te fel.", now=NOW)

    page.delete()

    assert pause_of(author, NOW) is not None
    assert Pause.objects.get().decision is None
    assert not Appeal.objects.exists()


def test_words_that_are_gone_do_not_come_back_as_an_empty_comment(
    comment: BrinkComment, author: User, guard: User, second: User
) -> None:
    propose_removal(moderator=guard, comment=comment, reason="Dreigement.", now=NOW)
    remove_comment(moderator=second, comment=comment, reason="Dreigement.", now=NOW)
    made = appeal(author=author, decision=Decision.objects.get(kind="removed"), text="Nee.", now=NOW)
    KeptWords.objects.all().delete()

    answer_appeal(moderator=moderator(), made=made, grants=True, reason="Inderdaad.", now=NOW)

    gone = BrinkComment.objects.get(pk=comment.pk)
    assert gone.removed_at == NOW
    assert not gone.stands
