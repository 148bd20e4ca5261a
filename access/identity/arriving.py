"""Who somebody is that an identity provider vouches for; a higher room, which knows people, decides."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from access.identity.claims import Claims
from access.models import IdentityProvider, User


class NotLetIn(Exception):
    """An identity provider vouches for this person, and they may not come in; `why` says in a word."""

    why = "refused"


class ClosedToThem(NotLetIn):
    why = "closed"


class NotListed(NotLetIn):
    why = "unlisted"


class AddressOfAnother(NotLetIn):
    why = "address"


class Nameless(NotLetIn):
    why = "nameless"


Host: TypeAlias = Callable[[IdentityProvider, Claims, User | None, datetime], User]
_hosts: list[Host] = []


def register_host(host: Host) -> Host:
    """Let `host` say whose account it is that these claims open, given the one that was opened before."""
    _hosts[:] = [host]
    return host


def receive(*, provider: IdentityProvider, claims: Claims, known: User | None, now: datetime) -> User:
    """Return the account that these claims open, brought up to date. Raises NotLetIn."""
    if not _hosts:
        raise NotListed
    user = _hosts[0](provider, claims, known, now)
    if not user.is_active:
        raise ClosedToThem
    return user
