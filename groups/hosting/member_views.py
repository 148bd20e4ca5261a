"""One member as a host meets them: to host it together, to stop that, to be taken out or brought back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from access.asking import reader_of
from access.models import User
from directory.models import Person
from directory.visibility import as_seen_by
from groups.hosting.forms import RemovalForm
from groups.models import Group, Membership
from groups.services.hosting import give_role
from groups.services.letting_in import bring_back, remove
from groups.services.refusals import GroupRefused
from groups.views.finding import hosted_or_404

State = Membership.State
Role = Membership.Role

# What a host reads after each of them.
SAID: dict[str, str | Promise] = {
    "host": _("%(name)s hosts the group with you from now on, and gets notice of it."),
    "member": _("%(name)s is a member, and no host any more."),
    "remove": _("%(name)s is out of the group, and reads your reason."),
    "back": _("%(name)s is a member again."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a host say what a colleague is in the group. What a host is themselves they change elsewhere."""
    group, host = hosted_or_404(request, slug), reader_of(request)
    row = _met_by(host, group, pk)
    act = request.POST.get("act", "")
    form = RemovalForm(request.POST if act == "remove" else None)
    if request.method == "POST" and act not in SAID:
        raise Http404
    if request.method == "POST" and (act != "remove" or form.is_valid()):
        try:
            _do(act, host, row, form.cleaned_data["reason"] if act == "remove" else "")
        except GroupRefused as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            messages.success(request, SAID[act] % {"name": row.person.name})
        return redirect("groups:members", group.slug)
    [shown] = as_seen_by([row.person], host)
    context = {"group": group, "form": form, "row": row, "person": shown}
    return render(request, "groups/host/member.html", context, status=422 if form.errors else 200)


def _met_by(host: User, group: Group, pk: int) -> Membership:
    seen = Person.objects.visible_to(host).working_here().exclude(user=host)
    rows = Membership.objects.select_related("group", "person__user", "person__unit")
    states = (State.MEMBER, State.REMOVED)
    row: Membership | None = rows.filter(
        group=group, state__in=states, person__in=seen.order_by(), pk=pk
    ).first()
    if row is None:
        raise Http404
    return row


def _do(act: str, host: User, row: Membership, reason: str) -> None:
    now = timezone.now()
    if act == "remove":
        remove(host=host, membership=row, reason=reason, now=now)
    elif act == "back":
        bring_back(host=host, membership=row, now=now)
    else:
        give_role(host=host, membership=row, role=Role.CO_HOST if act == "host" else Role.MEMBER, now=now)
