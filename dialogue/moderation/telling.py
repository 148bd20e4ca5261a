"""Mailing the author what was decided, and the reporter what came of it. Both also read it in Brink."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.mail import full_address, language_of, send_mail
from access.models import User
from background.queue import task
from dialogue.models import CommentReport, Decision
from dialogue.moderation.appeals import is_appealable
from dialogue.moderation.saying import told
from dialogue.targets import NoTarget, Target, find_target


# Noted when it is sent: a worker that dies in between may leave a second mail with the same words.
@task(idempotent=True)
def tell_author(decision_id: int) -> None:
    """Mail the author the decision and its reason."""
    decision = Decision.objects.select_related("comment", "author").filter(pk=decision_id).first()
    if decision is None or decision.told_at is not None:
        return
    author = decision.author
    if author is not None and author.is_active and author.email:
        target = _seen_by(author, decision.comment.content_type_id, decision.comment.object_pk)
        _mail(
            author,
            _("A moderator decided about your comment"),
            "moderation_decision",
            {
                "decision": decision,
                "told": told(decision),
                "may_appeal": is_appealable(decision),
                "pause": getattr(decision, "pause", None),
                "page_title": target.title if target else "",
                "url": full_address(reverse("dialogue:decision", args=[decision.pk])),
            },
        )
    Decision.objects.filter(pk=decision_id).update(told_at=timezone.now())


# As above.
@task(idempotent=True)
def tell_reporter(report_id: int) -> None:
    """Mail who reported a comment what came of it, as long as they may see where it stands."""
    report = CommentReport.objects.select_related("comment", "reporter").filter(pk=report_id).first()
    if report is None or report.told_at is not None or report.outcome == CommentReport.Outcome.OPEN:
        return
    reporter = report.reporter
    if reporter is not None and reporter.is_active and reporter.email:
        target = _seen_by(reporter, report.comment.content_type_id, report.comment.object_pk)
        if target is not None:
            _mail(
                reporter,
                _("What came of your report"),
                "moderation_report",
                {
                    "report": report,
                    "page_title": target.title,
                    "url": full_address(f"{reverse('dialogue:mine')}?show=reported"),
                },
            )
    CommentReport.objects.filter(pk=report_id).update(told_at=timezone.now())


def _seen_by(user: User, content_type_id: int, key: str) -> Target | None:
    """Return the thing if `user` may see it at this moment."""
    try:
        target = find_target(content_type_id, key)
    except NoTarget:
        return None
    return target if target.is_visible_to(user) else None


# Any: a template takes any value.
def _mail(user: User, subject: Any, template: str, context: dict[str, Any]) -> None:
    send_mail(to=user.email, language=language_of(user), subject=subject, template=template, context=context)
