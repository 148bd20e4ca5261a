import pytest

from access.models import AuditEntry, User
from content.models import ContentPage
from dialogue.models import CommentReport
from dialogue.services import (
    dismiss_report,
    hide_comment,
    report_comment,
    restore_comment,
    withdraw_comment,
)
from dialogue.services.refusals import (
    AlreadySettled,
    CommentGone,
    NotAModerator,
    OutOfSight,
    ReasonMissing,
    ReasonTooLong,
)
from tests.dialogue.conftest import restrict
from tests.factories.accounts import UserFactory
from tests.factories.dialogue import NOW, colleague, comment_on, moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def guard(db: None) -> User:
    """A community manager."""
    return moderator()


@pytest.fixture
def report(page: ContentPage) -> CommentReport:
    """A report that waits."""
    comment = comment_on(page, "Een nare opmerking", author=colleague("Bram Kuiper"))
    return report_comment(
        reporter=colleague("Samira El Amrani"), comment=comment, reason="Dit kwetst iemand.", now=NOW
    )


def test_an_outsider_can_neither_report_nor_moderate(page: ContentPage, outsider: User) -> None:
    comment = comment_on(page)
    guard = moderator()
    restrict(page)

    with pytest.raises(OutOfSight):
        report_comment(reporter=outsider, comment=comment, reason="Nee.", now=NOW)
    with pytest.raises(OutOfSight):
        hide_comment(moderator=guard, comment=comment, reason="Nee.", now=NOW)


def test_who_does_not_moderate_cannot_hide_restore_or_dismiss(report: CommentReport, employee: User) -> None:
    with pytest.raises(NotAModerator):
        hide_comment(moderator=employee, comment=report.comment, reason="Nee.", now=NOW)
    with pytest.raises(NotAModerator):
        restore_comment(moderator=employee, comment=report.comment, now=NOW)
    with pytest.raises(NotAModerator):
        dismiss_report(moderator=employee, report=report, reason="Nee.", now=NOW)


def test_a_reason_is_asked_and_has_a_limit(report: CommentReport, guard: User, employee: User) -> None:
    with pytest.raises(ReasonMissing):
        hide_comment(moderator=guard, comment=report.comment, reason=" \u200b", now=NOW)
    with pytest.raises(ReasonMissing):
        report_comment(reporter=employee, comment=report.comment, reason="", now=NOW)
    with pytest.raises(ReasonTooLong):
        hide_comment(moderator=guard, comment=report.comment, reason="a" * 301, now=NOW)
    with pytest.raises(ReasonTooLong):
        report_comment(reporter=employee, comment=report.comment, reason="a" * 501, now=NOW)


def test_hiding_settles_all_open_reports_and_is_written_down(
    report: CommentReport, guard: User, employee: User
) -> None:
    report_comment(reporter=employee, comment=report.comment, reason="Vind ik ook.", now=NOW)

    hide_comment(moderator=guard, comment=report.comment, reason="Te scherp.", now=NOW)

    assert set(CommentReport.objects.values_list("outcome", "outcome_reason", "settled_by")) == {
        ("hidden", "Te scherp.", guard.pk)
    }
    entry = AuditEntry.objects.get(action="comment.hidden")
    assert (entry.actor_key, entry.thing_id) == (guard.key, str(report.comment_id))


def test_hiding_again_keeps_the_first_reason(report: CommentReport, guard: User) -> None:
    hide_comment(moderator=guard, comment=report.comment, reason="Te scherp.", now=NOW)

    again = hide_comment(moderator=guard, comment=report.comment, reason="Iets anders.", now=NOW)

    assert again.hidden_reason == "Te scherp."
    assert AuditEntry.objects.filter(action="comment.hidden").count() == 1


def test_putting_back_is_written_down(report: CommentReport, guard: User) -> None:
    hide_comment(moderator=guard, comment=report.comment, reason="Te scherp.", now=NOW)

    restored = restore_comment(moderator=guard, comment=report.comment, now=NOW)

    assert restored.stands
    assert AuditEntry.objects.get(action="comment.restored").actor_key == guard.key


def test_a_withdrawn_comment_is_neither_reported_nor_hidden(page: ContentPage, guard: User) -> None:
    author = UserFactory()
    comment = withdraw_comment(author=author, comment=comment_on(page, author=author), now=NOW)

    with pytest.raises(CommentGone):
        report_comment(reporter=guard, comment=comment, reason="Nee.", now=NOW)
    with pytest.raises(CommentGone):
        hide_comment(moderator=guard, comment=comment, reason="Nee.", now=NOW)


def test_a_hidden_comment_that_its_author_withdraws_does_not_come_back(
    page: ContentPage, guard: User
) -> None:
    author = UserFactory()
    comment = comment_on(page, author=author)
    hide_comment(moderator=guard, comment=comment, reason="Nee.", now=NOW)
    withdraw_comment(author=author, comment=comment, now=NOW)

    restored = restore_comment(moderator=guard, comment=comment, now=NOW)

    assert not restored.stands
    assert restored.comment == ""


def test_a_report_keeps_what_was_said_when_the_author_withdraws(report: CommentReport) -> None:
    withdraw_comment(author=report.comment.user, comment=report.comment, now=NOW)

    report.refresh_from_db()
    assert report.text == "Een nare opmerking"
    assert report.comment.comment == ""


def test_someone_reports_again_after_the_first_report_is_settled(report: CommentReport, guard: User) -> None:
    dismiss_report(moderator=guard, report=report, reason="Dit mag gezegd worden.", now=NOW)

    assert report.reporter is not None
    again = report_comment(reporter=report.reporter, comment=report.comment, reason="Toch.", now=NOW)

    assert again.pk != report.pk


def test_a_report_is_settled_once(report: CommentReport, guard: User) -> None:
    dismiss_report(moderator=guard, report=report, reason="Dit mag gezegd worden.", now=NOW)

    with pytest.raises(AlreadySettled):
        dismiss_report(moderator=guard, report=report, reason="Nog eens.", now=NOW)
