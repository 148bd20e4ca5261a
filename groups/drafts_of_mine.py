"""In “Your conversations”: the posts that somebody is writing and has not placed."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.models import User
from access.scopes import visible_scope_ids
from dialogue.mine.drafted import LONGEST_SHOWN
from dialogue.mine.registry import MIDDLE, Act, Row, Section, register_section
from dialogue.targets import Place
from groups.models import PostDraft


def drafts_of(user: User) -> "QuerySet[Any]":  # Any: as the registry has them
    """Return what `user` is writing in groups that they may still read, the newest first."""
    readable = Q(group=None) | Q(group__scope__in=visible_scope_ids(user))
    drafts = PostDraft.objects.filter(readable, author=user).select_related("group", "file")
    return drafts.order_by("-saved_at", "-pk")


def rows_of(drafts: Sequence[PostDraft], user: User) -> list[Row]:
    """Return a line for each draft, which leads to its form."""
    return [
        Row(
            content_type_id=0,
            object_pk="",
            place=Place(draft.group.name, "") if draft.group is not None else Place(_("A question"), ""),
            url=reverse("groups:write", args=[draft.group.slug]) if draft.group else reverse("groups:ask"),
            happened_at=draft.saved_at,
            text="\n\n".join(filter(None, (draft.title, draft.text)))[:LONGEST_SHOWN],
            note=draft.file.name if hasattr(draft, "file") else "",
            acts=_acts(draft),
        )
        for draft in drafts
    ]


def _acts(draft: PostDraft) -> tuple[Act, ...]:
    if draft.group is None:
        return ()
    url = reverse("groups:draft-discard", args=[draft.group.slug])
    return (Act(words=_("Throw it away"), url=url, is_button=True),)


def register() -> None:
    """Give “Your conversations” the posts that are not placed yet."""
    register_section(
        Section(
            name="posts",
            title=gettext_lazy("Posts that you have not placed yet"),
            nothing=gettext_lazy("You have no drafts of posts."),
            find=drafts_of,
            rows=rows_of,
            order=MIDDLE + 11,
        )
    )
