"""What was said or decided a moment ago and not written down as an event.

Events are written once a change is committed; a process that dies between the two leaves none. What appeared
in streams is not looked for: it stands there, and in the digest, and must not disturb anybody a second time.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from dialogue.models import BrinkComment, CommentReport, Decision
from dialogue.targets import NoTarget, find_target
from notices import happening
from notices.models import Event

EVERY = timedelta(minutes=10)
# What is younger may just be on its way.
NOT_YET = timedelta(minutes=2)
LOOKS_BACK = timedelta(hours=2)


def look_back(now: datetime) -> None:
    """Note what happened lately of which there is no event."""
    lately = (now - LOOKS_BACK, now - NOT_YET)
    said = BrinkComment.objects.select_related(None).standing().filter(submit_date__range=lately)
    for comment in said.filter(~_has_event(Event.Kind.ANSWER, Event.Kind.QUESTION)):
        _note_said(comment)
    for comment in said.filter(~_has_event(Event.Kind.MENTION), mentions__is_reached=True).distinct():
        _note_said(comment, names_people=True)
    decisions = Decision.objects.filter(decided_at__range=lately).exclude(kind=Decision.Kind.CLOSED)
    for decision in _without_event(decisions, "decision"):
        happening.note_decision(decision)
    for report in _without_event(CommentReport.objects.filter(settled_at__range=lately), "report"):
        happening.note_report(report)


def _has_event(*kinds: Event.Kind) -> Exists:
    return Exists(Event.objects.filter(comment=OuterRef("pk"), kind__in=kinds))


def _note_said(comment: BrinkComment, *, names_people: bool = False) -> None:
    try:
        target = find_target(comment.content_type_id, comment.object_pk)
    except NoTarget:
        return
    if names_people:
        happening.note_mentions(comment, target)
    else:
        happening.note_posted(comment, target)


# Any: the rows of either model.
def _without_event(rows: "QuerySet[Any]", name: str) -> "list[Any]":
    by_key = {f"{name}:{row.pk}": row for row in rows.select_related("comment")}
    known = set(Event.objects.filter(key__in=by_key).values_list("key", flat=True))
    return [row for key, row in by_key.items() if key not in known]
