"""The queue of reports in a group, for its hosts, and the screen on which they decide."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from access.asking import reader_of
from access.models import User
from dialogue.models import Decision
from dialogue.moderation.forms import DecideForm
from dialogue.moderation.reading import CaseFile, read_case
from dialogue.moderation.rights import refuse_overruling, refuse_party
from dialogue.refusals import Refused
from dialogue.services import ask_change, hide_comment, let_stand, propose_removal
from dialogue.services.refusals import OutOfSight
from groups.models import Group
from groups.moderation.reading import cases_of, decided_in, waiting_in
from groups.views.finding import hosted_or_404

Kind = Decision.Kind

# What a host decides; a pause and a removal are for the moderators of all.
SERVICES = {
    Kind.STAYS: let_stand,
    Kind.CLOSED: let_stand,
    Kind.RESTORED: let_stand,
    Kind.CHANGE_ASKED: ask_change,
    Kind.HIDDEN: hide_comment,
    Kind.REMOVAL_PROPOSED: propose_removal,
}
WORDS: dict[str, Promise] = {
    Kind.STAYS: gettext_lazy("Let it stay"),
    Kind.CLOSED: gettext_lazy("Close the case: the author has withdrawn it"),
    Kind.RESTORED: gettext_lazy("Put it back"),
    Kind.CHANGE_ASKED: gettext_lazy("Let it stay, and ask the author to change it"),
    Kind.HIDDEN: gettext_lazy("Hide it: readers see your reason in its place"),
    Kind.REMOVAL_PROPOSED: gettext_lazy("Hide it, and ask the moderators of the organisation to remove it"),
}


@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Show hosts what was reported in their group and waits, and what was decided lately."""
    host, now = reader_of(request), timezone.now()
    group = hosted_or_404(request, slug)
    waiting = waiting_in(group, host)
    context = {
        "group": group,
        "waiting": [(line, line.is_with_all(now)) for line in waiting],
        "decided": decided_in(group, host),
    }
    return render(request, "groups/moderation/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a host what was reported with what stands around it, and do what they decide."""
    host, now = reader_of(request), timezone.now()
    group = hosted_or_404(request, slug)
    found = cases_of(group, host).filter(pk=pk).first()
    if found is None:
        return _settled(request, group, host, pk)
    file = read_case(found, host, now)
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": file.last_decision},
        choices=[(kind.value, WORDS[kind]) for kind in file.choices if kind in SERVICES],
    )
    if request.method == "POST" and form.is_valid():
        try:
            _decide(host, file, form, now)
        except OutOfSight as refusal:
            raise Http404 from refusal
        except Refused as refusal:
            form.add_error("reason", str(refusal.sentence))
        else:
            messages.success(request, _("It is decided. The author and who reported it hear of it."))
            return redirect("groups:moderation", slug=group.slug)
    context = {
        "group": group,
        "file": file,
        "form": form,
        "why_not": _why_not(host, file),
        "address": file.target.address(request),
    }
    return render(request, "groups/moderation/case.html", context, status=422 if form.errors else 200)


def _decide(host: User, file: CaseFile, form: DecideForm, now: datetime) -> None:
    answers = form.cleaned_data
    SERVICES[Kind(answers["outcome"])](
        moderator=host, comment=file.comment, reason=answers["reason"], seen=answers["seen"], now=now
    )


def _why_not(host: User, file: CaseFile) -> str:
    """Return why this host cannot decide here, or nothing."""
    try:
        refuse_party(host, file.comment)
        refuse_overruling(host, file.comment)
    except Refused as refused:
        return str(refused.sentence)
    return ""


def _settled(request: HttpRequest, group: Group, host: User, pk: int) -> HttpResponse:
    """Lead who comes too late to what came of it; there is nothing for who comes for anything else."""
    if pk not in {line.decision.comment_id for line in decided_in(group, host)}:
        raise Http404
    messages.info(request, _("That is decided already. You see below what came of it."))
    return redirect("groups:moderation", slug=group.slug)
