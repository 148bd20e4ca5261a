"""Telling the moderators of a comment that should not stand."""

from datetime import datetime
from functools import partial

from django.db import transaction

from access.models import User
from dialogue.models import BrinkComment, CommentReport
from dialogue.moderation.cases import reckon
from dialogue.services.reasons import LONGEST_REPORT, given
from dialogue.services.refusals import CommentGone
from dialogue.services.sight import lock_in_sight
from dialogue.signals import comment_reported


@transaction.atomic
def report_comment(
    *,
    reporter: User,
    comment: BrinkComment,
    rule: str = CommentReport.Rule.OTHER,
    reason: str,
    now: datetime,
) -> CommentReport:
    """Return the report that moderators get; a second one by the same person, while the first is open,
    is the first.

    Raises OutOfSight, CommentGone, ReasonMissing or ReasonTooLong.
    """
    comment, _target = lock_in_sight(reporter, comment)
    if not comment.stands:
        raise CommentGone
    report, is_new = CommentReport.objects.get_or_create(
        comment=comment,
        reporter=reporter,
        outcome=CommentReport.Outcome.OPEN,
        defaults={
            "rule": CommentReport.Rule(rule),
            "reason": given(reason, LONGEST_REPORT),
            "text": comment.comment,
            "reported_at": now,
        },
    )
    reckon(comment)
    if is_new:
        transaction.on_commit(partial(comment_reported.send, sender=CommentReport, report=report))
    return report
