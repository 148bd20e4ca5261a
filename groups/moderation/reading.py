"""What was reported in a group and waits for its hosts, and what was decided lately."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Cast

from access.models import User
from dialogue.authors import Author, authors_for
from dialogue.mentions import named_in
from dialogue.models import Case, CommentReport, Decision
from dialogue.moderation.reading import Decided
from dialogue.wording import as_excerpt
from groups.models import Group, Post

DECISIONS_SHOWN = 10
MOST_SHOWN = 50


@dataclass(frozen=True)
class WaitingCase:
    """A comment that was reported, as a host sees it: without who reported it."""

    case: Case
    author: Author
    excerpt: str
    reports: list[CommentReport]

    @property
    def rules(self) -> list[str]:
        """What is wrong with it, each once."""
        return list(dict.fromkeys(str(report.get_rule_display()) for report in self.reports))

    def is_with_all(self, now: datetime) -> bool:
        """Whether the moderators of all see it too."""
        until = self.case.first_turn_until
        return until is None or until <= now


def cases_of(group: Group, host: User) -> "QuerySet[Case]":
    """Return what waits in `group` for a decision by a host, the longest first, without their own words."""
    open_reports = CommentReport.objects.open().order_by("reported_at", "pk")
    cases: QuerySet[Case] = (
        Case.objects.waiting()
        .filter(_in(group), waits_for=Case.WaitsFor.REPORT)
        .exclude(comment__user=host)
        .select_related("comment")
        .prefetch_related(Prefetch("comment__reports", queryset=open_reports, to_attr="open_reports"))
    )
    return cases


def waiting_in(group: Group, host: User) -> list[WaitingCase]:
    """Return those cases as the queue shows them; a fixed number of queries."""
    cases = list(cases_of(group, host)[:MOST_SHOWN])
    authors = authors_for([case.comment.user_id for case in cases], host)
    named = named_in([case.comment.comment for case in cases], host)
    return [
        WaitingCase(
            case,
            authors.get(case.comment.user_id, authors[None]),
            as_excerpt(case.comment.comment, named),
            case.comment.open_reports,
        )
        for case in cases
    ]


def decided_in(group: Group, host: User) -> list[Decided]:
    """Return what was decided lately about what others than `host` said in `group`."""
    rows = Decision.objects.newest_first().filter(_in(group)).exclude(author=host).select_related("comment")
    decisions = list(rows[:DECISIONS_SHOWN])
    authors = authors_for([decision.decided_by_id for decision in decisions], host)
    return [Decided(decision, authors.get(decision.decided_by_id, authors[None])) for decision in decisions]


def _in(group: Group) -> Q:
    """Return the condition on cases and decisions about what was said in `group`."""
    # Asked of each row, of which there are few, and not of all posts of a large group.
    number = Cast(OuterRef("comment__object_pk"), BigIntegerField())
    is_there = Exists(Post.objects.filter(pk=number, group=group))
    return Q(is_there, comment__content_type=ContentType.objects.get_for_model(Post).pk)
