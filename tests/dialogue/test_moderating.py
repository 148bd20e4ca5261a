from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import AuditEntry, User
from content.models import ContentPage
from dialogue.models import CommentReport
from dialogue.services import (
    dismiss_report,
    edit_comment,
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
from tests.factories.pages import NewsPageFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/dialogue/commentreport/"


def settle_url(report: CommentReport) -> str:
    return reverse("dialogue_commentreport_modeladmin_settle", args=[report.pk])


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


def test_the_list_is_for_moderators_alone(client: Client, report: CommentReport, employee: User) -> None:
    employee.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="dialogue"),
    )
    client.force_login(employee)

    for address in (LIST, settle_url(report)):
        answer = client.get(address)
        assert answer.status_code in (302, 403)
        assert "Een nare opmerking" not in answer.content.decode()
    assert LIST not in client.get("/admin/").content.decode()


def test_the_list_shows_text_reason_and_the_way_to_the_place(
    client: Client, report: CommentReport, guard: User
) -> None:
    client.force_login(guard)

    shown = client.get(LIST).content.decode()

    assert "Een nare opmerking" in shown
    assert "Dit kwetst iemand." in shown
    assert reverse("dialogue:comment-detail", args=[report.comment_id]) in shown
    assert settle_url(report) in shown
    assert LIST in client.get("/admin/").content.decode()


def test_reports_of_a_page_that_the_moderator_may_not_see_do_not_exist(
    client: Client, report: CommentReport, guard: User, page: ContentPage
) -> None:
    restrict(page)
    client.force_login(guard)

    assert "Een nare opmerking" not in client.get(LIST).content.decode()
    assert client.get(settle_url(report)).status_code == 404
    assert client.post(settle_url(report), {"outcome": "hidden", "reason": "Nee."}).status_code == 404


def test_what_waits_stands_first(
    client: Client, report: CommentReport, guard: User, page: ContentPage
) -> None:
    settled = report_comment(
        reporter=UserFactory(),
        comment=comment_on(page, "Niets mis mee"),
        reason="Toch gek.",
        now=NOW + timedelta(days=1),
    )
    dismiss_report(moderator=guard, report=settled, reason="Dit mag.", now=NOW)
    client.force_login(guard)

    shown = client.get(LIST).content.decode()

    assert shown.index("Een nare opmerking") < shown.index("Niets mis mee")


def test_twelve_reports_cost_as_many_queries_as_three(client: Client, guard: User) -> None:
    client.force_login(guard)
    counts: list[int] = []
    for number in range(12):
        report_comment(
            reporter=UserFactory(),
            comment=comment_on(NewsPageFactory(), f"Opmerking {number}"),
            reason="Nee.",
            now=NOW,
        )
        if number in (2, 11):
            client.get(LIST)
            with CaptureQueriesContext(connection) as queries:
                shown = client.get(LIST).content.decode()
            counts.append(len(queries))
            assert shown.count("Opmerking ") == number + 1

    assert counts[0] == counts[1]


def test_a_moderator_hides_from_the_list(client: Client, report: CommentReport, guard: User) -> None:
    client.force_login(guard)

    shown = client.get(settle_url(report)).content.decode()
    refused = client.post(settle_url(report), {"outcome": "hidden", "reason": ""})
    answer = client.post(settle_url(report), {"outcome": "hidden", "reason": "Te scherp."})

    report.refresh_from_db()
    assert "Bram Kuiper" in shown
    assert "Samira El Amrani" in shown
    assert refused.status_code == 422
    assert answer.headers["Location"] == LIST
    assert (report.outcome, report.comment.hidden_reason) == ("hidden", "Te scherp.")


def test_a_moderator_lets_a_comment_stay(client: Client, report: CommentReport, guard: User) -> None:
    client.force_login(guard)

    client.post(settle_url(report), {"outcome": "dismissed", "reason": "Dit mag gezegd worden."})

    report.refresh_from_db()
    assert (report.outcome, report.settled_by) == ("dismissed", guard)
    assert report.comment.stands
    assert "Dit mag gezegd worden." in client.get(settle_url(report)).content.decode()


def test_a_moderator_reads_what_was_said_before_an_edit(
    client: Client, report: CommentReport, guard: User
) -> None:
    comment = report.comment
    edit_comment(editor=comment.user, comment=comment, text="Veel aardiger", now=NOW)
    edit_comment(editor=comment.user, comment=comment, text="Nog aardiger", now=NOW)
    client.force_login(guard)

    shown = client.get(settle_url(report)).content.decode()

    for text in ("Een nare opmerking", "Veel aardiger", "Nog aardiger"):
        assert text in shown


@pytest.mark.parametrize("number", ["x", "0", "99999", "9" * 30])
def test_numbers_without_a_report_are_not_found(client: Client, guard: User, number: str) -> None:
    client.force_login(guard)

    assert client.get(f"/admin/dialogue/commentreport/settle/{number}/").status_code == 404
