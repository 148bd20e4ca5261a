"""The way to a new password by mail."""

from typing import Any

from allauth.account.views import PasswordResetDoneView, PasswordResetFromKeyView
from django.http import HttpResponse
from django.urls import reverse_lazy

from access.adapters import AccountAdapter
from access.mail import mails_are_sent


class ResetSentView(PasswordResetDoneView):
    """Says that a mail is on its way if there is an account."""

    # Any: a template's context.
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "mails_are_sent": mails_are_sent()}


class NewPasswordView(PasswordResetFromKeyView):
    """Asks a new password of who has a link that still works."""

    success_url = reverse_lazy("account_login")

    # Any: allauth has no types.
    def form_valid(self, form: Any) -> HttpResponse:
        """Save the new password, and let its owner sign in with it at once."""
        response: HttpResponse = super().form_valid(form)
        AccountAdapter(self.request).forget_failed_tries(self.request, form.user)
        return response

    # Any: a template's context, and what a response is made with.
    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Say with the status, too, that a link is worn out."""
        status = 410 if context.get("token_fail") else 200
        response: HttpResponse = super().render_to_response(context, status=status, **kwargs)
        return response
