import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.asking import HERE
from access.models import User

MISMATCH = _("This name and password do not belong together. Look at capitals and spaces, and try again.")
# What proves who one is to Brink itself.
OWN_PROOFS = ("password", "mfa")


class AccountAdapter(DefaultAccountAdapter):
    """How people come in: accounts are given, not taken."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "rate_limited": _("Those were too many tries. Wait five minutes and try again."),
        "incorrect_password": _("This is not your password. Look at capitals and spaces."),
        "too_many_login_attempts": _("Those were too many tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        own = {"allauth.mfa.stages.AuthenticateStage": "access.second_factor.stages.SecondStep"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # Any: allauth's own
        """Ask who one is again before a factor changes, unless that was proven here a moment ago."""
        request = self.request or context.request
        proofs = get_authentication_records(request, request.user)
        ago = time.time() - max((proof["at"] for proof in proofs if proof["method"] in OWN_PROOFS), default=0)
        return bool(super().is_reauthentication_required(app=app, **kwargs)) and (
            ago > app_settings.REAUTHENTICATION_TIMEOUT
        )

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to our own form: who signs out is not to be signed in again straight away."""
        return f"{reverse('account_login')}?{HERE}=1"

    def forget_failed_tries(self, request: HttpRequest, user: User) -> None:
        """Let `user` sign in at once after a new password, however often the old one was tried in vain."""
        for name in (user.username, user.email):
            self._delete_login_attempts_cached_email(request, username=name)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Tell who knows the password of a closed account that it is closed."""
        return render(request, "account/closed.html", status=403)
