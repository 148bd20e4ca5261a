"""What of a person stands in conversations."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.traces import Erasing, Kind, Rows, Trace, Traced, register_impersonal, register_traces
from dialogue.conversations import sum_up
from dialogue.models import BrinkComment, CommentEdit, CommentReport, Mention
from dialogue.moderation.cases import reckon
from dialogue.services.sight import lock_thread
from dialogue.services.waits import answer_is_gone, waits
from dialogue.signals import comments_changed
from dialogue.targets import find_target


def forget_earlier_words(rows: Rows, traced: Traced) -> None:
    """Keep what was said, without how it was said before."""
    CommentEdit.objects.filter(comment__in=rows).delete()


def withdraw_words(rows: Rows, traced: Traced) -> None:
    """Take the words back, as their author could have: their place stays while there are answers."""
    now: datetime = timezone.now()
    gone = list(rows.filter(withdrawn_at=None))
    for thread_id in sorted({comment.thread_id for comment in gone}):
        lock_thread(thread_id)
    CommentEdit.objects.filter(comment__in=rows).delete()
    Mention.objects.filter(comment__in=rows).delete()
    CommentReport.objects.filter(comment__in=rows).update(text="")
    rows.filter(withdrawn_at=None).update(withdrawn_at=now, helped_at=None, **waits(None))
    rows.update(comment="", submission_key=None)
    for comment in gone:
        # Who left answers for nothing any more, so that only this was an answer still.
        if comment.helped_at is not None:
            answer_is_gone(comment, find_target(comment.content_type_id, comment.object_pk), now)
    for thread_id in sorted({comment.thread_id for comment in gone}):
        sum_up(thread_id)
    comments_changed.send(sender=BrinkComment, comment_ids=[comment.pk for comment in gone], are_new=False)
    for comment in rows.filter(case__waits_since__isnull=False):
        reckon(comment)


def forget_reasons(rows: Rows, traced: Traced) -> None:
    """Keep that was reported and how it ended, without what the reporter said of it."""
    rows.filter(reporter=traced.user_id).update(reason="")


def forget_who_pinned(rows: Rows, traced: Traced) -> None:
    """Keep what is pinned, without who pinned it."""
    rows.update(pinned_by=None)


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
        erase=forget_who_pinned,
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
        remove=forget_reasons,
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
    # Apart from the above: these are the words of who wrote them.
    Trace(
        model="dialogue.BrinkComment",
        kind=Kind.WORK,
        erasing=Erasing.KEEP,
        person=("on_behalf_of",),
        title=_("comments that others placed on behalf of a person"),
        tells=("content_object", "submit_date"),
        reason=_("The listing that it points at has no name any more."),
    ),
]


def register() -> None:
    """Let what this room keeps be found."""
    register_traces(TRACES)
    register_impersonal(
        "dialogue.Conversation", "content_type", because="It says which kind of thing is talked about."
    )
