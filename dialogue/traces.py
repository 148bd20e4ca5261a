"""What of a person stands in conversations."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.traces import Erasing, Kind, Rows, Trace, Traced, register_traces
from dialogue.models import CommentEdit, CommentReport


def forget_earlier_words(rows: Rows, traced: Traced) -> None:
    """Keep what was said, without how it was said before."""
    CommentEdit.objects.filter(comment__in=rows).delete()


def withdraw_words(rows: Rows, traced: Traced) -> None:
    """Take the words back, as their author could have: their place stays while there are answers."""
    now: datetime = timezone.now()
    CommentEdit.objects.filter(comment__in=rows).delete()
    rows.filter(withdrawn_at=None).update(withdrawn_at=now)
    rows.update(comment="", submission_key=None)


def forget_reported_words(rows: Rows, traced: Traced) -> None:
    """Keep that was reported and how it ended, without the words of who is erased."""
    rows.filter(comment__user=traced.user_id).update(text="")
    rows.filter(reporter=traced.user_id).update(reason="")


TRACES = [
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
        tells=("reason", "reported_at", "outcome", "settled_at"),
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
