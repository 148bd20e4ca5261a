"""The message of a host to all members, with what it costs shown first."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.asking import reader_of
from access.models import User
from dialogue.refusals import Refused
from groups.hosting.message_form import MessageForm
from groups.models import Group
from groups.services.messaging import NewMessage, message_all, reach_in
from groups.services.refusals import GroupRefused
from groups.views.finding import hosted_or_404
from notices.announcing.figures import figures_of_cost
from notices.announcing.reaching import Reach
from notices.announcing.services import NobodyToTell, NotSent


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a host whom a message reaches and what that costs; send it once they have seen that."""
    group, host, now = hosted_or_404(request, slug), reader_of(request), timezone.now()
    form = MessageForm(request.POST if request.method == "POST" else None)
    reach, shown = None, ""
    if form.is_valid():
        reach = reach_in(group, host, now)
        shown = str(reach.receivers)
        if request.POST.get("act") == "send" and form.cleaned_data["shown"] == shown:
            if _send(request, group, form, now):
                return redirect("groups:host", group.slug)
        elif not reach.receivers:
            form.add_error(None, str(NobodyToTell.sentence))
    context = {"group": group, "form": form, "shown": shown, **_figures(reach, host, form, now)}
    return render(request, "groups/host/message.html", context, status=422 if form.errors else 200)


# Any: what a template needs.
def _figures(reach: Reach | None, host: User, form: MessageForm, now: datetime) -> dict[str, Any]:
    if reach is None or not reach.receivers:
        return {}
    figures = figures_of_cost(reach, host, now)
    return {**figures, "may_send": figures["may_send"] and not form.errors}


def _send(request: HttpRequest, group: Group, form: MessageForm, now: datetime) -> bool:
    filled = form.cleaned_data
    new = NewMessage(
        title=filled["title"],
        text=filled["text"],
        reason=filled["reason"],
        language=group.language or get_language() or "nl",
    )
    try:
        message_all(
            host=reader_of(request),
            group=group,
            new=new,
            submission_key=filled["submission_key"],
            now=now,
        )
    except (GroupRefused, Refused, NotSent) as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    messages.success(request, _("Your message is in the group, and on its way to all members."))
    return True
