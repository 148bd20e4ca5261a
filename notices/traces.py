"""What of a person stands in notices."""

from access.traces import Erasing, Kind, Rows, Trace, Traced, register_traces


def forget_actor(rows: Rows, traced: Traced) -> None:
    """Keep what happened, without who did it."""
    rows.update(actor=None)


TRACES = [
    Trace(
        model="notices.Preference",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        user=("user",),
        words=("refused_address",),
        holds=("mail_level",),
    ),
    Trace(
        model="notices.Mute",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        user=("owner",),
        holds=("source",),
        tells=("thread", "source", "kind", "muted_at"),
    ),
    Trace(
        model="notices.Notice",
        kind=Kind.KEPT,
        erasing=Erasing.DELETE,
        user=("receiver",),
        holds=("source", "digest", "mail"),
        tells=("event", "reason", "made_at", "read_at", "mail", "mail_marked_at"),
    ),
    Trace(
        model="notices.Digest",
        kind=Kind.KEPT,
        erasing=Erasing.DELETE,
        user=("receiver",),
        tells=("due_on", "state"),
    ),
    Trace(
        model="notices.Event",
        kind=Kind.KEPT,
        erasing=Erasing.ANONYMISE,
        user=("actor",),
        tells=("kind", "happened_at"),
        erase=forget_actor,
    ),
    Trace(
        model="notices.Announcement",
        kind=Kind.WORK,
        erasing=Erasing.ANONYMISE,
        user=("sender",),
        tells=("page", "reason", "why_again", "sent_at"),
    ),
]


def register() -> None:
    """Let an export find these places, and an erasure empty them."""
    register_traces(TRACES)
