"""What of a person stands in conversations."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.traces import Erasing, Kind, Rows, Trace, Traced, register_impersonal, register_traces
from dialogue.conversations import sum_up
from dialogue.models import BrinkComment, CommentEdit, CommentReport, Mention
from dialogue.moderation.cases import reckon


def forget_earlier_words(rows: Rows, traced: Traced) -> None:
    """Keep what was said, without how it was said before."""
    CommentEdit.objects.filter(comment__in=rows).delete()


def withdraw_words(rows: Rows, traced: Traced) -> None:
    """Take the words back, as their author could have: their place stays while there are answers."""
    now: datetime = timezone.now()
    CommentEdit.objects.filter(comment__in=rows).delete()
    Mention.objects.filter(comment__in=rows).delete()
    threads = set(rows.filter(withdrawn_at=None).order_by().values_list("thread_id", flat=True))
    rows.filter(withdrawn_at=None).update(
        withdrawn_at=now, answer_state=BrinkComment.AnswerState.NONE, waits_since=None
    )
    rows.update(comment="", submission_key=None)
    for thread_id in sorted(threads):
        sum_up(thread_id)
    for comment in rows.filter(case__waits_since__isnull=False):
        reckon(comment)


def forget_reported_words(rows: Rows, traced: Traced) -> None:
    """Keep that was reported and how it ended, without the words of who is erased."""
    rows.filter(comment__user=traced.user_id).update(text="")
    rows.filter(reporter=traced.user_id).update(reason="")


def unpin(rows: Rows, traced: Traced) -> None:
    """Keep what is pinned, without who pinned it."""
    rows.filter(pinned_by=traced.user_id).update(pinned_by=None)


def let_go(rows: Rows, traced: Traced) -> None:
    """Let others take up what somebody was looking at."""
    rows.update(claimed_by=None, claimed_at=None)


TRACES = [
    Trace(
        model="dialogue.Case",
        kind=Kind.WORK,
        erasing=Erasing.ANONYMISE,
        user=("claimed_by",),
        tells=("comment", "claimed_at"),
        erase=let_go,
    ),
    Trace(
        model="dialogue.KeptWords",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("decision__author",),
        tells=("text", "until"),
    ),
    Trace(
        model="dialogue.Appeal",
        kind=Kind.WRITING,
        erasing=Erasing.ANONYMISE,
        user=("decision__author",),
        tells=("text", "made_at"),
        remove=lambda rows, traced: rows.update(text=""),
    ),
    Trace(
        model="dialogue.Pause",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("user",),
        tells=("reason", "began_at", "until", "ended_at"),
    ),
    Trace(
        model="dialogue.Decision",
        kind=Kind.WRITING,
        erasing=Erasing.ANONYMISE,
        user=("author", "decided_by"),
        tells=("kind", "reason", "decided_at"),
    ),
    Trace(
        model="dialogue.Draft",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("content_type",),
        tells=("text", "is_question", "saved_at"),
    ),
    Trace(
        model="dialogue.DraftFile",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("draft__user",),
        holds=("name", "description"),
        files=("file",),
        tells=("name", "description", "size_bytes"),
    ),
    Trace(
        model="dialogue.Reaction",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("content_type",),
        tells=("kind", "made_at", "comment"),
    ),
    Trace(
        model="dialogue.Mention",
        kind=Kind.WRITING,
        erasing=Erasing.KEEP,
        person=("person",),
        tells=("comment", "made_at"),
        reason=_("The listing that it points at has no name any more."),
    ),
    Trace(
        model="dialogue.Pin",
        kind=Kind.WRITING,
        erasing=Erasing.ANONYMISE,
        user=("pinned_by",),
        holds=("content_type",),
        tells=("comment", "pinned_at"),
        erase=unpin,
    ),
    Trace(
        model="dialogue.CommentFile",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("comment__user",),
        holds=("name", "description"),
        files=("file",),
        tells=("name", "description", "size_bytes"),
    ),
    Trace(
        model="dialogue.CommentEdit",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("comment__user",),
        tells=("text", "replaced_at"),
    ),
    Trace(
        model="dialogue.CommentReport",
        kind=Kind.WRITING,
        erasing=Erasing.ANONYMISE,
        user=("reporter", "settled_by"),
        holds=("comment",),
        tells=("rule", "reason", "reported_at", "outcome", "settled_at"),
        remove=lambda rows, traced: forget_reported_words(CommentReport.objects.all(), traced),
    ),
    Trace(
        model="django_comments.Comment",
        kind=Kind.WRITING,
        erasing=Erasing.ANONYMISE,
        user=("user",),
        holds=("content_type", "user_name", "user_email", "user_url", "ip_address"),
        title=_("where comments were placed from"),
        tells=("submit_date", "ip_address", "user_name", "user_email", "user_url"),
        erase=lambda rows, traced: rows.update(user_name="", user_email="", user_url="", ip_address=None),
    ),
    Trace(
        model="django_comments.CommentFlag",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("user",),
        title=_("marks on comments"),
        tells=("flag", "flag_date"),
    ),
    Trace(
        model="dialogue.BrinkComment",
        kind=Kind.WRITING,
        erasing=Erasing.ANONYMISE,
        user=("user",),
        person=("on_behalf_of",),
        tells=(
            "content_object",
            "comment",
            "submit_date",
            "edited_at",
            "withdrawn_at",
            "hidden_at",
            "hidden_reason",
        ),
        erase=forget_earlier_words,
        remove=withdraw_words,
        removing=Erasing.DELETE,
    ),
]


def register() -> None:
    """Let what this room keeps be found."""
    register_traces(TRACES)
    register_impersonal(
        "dialogue.Conversation", "content_type", because="It says which kind of thing is talked about."
    )
