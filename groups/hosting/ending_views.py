"""Stopping: a host who steps down, a pause, and the end of a group."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from access.asking import reader_of
from access.models import User
from groups.hosting.ending_form import EndingForm
from groups.models import Group, Membership
from groups.services.hosting import step_down
from groups.services.refusals import GroupRefused
from groups.services.states import archive, decide_end, freeze, reopen
from groups.views.finding import hosted_or_404

# What a host does, given the group, who they are, where it goes on and when; and what they read then.
Act = Callable[[Group, User, Group | None, datetime], object]
ACTS: dict[str, tuple[Act, str | Promise]] = {
    "step_down": (
        lambda group, host, _other, now: step_down(host=host, group=group, now=now),
        _("You are a member now, and no host any more. Thank you for what you did."),
    ),
    "freeze": (
        lambda group, host, _other, now: freeze(host=host, group=group, now=now),
        _("The group rests. All stays to be read, and nobody writes in it for now."),
    ),
    "reopen": (
        lambda group, host, _other, now: reopen(host=host, group=group, now=now),
        _("The group is open for writing again."),
    ),
    "decide": (
        lambda group, host, other, _now: decide_end(host=host, group=group, goes_on_in=other),
        _("Saved. It happens only if nobody hosts the group for thirty days."),
    ),
    "archive": (
        lambda group, host, other, now: archive(host=host, group=group, goes_on_in=other, now=now),
        _("The group is archived. What was written stays to be found and read."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a host step down, let the group rest, or end it, with what follows said beside each."""
    group, host = hosted_or_404(request, slug), reader_of(request)
    form = EndingForm(request.POST if request.method == "POST" else None, group=group, host=host)
    if form.is_valid():
        act, said = _asked(request)
        try:
            act(group, host, form.cleaned_data["goes_on_in"], timezone.now())
        except GroupRefused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, str(said))
            return redirect(group)
    others = Membership.objects.hosts().filter(group=group).exclude(person__user=host).count()
    context = {"group": group, "form": form, "is_last_host": others == 0}
    return render(request, "groups/host/ending.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> tuple[Act, str | Promise]:
    if (asked := ACTS.get(request.POST.get("act", ""))) is None:
        raise Http404
    return asked
