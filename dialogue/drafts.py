"""What people are writing and have not placed: one draft per person, thing and form."""

import re
from typing import TypeAlias
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from access.models import User
from dialogue.models import BrinkComment, Draft
from dialogue.targets import Target, visible_to

Drafts: TypeAlias = "QuerySet[Draft]"

POST_FORM, REPLY, EDIT = "post", "reply", "edit"
_ON_A_COMMENT = re.compile(rf"({REPLY}|{EDIT}):([1-9]\d{{0,17}})")


def form_for(parent: BrinkComment | None) -> str:
    """Return what the form for a new comment is called, or for an answer to `parent`."""
    return POST_FORM if parent is None else reply_form(parent.pk)


def reply_form(comment_id: int) -> str:
    """Return what the form for an answer to a comment is called."""
    return f"{REPLY}:{comment_id}"


def edit_form(comment_id: int) -> str:
    """Return what the form for other words of a comment is called."""
    return f"{EDIT}:{comment_id}"


def act_and_comment(form: str) -> tuple[str, int] | None:
    """Return REPLY or EDIT and the number of the comment, or None for a form on no comment."""
    match = _ON_A_COMMENT.fullmatch(form)
    return (match.group(1), int(match.group(2))) if match else None


def address_of_form(form: str, target: Target) -> str:
    """Return where the form is."""
    on = act_and_comment(form)
    return (
        f"{target.address()}#comment-form"
        if on is None
        else reverse(f"dialogue:comment-{on[0]}", args=[on[1]])
    )


def submission_key_in(text: str) -> UUID | None:
    """Return the key with which a form was made, or None for one that we did not make."""
    try:
        return UUID(text)
    except ValueError:
        return None


def drafts_of(user: User) -> Drafts:
    """Return what `user` is writing under things that they may still see, the newest first."""
    return Draft.objects.filter(visible_to(user), user=user).select_related("file")


def drafts_under(target: Target, user: User) -> Drafts:
    """Return what `user` is writing under one thing, the newest first."""
    mine = Draft.objects.filter(user=user, content_type=target.content_type, object_pk=target.key)
    return mine.select_related("file")


def draft_in(form: str, target: Target, user: User) -> Draft | None:
    """Return what `user` wrote in one form and did not place, if anything."""
    return drafts_under(target, user).filter(form=form).first()
