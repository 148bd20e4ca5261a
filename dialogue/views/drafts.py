"""Keeping what is being written: by the page while somebody types, and when a form comes back to them."""

from contextlib import suppress
from typing import TypedDict

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from access.asking import own_address, reader_of
from access.models import User
from content.delivery import deliver
from dialogue.drafts import submission_key_in
from dialogue.files.keeping import FileChange
from dialogue.kept_form import KeptForm
from dialogue.models import Draft, DraftFile
from dialogue.numbers import number_in
from dialogue.services.drafting import change_draft_file, move_to_new_comment, save_draft, throw_away
from dialogue.services.refusals import DraftTooLong, OutOfSight
from dialogue.targets import Target
from dialogue.views.asking import target_or_404


class Place(TypedDict):
    """Whose form it is, under what, and which."""

    user: User
    target: Target
    form: str


@require_POST
def save(request: HttpRequest, content_type_id: int, key: str) -> HttpResponse:
    """Keep what is typed in a form, and say whether there is something to keep."""
    target = target_or_404(request, content_type_id, key)
    try:
        draft = save_draft(
            user=reader_of(request),
            target=target,
            form=request.POST.get("form", ""),
            text=request.POST.get("text", ""),
            is_question="is_question" in request.POST,
            submission_key=submission_key_in(request.POST.get("submission_key", "")),
            now=timezone.now(),
        )
    except OutOfSight as refusal:
        raise Http404 from refusal
    except DraftTooLong as refusal:
        return JsonResponse({"kept": False, "sentence": str(refusal.sentence)}, status=422)
    return JsonResponse({"kept": draft is not None})


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, and go back to where that was asked."""
    draft, target = _draft_or_404(request, pk)
    throw_away(user=reader_of(request), target=target, form=draft.form)
    if getattr(request, "htmx", False):
        return HttpResponseClientRefresh()
    return redirect(own_address(request, request.headers.get("Referer", ""), reverse("dialogue:mine")))


@require_safe
def draft_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the file of a draft to who writes it."""
    draft, _target = _draft_or_404(request, pk)
    kept = DraftFile.objects.filter(draft=draft).first()
    if kept is None:
        raise Http404
    return deliver(request, kept.file, name=kept.name)


def keep_unplaced(form: KeptForm, *, is_gone: bool = False) -> None:
    """Keep what was sent and is not placed yet, so that nothing is typed and no file is chosen twice.

    `is_gone` says that the comment which is answered is not there any more.
    """
    desk, answers, now = form.desk, form.cleaned_data, timezone.now()
    if desk is None:
        return
    place: Place = {"user": desk.writer, "target": desk.target, "form": desk.form}
    change = FileChange(
        file=answers.get("file"),
        description=answers.get("file_description") or "",
        is_dropped=bool(answers.get("drop_file")),
    )
    # Whoever may not be there is told so by what they sent, and what is too long stands in the form.
    with suppress(OutOfSight, DraftTooLong):
        change_draft_file(**place, change=change, now=now)
        save_draft(**place, text=form.data.get("text", ""), is_question="is_question" in form.data, now=now)
        if is_gone:
            move_to_new_comment(**place)
    form.sit_at(desk, file=form.comment_file)


def _draft_or_404(request: HttpRequest, pk: int) -> tuple[Draft, Target]:
    draft = Draft.objects.filter(pk=number_in(str(pk)) or 0, user=reader_of(request)).first()
    if draft is None:
        raise Http404
    return draft, target_or_404(request, draft.content_type_id, draft.object_pk)
