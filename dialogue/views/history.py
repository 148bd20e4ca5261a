"""What an edited comment said before."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.asking import reader_of
from dialogue.authors import authors_for
from dialogue.mentions import named_in
from dialogue.models import BrinkComment, CommentEdit, Decision
from dialogue.views.asking import comment_or_404

TEXTS_SHOWN = 20


@dataclass(frozen=True)
class Wording:
    """How a comment read from one moment until another; until now if that is None."""

    text: str
    since: datetime
    until: datetime | None


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each text that a comment had, the newest first: to who may read it, and to moderators once
    it is hidden."""
    comment, target = comment_or_404(request, pk)
    reader = reader_of(request)
    is_shown = comment.stands or (comment.withdrawn_at is None and target.is_moderated_by(reader))
    if not is_shown or comment.edited_at is None:
        raise Http404
    may_read_all = comment.user_id == reader.pk or target.is_moderated_by(reader)
    edits = comment.edits.order_by("-replaced_at", "-pk")
    changed_on_request = None if may_read_all else _changed_on_request(comment)
    if changed_on_request is not None:
        edits = edits.filter(replaced_at__gt=changed_on_request)
    page = Paginator(edits, TEXTS_SHOWN).get_page(request.GET.get("page"))
    wordings = _wordings(comment, list(page), is_first=page.number == 1)
    context = {
        "comment": comment,
        "author": authors_for([comment.user_id], reader).get(comment.user_id),
        "target": target,
        "address": target.address(request),
        "wordings": wordings,
        "named": named_in([wording.text for wording in wordings], reader),
        "page_obj": page,
        "keeps_earlier": changed_on_request is not None,
    }
    return render(request, "dialogue/history.html", context)


def _changed_on_request(comment: BrinkComment) -> datetime | None:
    """Return until when its words were those that moderators asked to change; None if they never asked.

    Those may tell what should not be told of somebody, and stay with the author and the moderators.
    """
    asked_at: datetime | None = comment.decisions.filter(kind=Decision.Kind.CHANGE_ASKED).aggregate(
        last=Max("decided_at")
    )["last"]
    if asked_at is None:
        return None
    changed = comment.edits.filter(replaced_at__gte=asked_at).first()
    # Not changed yet: what it said before is kept back with what it says now.
    return changed.replaced_at if changed is not None else asked_at


def _wordings(comment: BrinkComment, edits: list[CommentEdit], *, is_first: bool) -> list[Wording]:
    """Return what the comment said, newest first; `edits` are those of one page in that order."""
    wordings = []
    if is_first and comment.edited_at is not None:
        # Its file can have been changed since.
        since = edits[0].replaced_at if edits else comment.edited_at
        wordings.append(Wording(comment.comment, since, None))
    if not edits:
        # Only its file was changed, or its earlier words went with an erasure.
        return wordings
    earlier = comment.edits.filter(pk__lt=edits[-1].pk).last()
    for edit, before in zip(edits, [*edits[1:], earlier], strict=True):
        since = before.replaced_at if before is not None else comment.submit_date
        wordings.append(Wording(edit.text, since, edit.replaced_at))
    return wordings
