from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from access.second_factor.needing import is_vouched_for


class SecondStep(AuthenticateStage):
    """Asks for a second factor while signing in, unless the identity provider did."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return bool(super()._should_handle(request)) and not is_vouched_for(request, self.login.user)
