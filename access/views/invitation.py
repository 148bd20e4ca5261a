"""Where the link of an invitation leads: a first password, and in."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from access.forms import FirstPasswordForm
from access.invitations import (
    BadLink,
    ExpiredLink,
    ForgedLink,
    UsedLink,
    WithdrawnLink,
    accept,
    find_by_link,
)

WHY = {ForgedLink: "forged", UsedLink: "used", WithdrawnLink: "withdrawn", ExpiredLink: "expired"}


# Who is invited cannot sign in yet: the signature in the link is what lets them in.
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: HttpRequest, token: str) -> HttpResponse:
    """Ask who has the link for a password, and sign them in with it. Looking at the link uses nothing up."""
    if not ratelimit.consume(request, action="reset_password_from_key"):
        answer: HttpResponse = ratelimit.respond_429(request)
        return answer
    try:
        invitation = find_by_link(token, now=timezone.now())
        form = FirstPasswordForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                user = accept(token=token, password=form.cleaned_data["new_password"], now=timezone.now())
            except ValidationError as refusal:
                form.add_error("new_password", refusal)
            else:
                entered: HttpResponse = perform_login(
                    request, user, email_verification="none", redirect_url=settings.LOGIN_REDIRECT_URL
                )
                return entered
    except BadLink as fault:
        status = 403 if isinstance(fault, ForgedLink) else 410
        return render(request, "account/invitation_closed.html", {"why": WHY[type(fault)]}, status=status)
    context = {"form": form, "invited": invitation.user, "token": token}
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)
