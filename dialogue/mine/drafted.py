"""The section of what somebody wrote and has not placed."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.models import User
from dialogue.drafts import EDIT, act_and_comment, drafts_of
from dialogue.mine.registry import MIDDLE, Act, Row, Section, register_section
from dialogue.models import BrinkComment, Draft

# Nothing of a draft is a key that could be cut in two, and one line shows less than this.
LONGEST_SHOWN = 500


def rows_of_drafts(drafts: Sequence[Draft], user: User) -> list[Row]:
    """Return a line for each draft, which leads to its form."""
    edited = [on[1] for draft in drafts if (on := act_and_comment(draft.form)) and on[0] == EDIT]
    standing = set(BrinkComment.objects.standing().filter(pk__in=edited).values_list("pk", flat=True))
    return [
        Row(
            content_type_id=draft.content_type_id,
            object_pk=draft.object_pk,
            url=_address_of(draft, standing),
            happened_at=draft.saved_at,
            text=draft.text[:LONGEST_SHOWN],
            note=_file_in(draft),
            acts=(
                Act(
                    words=_("Throw it away"),
                    url=reverse("dialogue:draft-discard", args=[draft.pk]),
                    is_button=True,
                ),
            ),
        )
        for draft in drafts
    ]


def _address_of(draft: Draft, standing: set[int]) -> str:
    on = act_and_comment(draft.form)
    if on is None:
        return reverse("dialogue:thread", args=[draft.content_type_id, draft.object_pk])
    act, comment_id = on
    if act == EDIT and comment_id not in standing:
        return reverse("dialogue:thread", args=[draft.content_type_id, draft.object_pk])
    return reverse(f"dialogue:comment-{act}", args=[comment_id])


def _file_in(draft: Draft) -> str:
    file = getattr(draft, "file", None)
    return file.name if file is not None else ""


def register() -> None:
    """Give “Your conversations” what is not placed yet."""
    register_section(
        Section(
            name="drafts",
            title=_("What you have not placed yet"),
            nothing=_("You have no drafts."),
            find=drafts_of,
            rows=rows_of_drafts,
            order=MIDDLE + 10,
        )
    )
