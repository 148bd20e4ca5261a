from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.asking import HERE
from access.models import User

MISMATCH = _("This name and password do not belong together. Look at capitals and spaces, and try again.")


class AccountAdapter(DefaultAccountAdapter):
    """How people come in: accounts are given, not taken."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "too_many_login_attempts": _("Those were too many tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

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
