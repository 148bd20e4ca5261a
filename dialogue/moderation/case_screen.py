"""The screen in the Wagtail admin where a moderator looks at a case and decides."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.models import User
from dialogue.models import BrinkComment, Case, Decision
from dialogue.moderation.forms import AnswerForm, DecideForm, EndPauseForm, PauseForm
from dialogue.moderation.reading import CaseFile, read_case
from dialogue.moderation.refusals import AppealAnswered, PauseOver
from dialogue.moderation.rights import refuse_party
from dialogue.numbers import number_in
from dialogue.refusals import Refused
from dialogue.services import (
    answer_appeal,
    ask_change,
    claim_case,
    end_pause,
    hide_comment,
    let_case_go,
    let_stand,
    pause_author,
    propose_removal,
    remove_comment,
)
from dialogue.targets import moderates

SERVICES: dict[str, Callable[..., BrinkComment]] = {
    Decision.Kind.STAYS: let_stand,
    Decision.Kind.CLOSED: let_stand,
    Decision.Kind.RESTORED: let_stand,
    Decision.Kind.CHANGE_ASKED: ask_change,
    Decision.Kind.HIDDEN: hide_comment,
    Decision.Kind.REMOVAL_PROPOSED: propose_removal,
    Decision.Kind.REMOVED: remove_comment,
}
WORDS = {
    Decision.Kind.STAYS: gettext_lazy("Let it stay"),
    Decision.Kind.CLOSED: gettext_lazy("Close the case: the author has withdrawn it"),
    Decision.Kind.RESTORED: gettext_lazy("Put it back"),
    Decision.Kind.CHANGE_ASKED: gettext_lazy("Let it stay, and ask the author to change it"),
    Decision.Kind.HIDDEN: gettext_lazy("Hide it: readers see your reason in its place"),
    Decision.Kind.REMOVAL_PROPOSED: gettext_lazy(
        "Propose to remove it: it is hidden until another moderator has looked"
    ),
    Decision.Kind.REMOVED: gettext_lazy("Remove it, as was proposed"),
}


def case_screen(request: HttpRequest, number: str, cases: "QuerySet[Case]", index_url: str) -> HttpResponse:
    """Show one of `cases` with what there is to know of it, and do what its moderator decides."""
    moderator = request.user
    if not isinstance(moderator, User) or not moderates(moderator):
        raise PermissionDenied
    case = cases.select_related("comment__user").filter(pk=number_in(number) or 0).first()
    if case is None:
        raise Http404
    now = timezone.now()
    file = read_case(case, moderator, now)
    parts = _forms(file, request)
    act = request.POST.get("act", "")
    refusal = ""
    if request.method == "POST":
        form = parts.get(act)
        if form is None or form.is_valid():
            try:
                done = _do(act, file, moderator, form.cleaned_data if form else {}, now)
            except Refused as refused:
                refusal = str(refused.sentence)
            else:
                messages.success(request, done)
                stays = act in ("claim", "take_over", "let_go")
                return redirect(request.path if stays else index_url)
    is_wrong = bool(refusal) or any(form.errors for form in parts.values())
    context = {
        "file": file,
        "forms": parts,
        "refusal": refusal,
        "is_party": _party(moderator, case.comment),
        "index_url": index_url,
        "address": file.target.address(request),
    }
    return render(request, "dialogue/admin/case.html", context, status=422 if is_wrong else 200)


def _party(moderator: User, comment: BrinkComment) -> str:
    """Return why this moderator cannot decide here, or nothing."""
    try:
        refuse_party(moderator, comment)
    except Refused as refused:
        return str(refused.sentence)
    return ""


def _forms(file: CaseFile, request: HttpRequest) -> dict[str, forms.Form]:
    """Return the forms that fit the case; the one that was sent holds what was sent."""
    made: dict[str, Callable[..., forms.Form]] = {}
    if file.choices:
        choices = [(kind.value, WORDS[kind]) for kind in file.choices]
        made["decide"] = lambda *args, **kwargs: DecideForm(*args, choices=choices, **kwargs)
    if file.appeal is not None:
        made["answer"] = AnswerForm
    if file.pause is not None and file.pause.decision_id is not None:
        made["end_pause"] = EndPauseForm
    elif file.comment.user is not None and file.comment.user.is_active:
        made["pause"] = PauseForm
    sent = request.POST.get("act") if request.method == "POST" else None
    initial = {"seen": file.last_decision}
    reasons = {"decide": file.proposal.reason} if file.proposal is not None else {}
    return {
        act: form(
            request.POST if act == sent else None,
            initial={**initial, "reason": reasons.get(act, "")},
            auto_id=f"{act}_%s",
        )
        for act, form in made.items()
    }


# Any: cleaned values of every kind.
def _do(act: str, file: CaseFile, moderator: User, answers: dict[str, Any], now: datetime) -> str:
    """Do it, and return the sentence that says so. Raises Refused."""
    comment = file.comment
    by: dict[str, Any] = {"moderator": moderator, "now": now}
    given = {"reason": answers.get("reason", ""), "seen": answers.get("seen")}
    if act in ("claim", "take_over"):
        claim_case(comment=comment, takes_over=act == "take_over", **by)
        return _("Others see that you are looking at this.")
    if act == "let_go":
        let_case_go(moderator=moderator, comment=comment)
        return _("Others can take it up.")
    if act == "decide" and answers:
        SERVICES[answers["outcome"]](comment=comment, **by, **given)
        return _("It is decided. The author and who reported it hear of it.")
    if act == "pause" and answers:
        pause_author(comment=comment, until=now + answers["days"], **by, **given)
        return _("The author cannot write for a while, and hears why.")
    if act == "end_pause":
        if file.pause is None or not answers:
            raise PauseOver
        end_pause(pause=file.pause, reason=given["reason"], **by)
        return _("The author can write again.")
    if file.appeal is None or act != "answer":
        raise AppealAnswered
    answer_appeal(made=file.appeal, grants=answers["outcome"] == "granted", **by, **given)
    return _("The appeal is decided. The author hears of it.")
