"""The screen where people come in."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from access.asking import HERE, own_address
from access.identity.providers import providers_that_are_on, way_in


class SignInView(LoginView):
    """Offers each identity provider above the form of Brink, or goes to the default one straight away."""

    # Any: allauth's own signature.
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the ways in, unless there is one to take straight away."""
        default = providers_that_are_on().filter(is_default=True).first()
        if default is None or HERE in request.GET or request.user.is_authenticated:
            shown: HttpResponse = super().get(request, *args, **kwargs)
            return shown
        # A page that goes on by itself, not a redirect: who sent a form after their session ended was already
        # redirected here, and a strict policy lets no form lead on to another host.
        context = {"provider": default, "onwards": way_in(default) + self._onwards()}
        return render(request, "account/onwards.html", context)

    # Any: a template's context.
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ways = [{"name": row.name, "url": way_in(row) + self._onwards()} for row in providers_that_are_on()]
        return {**super().get_context_data(**kwargs), "ways": ways}

    def _onwards(self) -> str:
        """Return where to go after signing in, as the end of an address."""
        onwards = own_address(self.request, self.request.GET.get("next", ""), "")
        return f"?{urlencode({'next': onwards})}" if onwards else ""
