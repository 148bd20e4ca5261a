"""The sections that moderation fills: what was decided about me, and what came of my reports."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.models import User
from dialogue.mine.registry import LAST, MIDDLE, Act, Row, Section, register_section
from dialogue.models import CommentReport, Decision
from dialogue.moderation.appeals import may_appeal
from dialogue.moderation.saying import told
from dialogue.targets import visible_to


def decisions_about(user: User) -> "QuerySet[Decision]":
    """Return what moderators decided about comments of `user` that they may still see, the newest first."""
    return (
        Decision.objects.newest_first()
        .filter(visible_to(user, prefix="comment__"), author=user)
        .exclude(kind=Decision.Kind.CLOSED)
        .select_related("comment", "appeal")
    )


def reports_by(user: User) -> "QuerySet[CommentReport]":
    """Return what `user` reported and may still see, the newest first."""
    return (
        CommentReport.objects.filter(visible_to(user, prefix="comment__"), reporter=user)
        .select_related("comment")
        .order_by("-reported_at", "-pk")
    )


def _rows_of_decisions(decisions: Sequence[Decision], user: User) -> list[Row]:
    return [_row_of_decision(decision, user) for decision in decisions]


def _row_of_decision(decision: Decision, user: User) -> Row:
    comment, url = decision.comment, reverse("dialogue:decision", args=[decision.pk])
    is_waiting = hasattr(decision, "appeal") and decision.appeal.answer_id is None
    appeals = may_appeal(decision, timezone.now())
    return Row(
        content_type_id=comment.content_type_id,
        object_pk=comment.object_pk,
        url=url,
        happened_at=decision.decided_at,
        text=decision.reason,
        note=_("Your appeal waits for an answer.") if is_waiting else told(decision),
        is_waiting=is_waiting,
        acts=(Act(pgettext_lazy("verb", "Appeal"), url),) if appeals else (),
    )


def _rows_of_reports(reports: Sequence[CommentReport], user: User) -> list[Row]:
    return [_row_of_report(report) for report in reports]


def _row_of_report(report: CommentReport) -> Row:
    comment = report.comment
    under = reverse("dialogue:thread", args=[comment.content_type_id, comment.object_pk])
    return Row(
        content_type_id=comment.content_type_id,
        object_pk=comment.object_pk,
        # What was taken away has no place to lead to.
        url=reverse("dialogue:comment-detail", args=[comment.pk]) if comment.stands else under,
        happened_at=report.reported_at,
        # The reporter's own words: those of a hidden comment are not to be read again here.
        text=report.reason,
        note=_outcome_of(report),
        is_waiting=report.outcome == CommentReport.Outcome.OPEN,
    )


def _outcome_of(report: CommentReport) -> str | Promise:
    if report.outcome == CommentReport.Outcome.OPEN:
        return _("The moderators look at it.")
    return _("%(outcome)s. Why: %(reason)s") % {
        "outcome": capfirst(report.get_outcome_display()),
        "reason": report.outcome_reason,
    }


def register() -> None:
    """Give “Your conversations” what came of moderation."""
    register_section(
        Section(
            name="decided",
            title=_("Decisions of moderators"),
            nothing=_("No moderator has decided about a comment of yours."),
            find=decisions_about,
            rows=_rows_of_decisions,
            order=MIDDLE + 20,
        )
    )
    register_section(
        Section(
            name="reported",
            title=_("What you reported"),
            nothing=_("You have not reported anything."),
            find=reports_by,
            rows=_rows_of_reports,
            order=LAST,
        )
    )
