"""All that a moderator needs to know before deciding about one comment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from access.models import User
from dialogue.authors import Author, authors_for
from dialogue.markup import Named
from dialogue.mentions import named_in
from dialogue.models import Appeal, BrinkComment, Case, CommentEdit, CommentReport, Decision, KeptWords, Pause
from dialogue.moderation.cases import is_claimed, proposal_on
from dialogue.pauses import pause_of
from dialogue.targets import Target, find_target, visible_to

FOLLOWING_SHOWN = 5
DECISIONS_SHOWN = 10


@dataclass(frozen=True)
class Said:
    """What somebody said, by whose name."""

    comment: BrinkComment
    author: Author


@dataclass(frozen=True)
class Reported:
    """A report, by whose name."""

    report: CommentReport
    reporter: Author


@dataclass(frozen=True)
class Decided:
    """A decision, by whose name."""

    decision: Decision
    decider: Author


@dataclass(frozen=True)
class CaseFile:
    """One case with its context, as its moderator may see the people in it."""

    case: Case
    comment: BrinkComment
    target: Target
    author: Author
    answers: Said | None
    following: list[Said]
    reports: list[Reported]
    decisions: list[Decided]
    # About other comments of the same author: the last few, and never how many there are.
    earlier: list[Decided]
    edits: list[CommentEdit]
    proposal: Decision | None
    appeal: Appeal | None
    kept: KeptWords | None
    pause: Pause | None
    claimed_by: Author | None
    claims_itself: bool
    last_decision: int
    choices: list[Decision.Kind]
    # Who is named in any of these texts.
    named: Mapping[int, Named]


def read_case(case: Case, moderator: User, now: datetime) -> CaseFile:
    """Return the case with what stands around it; ask first whether `moderator` may see it.

    Costs a fixed number of queries.
    """
    comment = case.comment
    around = _around(comment)
    reports = list(comment.reports.order_by("reported_at", "pk"))
    decisions = list(Decision.objects.newest_first().filter(comment=comment)[:DECISIONS_SHOWN])
    earlier = _earlier(comment, moderator)
    claimed = case.claimed_by_id if is_claimed(case, now) else None
    authors = authors_for(
        [
            comment.user_id,
            claimed,
            *(said.user_id for said in around),
            *(report.reporter_id for report in reports),
            *(decision.decided_by_id for decision in (*decisions, *earlier)),
        ],
        moderator,
    )
    said = [Said(other, authors.get(other.user_id, authors[None])) for other in around]
    answered = comment.answers_id or (comment.parent_id if comment.parent_id != comment.pk else None)
    proposal = proposal_on(comment)
    edits = list(comment.edits.all())
    kept = KeptWords.objects.filter(decision__comment=comment).order_by("-decision").first()
    return CaseFile(
        case=case,
        comment=comment,
        target=find_target(comment.content_type_id, comment.object_pk),
        author=authors.get(comment.user_id, authors[None]),
        answers=next((other for other in said if other.comment.pk == answered), None),
        following=[other for other in said if other.comment.pk != answered],
        reports=[Reported(report, authors.get(report.reporter_id, authors[None])) for report in reports],
        decisions=_by_name(decisions, authors),
        earlier=_by_name(earlier, authors),
        edits=edits,
        proposal=proposal,
        appeal=Appeal.objects.select_related("decision")
        .filter(decision__comment=comment, answer=None)
        .order_by("made_at")
        .first(),
        kept=kept,
        pause=pause_of(comment.user, now) if comment.user is not None else None,
        claimed_by=authors.get(claimed) if claimed is not None else None,
        claims_itself=claimed == moderator.pk,
        last_decision=decisions[0].pk if decisions else 0,
        choices=_choices(comment, reports, proposal),
        named=named_in(
            [
                *(other.comment for other in (comment, *around)),
                *(report.text for report in reports),
                *(edit.text for edit in edits),
                kept.text if kept else "",
            ],
            moderator,
        ),
    )


def _around(comment: BrinkComment) -> list[BrinkComment]:
    """Return what the comment answers and the first of what came after it in its thread."""
    thread = BrinkComment.objects.select_related(None).filter(thread_id=comment.thread_id)
    answered = thread.filter(pk=comment.answers_id or comment.parent_id).exclude(pk=comment.pk)
    following = thread.filter(order__gt=comment.order).order_by("order", "pk")
    return [*answered, *following[:FOLLOWING_SHOWN]]


def _earlier(comment: BrinkComment, moderator: User) -> list[Decision]:
    if comment.user_id is None:
        return []
    about = Decision.objects.newest_first().filter(visible_to(moderator, "comment__"), author=comment.user_id)
    return list(about.exclude(comment=comment).select_related("comment")[:DECISIONS_SHOWN])


def _by_name(decisions: Iterable[Decision], authors: dict[int | None, Author]) -> list[Decided]:
    return [Decided(decision, authors.get(decision.decided_by_id, authors[None])) for decision in decisions]


def _choices(
    comment: BrinkComment, reports: Sequence[CommentReport], proposal: Decision | None
) -> list[Decision.Kind]:
    """Return what can be decided about a comment as it is."""
    kind = Decision.Kind
    if comment.removed_at is not None:
        return []
    if comment.withdrawn_at is not None:
        is_open = any(report.outcome == CommentReport.Outcome.OPEN for report in reports)
        return [kind.CLOSED] if is_open else []
    if proposal is not None:
        return [kind.REMOVED, kind.HIDDEN, kind.CHANGE_ASKED, kind.RESTORED]
    if comment.hidden_at is not None:
        return [kind.RESTORED, kind.CHANGE_ASKED, kind.REMOVAL_PROPOSED]
    return [kind.STAYS, kind.CHANGE_ASKED, kind.HIDDEN, kind.REMOVAL_PROPOSED]
