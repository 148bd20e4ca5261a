"""Taking the second factor away from who lost it, by an administrator."""

from collections.abc import Iterator
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from access.audit import record
from access.models import User
from access.second_factor.needing import has_second_factor

USERS = "wagtailusers_users:index"


@transaction.atomic
def remove_factors(*, actor: User, user: User, now: datetime) -> None:
    """Take every factor from `user`. Raises PermissionDenied unless `actor` is an administrator."""
    if not actor.is_superuser:
        raise PermissionDenied("Only an administrator takes a second factor away.")
    Authenticator.objects.filter(user=user).delete()
    record(actor=actor, action="second_factor.taken_away", thing=user, now=now)


def rescue(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to do it, and do it when the answer is yes."""
    actor = request.user
    if not isinstance(actor, User) or not actor.is_superuser:
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        remove_factors(actor=actor, user=user, now=timezone.now())
        messages.success(request, _("The second step is removed."))
        return redirect(USERS)
    context = {
        "title": _("Remove the second step of %(name)s") % {"name": user.get_full_name() or user.username},
        "text": _(
            "For who lost the device and the recovery codes. "
            "Be sure that it is really this colleague who asks."
        ),
        "button": _("Remove the second step"),
        "index": reverse(USERS),
        "all_of_them": _("All users"),
        "icon": "lock-open",
    }
    return render(request, "access/admin/confirm.html", context)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def rescue_urls() -> list[URLPattern]:
    return [path("second-factor/<int:pk>/remove/", rescue, name="access_rescue")]


@hooks.register("register_user_listing_buttons")  # type: ignore[untyped-decorator]  # Wagtail's
def offer_to_rescue(user: User, request_user: User) -> Iterator[Button]:
    """Offer it beside each account that has one."""
    if request_user.is_superuser and has_second_factor(user):
        address = reverse("access_rescue", args=[user.pk])
        yield Button(_("Remove the second step"), url=address, icon_name="lock-open", priority=40)
