"""The screens in the Wagtail admin where an administrator invites."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.accounts import AddressTaken, open_account
from access.forms import InviteForm
from access.invitations import NoAddress, Refused, invite, resend, withdraw
from access.keys import key_in
from access.mail import mails_are_sent
from access.models import Invitation, User

INDEX = "access_invitation_modeladmin_index"
ALL_OF_THEM = gettext_lazy("All open invitations")


def administrator_of(request: HttpRequest) -> User:
    """Return who asks. Raises PermissionDenied for everyone but an administrator."""
    if not isinstance(request.user, User) or not request.user.is_superuser:
        raise PermissionDenied
    return request.user


def confirm(
    request: HttpRequest,
    *,
    title: str | Promise,
    text: str | Promise,
    button: str | Promise,
    act: Callable[[], object],
    done: str | Promise,
    index: str = INDEX,
    all_of_them: str | Promise = ALL_OF_THEM,
) -> HttpResponse:
    """Ask whether to do it, and do it when the answer is yes; a refusal is told on the same screen.

    `index` names the list to go back to, which is called `all_of_them`.
    """
    refusal: str | Promise = ""
    if request.method == "POST":
        try:
            act()
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, str(done))
            return redirect(index)
    context = {"title": title, "text": text, "button": button, "refusal": refusal}
    context |= {"index": reverse(index), "all_of_them": all_of_them}
    return render(request, "access/admin/confirm.html", context, status=422 if refusal else 200)


def invite_user(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite the owner of an account that has no password yet."""
    actor, user = administrator_of(request), get_object_or_404(User, pk=pk)
    return confirm(
        request,
        title=_("Invite %(name)s") % {"name": user.get_full_name() or user.username},
        text=where_the_mail_goes(user.email),
        button=_("Send the invitation"),
        act=lambda: invite(actor=actor, user=user, now=timezone.now()),
        done=_told(_("The invitation is on its way.")),
    )


def invite_by_address(request: HttpRequest) -> HttpResponse:
    """Open an account for someone who has none, and invite them."""
    actor = administrator_of(request)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now, answers = timezone.now(), form.cleaned_data
        try:
            user = open_account(actor=actor, email=answers["email"], full_name=answers["name"], now=now)
        except AddressTaken:
            form.add_error(
                "email", _("There is an account with this address already. Invite it under Users.")
            )
        else:
            invite(actor=actor, user=user, now=now)
            messages.success(request, _told(_("The invitation is on its way.")))
            return redirect(INDEX)
    context = {"form": form, "index": reverse(INDEX)}
    return render(request, "access/admin/invite.html", context, status=422 if form.errors else 200)


def invitation_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Send an open invitation again, or withdraw it."""
    actor = administrator_of(request)
    invitation = Invitation.objects.open().select_related("user").filter(pk=key_in(number) or 0).first()
    if invitation is None:
        raise Http404
    name = {"name": invitation.user.get_full_name() or invitation.user.username}
    now = timezone.now()
    if act == "withdraw":
        return confirm(
            request,
            title=_("Withdraw the invitation of %(name)s") % name,
            text=_("The link in the mail stops working. The account stays, without a password."),
            button=_("Withdraw"),
            act=lambda: withdraw(actor=actor, invitation=invitation, now=now),
            done=_("The invitation is withdrawn."),
        )
    return confirm(
        request,
        title=_("Invite %(name)s again") % name,
        text=_("A new mail goes to %(email)s; the link in the earlier one stops working.")
        % {"email": invitation.user.email},
        button=_("Send again"),
        act=lambda: resend(actor=actor, invitation=invitation, now=now),
        done=_told(_("The invitation is on its way.")),
    )


def where_the_mail_goes(email: str) -> str:
    """Return what happens on a yes, in a sentence."""
    if email:
        return _("The mail with the link goes to %(email)s.") % {"email": email}
    return str(NoAddress.sentence)


def _told(done: str | Promise) -> str:
    if mails_are_sent():
        return str(done)
    return f"{done} {_('This Brink has no mail server: it prints its mails where it was started.')}"
