"""Who needs a second factor, and whether they have one."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Q
from django.http import HttpRequest

from access.models import IdentityProvider, Role, RoleGroup, User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# In the session, so that asking it costs nothing: what is needed is not there yet.
MISSING = "second_factor_is_missing"


def needs_second_factor(user: User) -> bool:
    """Tell whether a role of `user` asks for one; who is administrator by another way has that role too."""
    mine = Q(group__user=user)
    if user.is_superuser:
        mine |= Q(role=Role.ADMINISTRATOR)
    needed: bool = RoleGroup.objects.filter(mine, needs_second_factor=True).exists()
    return needed


def has_second_factor(user: User) -> bool:
    """Tell whether `user` has a passkey or an app that gives codes; recovery codes alone are none."""
    return bool(is_mfa_enabled(user, FACTORS))


def is_vouched_for(request: HttpRequest, user: User) -> bool:
    """Tell whether `user` came in by a provider that asks for a second factor itself."""
    slugs = [
        record.get("provider")
        for record in get_authentication_records(request, user)
        if record.get("method") == "socialaccount"
    ]
    return bool(slugs) and (
        IdentityProvider.objects.filter(slug=slugs[-1], is_on=True, has_second_factor=True).exists()
    )


def settle(request: HttpRequest, user: User) -> None:
    """Keep in the session whether `user` must set up a second factor before anything else."""
    if needs_second_factor(user) and not (has_second_factor(user) or is_vouched_for(request, user)):
        request.session[MISSING] = True
    else:
        request.session.pop(MISSING, None)
