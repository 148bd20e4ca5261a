"""What of a person stands in groups."""

from access.models import User
from access.scopes import visible_scope_ids
from access.traces import (
    Erasing,
    Kind,
    Rows,
    Trace,
    Traced,
    register_discretion,
    register_impersonal,
    register_traces,
)
from groups.models import Group, Membership


def leave_groups(rows: Rows, traced: Traced) -> None:
    """Take somebody out of their groups, which count one member less; whom they let in stays."""
    own = rows.filter(person=traced.person_id)
    groups = set(own.values_list("group_id", flat=True))
    own.delete()
    for group_id in groups:
        count = Membership.objects.members().filter(group=group_id).count()
        Group.objects.filter(pk=group_id).update(member_count=count)


def may_know_of(group: Group, account: User | None) -> bool:
    """Whether an export for `account` says how a group is called."""
    return account is not None and group.front_scope_id in visible_scope_ids(account)


TRACES = [
    Trace(
        model="groups.Membership",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        user=("decided_by",),
        person=("person",),
        tells=("group", "state", "role", "since", "words"),
        erase=leave_groups,
    ),
    Trace(
        model="groups.Group",
        kind=Kind.WORK,
        erasing=Erasing.ANONYMISE,
        user=("founded_by",),
        tells=("name", "founded_at"),
    ),
    Trace(
        model="groups.Post",
        kind=Kind.WRITING,
        erasing=Erasing.ANONYMISE,
        user=("author",),
        # The words stand among the comments.
        tells=("group", "kind", "title", "posted_at"),
    ),
    Trace(
        model="groups.PostDraft",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("author",),
        tells=("group", "kind", "title", "text", "saved_at"),
    ),
    Trace(
        model="groups.PostDraftFile",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("draft__author",),
        holds=("name", "description"),
        files=("file",),
        tells=("name", "description", "size_bytes"),
    ),
    Trace(
        model="groups.PostMove",
        kind=Kind.WORK,
        erasing=Erasing.ANONYMISE,
        user=("moved_by",),
        tells=("post", "moved_at"),
    ),
    Trace(
        model="groups.PollVote",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("voter",),
        tells=("option", "voted_at"),
    ),
    Trace(
        model="groups.Idea",
        kind=Kind.WORK,
        erasing=Erasing.ANONYMISE,
        user=("decided_by",),
        tells=("post", "state", "reason", "decided_at"),
    ),
    Trace(
        model="groups.SignUp",
        kind=Kind.KEPT,
        erasing=Erasing.DELETE,
        person=("person",),
        tells=("event", "state", "signed_up_at"),
    ),
    Trace(
        model="groups.Question",
        kind=Kind.WRITING,
        erasing=Erasing.ANONYMISE,
        user=("asker", "closed_by"),
        tells=("comment", "state", "asked_at", "helped_at"),
    ),
    Trace(
        model="groups.AskedPerson",
        kind=Kind.KEPT,
        erasing=Erasing.DELETE,
        person=("person",),
        tells=("question", "step", "asked_at", "reply"),
    ),
    Trace(
        model="groups.HelpedToo",
        kind=Kind.WRITING,
        erasing=Erasing.DELETE,
        user=("reader",),
        tells=("answer", "said_at"),
    ),
    Trace(
        model="groups.DismissedTip",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        user=("host",),
        tells=("name", "dismissed_at"),
    ),
    Trace(
        model="groups.Skip",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        user=("owner",),
        tells=("subject", "until"),
    ),
]


def register() -> None:
    """Let an export find these places, and an erasure empty them."""
    register_traces(TRACES)
    register_impersonal("groups.Group", "name", because="It is what a group is called.")
    register_impersonal("groups.DismissedTip", "name", because="It names a tip.")
    register_discretion(Group, may_know_of)
