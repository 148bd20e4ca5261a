"""Coming into a group and leaving it: buttons on its screen, and a screen where more is to be said."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.models import User
from dialogue.wording import tidy
from groups.models import Group, Membership
from groups.services import hosting
from groups.services import membership as services
from groups.services.refusals import GroupRefused, NoGroup
from groups.showing import hosts_of
from groups.standing import Standing
from groups.views.finding import group_to_enter

# As the column holds it.
LONGEST_WORDS = 300


@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what somebody can do about their membership, and do it: `act` names which."""
    reader, standing = group_to_enter(request, slug)
    if request.method != "POST":
        return _screen(request, reader, standing)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _screen(request, reader, standing, _("Choose what you want to do."))
    if len(request.POST.get("words", "")) > LONGEST_WORDS:
        return _screen(request, reader, standing, _("Make it shorter: at most 300 characters."))
    try:
        said = act(request, reader, standing.group)
    except NoGroup as missing:
        raise Http404 from missing
    except GroupRefused as refusal:
        return _screen(request, reader, standing, str(refusal.sentence))
    if said:
        messages.success(request, said)
    # Read anew: who was let in or left may see other things than a moment ago.
    is_known = Group.objects.visible_to(User.objects.get(pk=reader.pk)).filter(pk=standing.group.pk).exists()
    return redirect(standing.group if is_known else "groups:list")


def _screen(request: HttpRequest, reader: User, standing: Standing, error: str = "") -> HttpResponse:
    row = standing.membership
    inviter = row.decided_by if row is not None and standing.is_invited else None
    context = {
        "group": standing.group,
        "standing": standing,
        "hosts": hosts_of(standing.group, reader, timezone.now()),
        "inviter": getattr(inviter, "person", None),
        "offers_hosting": row is not None and row.offered_role != Membership.Role.MEMBER,
        "words": request.POST.get("words", ""),
        "error": error,
    }
    return render(request, "groups/membership.html", context, status=422 if error else 200)


def _join(request: HttpRequest, user: User, group: Group) -> str:
    services.join(user=user, group=group, now=timezone.now())
    return _("You are a member of %(group)s. Welcome.") % {"group": group.name}


def _ask(request: HttpRequest, user: User, group: Group) -> str:
    words = tidy(request.POST.get("words", ""))
    row = services.ask_to_join(user=user, group=group, words=words, now=timezone.now())
    if row.state == Membership.State.MEMBER:
        return _("You are a member of %(group)s. Welcome.") % {"group": group.name}
    return _("You asked to come in. You get a notice once a host has decided.")


def _take_back(request: HttpRequest, user: User, group: Group) -> str:
    services.take_request_back(user=user, group=group)
    return _("You took your request back.")


def _decline(request: HttpRequest, user: User, group: Group) -> str:
    services.decline_invitation(user=user, group=group, now=timezone.now())
    return _("You declined the invitation.")


def _leave(request: HttpRequest, user: User, group: Group) -> str:
    if not services.leave(user=user, group=group, now=timezone.now()):
        return _("You are no member of %(group)s.") % {"group": group.name}
    return _("You left %(group)s. What you wrote there stays.") % {"group": group.name}


def _step_forward(request: HttpRequest, user: User, group: Group) -> str:
    hosting.step_forward(user=user, group=group, now=timezone.now())
    return _("You host %(group)s from now on. Thank you.") % {"group": group.name}


def _welcomed(request: HttpRequest, user: User, group: Group) -> str:
    services.put_welcome_away(user=user, group=group, now=timezone.now())
    return ""


_ACTS: dict[str, Callable[[HttpRequest, User, Group], str]] = {
    "join": _join,
    "ask": _ask,
    "take_back": _take_back,
    "decline": _decline,
    "leave": _leave,
    "step_forward": _step_forward,
    "welcomed": _welcomed,
}
