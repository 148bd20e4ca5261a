"""Who is in a group, inviting colleagues, and who is a member by rule."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.keys import key_in
from groups.inviting_form import InvitingForm, RuleForm
from groups.member_list import members_of
from groups.models import Membership, MembershipRule
from groups.services.letting_in import invite
from groups.services.refusals import GroupRefused
from groups.services.rules import add_rule, end_rule
from groups.views.finding import hosted_group, read_group

Role = Membership.Role
MOST_SHOWN = 50


@require_safe
def member_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who is in a group to who may read it."""
    reader, standing = read_group(request, slug)
    listing = members_of(standing.group, reader, request.GET, timezone.now(), is_host=standing.is_host)
    asked = {"q": listing.text, "unit": listing.unit.slug if listing.unit else ""}
    context = {
        "group": standing.group,
        "standing": standing,
        "listing": listing,
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return render(request, "groups/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a host invite a colleague."""
    host, standing = hosted_group(request, slug)
    group = standing.group
    data = request.POST if request.method == "POST" else None
    person = standing.membership.person if standing.membership else None
    assert person is not None
    form = InvitingForm(data, host=host, person=person, name=request.GET.get("name", ""))
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = invite(
                host=host,
                group=group,
                people=[said["colleague"]],
                words=said["words"],
                role=Role.CO_HOST if said["is_host_too"] else Role.MEMBER,
                now=timezone.now(),
            )
        except GroupRefused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _said(made[0] if made else None, said["colleague"].name))
            return redirect("groups:invite", slug)
    invited = Membership.objects.filter(
        group=group, state=Membership.State.INVITED, person__left_on=None
    ).select_related("person")
    context = {"group": group, "form": form, "invited": invited.order_by("-since", "-pk")[:MOST_SHOWN]}
    return render(request, "groups/invite.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Let hosts say who is a member by themselves."""
    host, standing = hosted_group(request, slug)
    group = standing.group
    if "end" in request.POST:
        rule = MembershipRule.objects.filter(group=group, pk=key_in(request.POST["end"]) or 0).first()
        if rule is None:
            raise Http404
        try:
            end_rule(host=host, rule=rule, now=timezone.now())
        except GroupRefused as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            messages.success(request, _("The rule is gone. Whom it brought in leaves within a few minutes."))
        return redirect("groups:rules", slug)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        add_rule(host=host, group=group, **form.cleaned_data, now=timezone.now())
        messages.success(request, _("The rule holds. Whom it means comes in within a few minutes."))
        return redirect("groups:rules", slug)
    rows = group.rules.filter(is_ending=False).select_related("unit", "duty", "location").order_by("pk")
    context = {"group": group, "form": form, "rules": rows}
    return render(request, "groups/rules.html", context, status=422 if form.errors else 200)


def _said(row: Membership | None, name: str) -> str:
    if row is None:
        return _("You cannot invite %(name)s.") % {"name": name}
    if row.state == Membership.State.MEMBER:
        return _("%(name)s is a member.") % {"name": name}
    return _("%(name)s is invited.") % {"name": name}
