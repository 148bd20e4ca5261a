"""What a moderator decided, as who wrote the comment reads it, and their way to appeal."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.asking import reader_of
from access.models import User
from dialogue.mentions import named_in
from dialogue.models import Appeal, Decision, KeptWords
from dialogue.moderation.appeals import may_appeal
from dialogue.moderation.forms import AppealForm
from dialogue.moderation.saying import told
from dialogue.numbers import number_in
from dialogue.refusals import Refused
from dialogue.services import appeal
from dialogue.targets import NoTarget, find_target


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decision to its author alone, and take their appeal."""
    reader = reader_of(request)
    found = _decision_or_404(pk, reader)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            appeal(author=reader, decision=found, text=form.cleaned_data["text"], now=timezone.now())
        except Refused as refusal:
            form.add_error("text", str(refusal.sentence))
        else:
            return redirect("dialogue:decision", pk=found.pk)
    context = {"decision": found, "form": form, **_context(found, reader, request)}
    return render(request, "dialogue/decision.html", context, status=422 if form.errors else 200)


def _decision_or_404(pk: int, reader: User) -> Decision:
    decisions = Decision.objects.select_related("comment").filter(pk=number_in(str(pk)), author=reader)
    found: Decision | None = decisions.exclude(kind=Decision.Kind.CLOSED).first()
    if found is None:
        raise Http404
    return found


def _context(found: Decision, reader: User, request: HttpRequest) -> dict[str, Any]:  # Any: a template's
    comment = found.comment
    made = Appeal.objects.select_related("answer").filter(decision=found).first()
    kept = KeptWords.objects.filter(decision__comment=comment).order_by("-decision").first()
    try:
        target = find_target(comment.content_type_id, comment.object_pk)
    except NoTarget:
        target = None
    if target is not None and not target.is_visible_to(reader):
        target = None
    # The author's own words, wherever they stand now.
    words = kept.text if kept else comment.comment
    return {
        "told": told(found),
        "answer_told": told(made.answer) if made is not None and made.answer is not None else "",
        "title": _("What the moderators decided"),
        "comment": comment,
        "words": words,
        "named": named_in([words], reader),
        "kept_until": kept.until if kept else None,
        "made": made,
        "may_appeal": made is None and may_appeal(found, timezone.now()),
        "pause": getattr(found, "pause", None),
        "page_title": target.title if target else "",
        "address": target.address(request) if target else "",
    }
