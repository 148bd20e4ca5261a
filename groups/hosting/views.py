"""The room behind a group, for its hosts alone: for everybody else there is no such address."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.asking import reader_of
from access.keys import key_in
from access.models import User
from dialogue.authors import authors_for
from dialogue.mentions import named_in
from dialogue.models import BrinkComment
from dialogue.refusals import Refused
from dialogue.wording import as_excerpt
from groups.hosting.forms import RequestForm, ThanksForm, WelcomeForm
from groups.hosting.newcomers import to_welcome
from groups.hosting.room import Someone, room_of
from groups.hosting.thanks import is_to_thank
from groups.hosting.tips import dismiss_tip
from groups.models import Group, Membership
from groups.services.greeting import need_no_welcome, say_thanks, welcome
from groups.services.letting_in import let_in, refuse
from groups.services.refusals import GroupRefused
from groups.views.finding import hosted_or_404

# So many are named in one message at most.
WELCOMED_AT_ONCE = 10


@require_safe
def room(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what asks for a host, and how the group does."""
    group = hosted_or_404(request, slug)
    found = room_of(group, reader_of(request), timezone.now())
    return render(request, "groups/host/room.html", {"group": group, "room": found})


@require_http_methods(["GET", "HEAD", "POST"])
def welcoming(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a host welcome newcomers by name, in one message."""
    group, host, now = hosted_or_404(request, slug), reader_of(request), timezone.now()
    newcomers = _newcomers(group, host, now)
    if not newcomers:
        messages.info(request, _("Everybody who came in lately is welcomed."))
        return redirect("groups:host", group.slug)
    asked = request.GET.get("who", "")
    chosen = [one.membership.pk for one in newcomers if asked in ("", str(one.membership.pk))]
    data = request.POST if request.method == "POST" else None
    form = WelcomeForm(data, newcomers=newcomers, chosen=chosen)
    if form.is_valid() and _welcome(request, group, form, now):
        return redirect("groups:host", group.slug)
    context = {"group": group, "form": form}
    return render(request, "groups/host/welcome.html", context, status=422 if form.errors else 200)


@require_POST
def welcomed(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a newcomer from the list who needs no welcome here."""
    group = hosted_or_404(request, slug)
    number = key_in(request.POST.get("who"))
    members = [number] if number is not None else []
    need_no_welcome(host=reader_of(request), group=group, members=members, now=timezone.now())
    return redirect("groups:host", group.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def thanking(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a host thank a colleague whose answer helped."""
    group, host, now = hosted_or_404(request, slug), reader_of(request), timezone.now()
    answer = BrinkComment.objects.standing().select_related(None).filter(pk=pk).first()
    if answer is None or not is_to_thank(answer, group):
        raise Http404
    author = authors_for([answer.user_id], host)[answer.user_id]
    form = ThanksForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            say_thanks(host=host, group=group, answer=answer, text=form.cleaned_data["text"], now=now)
        except (GroupRefused, Refused) as refusal:
            form.add_error("text", str(refusal.sentence))
        else:
            messages.success(request, _("Said. %(name)s gets notice of it.") % {"name": author.name})
            return redirect("groups:host", group.slug)
    words = as_excerpt(answer.comment, named_in([answer.comment], host))
    context = {"group": group, "form": form, "words": words, "author": author}
    return render(request, "groups/host/thank.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def deciding(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a host decide on a request: with one press yes, and with a reason no."""
    group, host, now = hosted_or_404(request, slug), reader_of(request), timezone.now()
    rows = Membership.objects.select_related("group", "person__user", "person__unit")
    row = rows.filter(group=group, state=Membership.State.ASKED, pk=pk).first()
    if row is None:
        messages.info(request, _("There is nothing to decide any more: somebody was quicker."))
        return redirect("groups:host", group.slug)
    author = authors_for([row.person.user_id], host)[row.person.user_id]
    is_no = request.POST.get("act") == "refuse"
    form = RequestForm(request.POST if is_no else None)
    if request.method == "POST" and (not is_no or form.is_valid()):
        try:
            if is_no:
                refuse(host=host, membership=row, reason=form.cleaned_data["reason"], now=now)
            else:
                let_in(host=host, membership=row, now=now)
        except GroupRefused as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            said = _("%(name)s reads your reason.") if is_no else _("%(name)s is in.")
            messages.success(request, said % {"name": author.name})
        return redirect("groups:host", group.slug)
    context = {"group": group, "form": form, "row": row, "author": author}
    return render(request, "groups/host/request.html", context, status=422 if form.errors else 200)


@require_POST
def tip_read(request: HttpRequest, slug: str) -> HttpResponse:
    """Do not show a tip again to the host who has read it."""
    group = hosted_or_404(request, slug)
    dismiss_tip(host=reader_of(request), name=request.POST.get("tip", ""), now=timezone.now())
    return redirect("groups:host", group.slug)


def _newcomers(group: Group, host: User, now: datetime) -> list[Someone]:
    rows = list(to_welcome(group.pk, now)[:WELCOMED_AT_ONCE])
    authors = authors_for([row.person.user_id for row in rows], host)
    return [Someone(row, authors[row.person.user_id]) for row in rows if row.person.user_id in authors]


def _welcome(request: HttpRequest, group: Group, form: WelcomeForm, now: datetime) -> bool:
    """Welcome the chosen ones and say so; or say at the form why not."""
    try:
        welcome(
            host=reader_of(request),
            group=group,
            members=form.cleaned_data["members"],
            text=form.cleaned_data["text"],
            language=group.language or get_language() or "nl",
            now=now,
        )
    except (GroupRefused, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    messages.success(request, _("Your welcome is in the group."))
    return True
