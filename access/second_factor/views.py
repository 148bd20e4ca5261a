"""allauth's screens of the second factor, where they need another way on."""

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.asking import HERE


class SecondStepView(AuthenticateView):
    """Asks for the second factor while signing in; a passkey first, for who has one."""

    # Any: a template's context.
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        has_passkey = is_mfa_enabled(self.stage.login.user, [Authenticator.Type.WEBAUTHN])
        return {**super().get_context_data(**kwargs), "user_has_passkey": has_passkey}


class PasskeyDoor(LoginWebAuthnView):
    """Where a passkey signs in; whatever goes wrong leads back to our own form, not to a provider."""

    # Any: allauth's own.
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand a challenge to the script of the sign-in screen."""
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return self._back() if answer.status_code == 302 else answer

    def form_invalid(self, form: Any) -> HttpResponse:  # Any: as above
        for fault in form.errors.get("credential", []):
            messages.error(self.request, fault)
        return self._back()

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(f"{reverse('account_login')}?{HERE}=1")
