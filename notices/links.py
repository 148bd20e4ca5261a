"""Links of mails that do one thing for whom the mail was for, without signing in.

What such a link can do is a *deed*; whoever puts links in mails registers theirs. Opening a link only says
what it would do, since mail scanners open links; sending the form does it, once.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.functional import Promise

from access.mail import full_address
from access.models import User
from notices.models import UsedLink

WORKS_FOR = timedelta(days=60)


class DeadLink(ValueError):
    """The link does nothing: it is not ours, of nobody who works here, or about what is gone."""


class WornOut(DeadLink):
    """The link was used before, or is too old."""


@dataclass(frozen=True)
class Words:
    """What the screen of a link says: before, on the button, and after."""

    question: str | Promise
    text: str | Promise
    button: str | Promise
    done: str | Promise


class Deed(Protocol):
    """Something that a link of a mail does."""

    # In the link: letters and hyphens.
    name: str

    def words(self, user: User, value: str, *, is_owner: bool) -> Words | None:
        """Return what it says about `value`, or None where there is nothing to do.

        Whoever has the mail can read this. Titles only where `is_owner`: then the user has signed in.
        """

    def do(self, user: User, value: str, now: datetime) -> None:
        """Do it for `user`, who had the mail; once more does no harm."""


@dataclass(frozen=True)
class Link:
    """A link that works: what it does, and for whom."""

    deed: Deed
    user: User
    value: str
    fingerprint: str


_deeds: dict[str, Deed] = {}


def register_deed(deed: Deed) -> Deed:
    """Let links do this. Raises ValueError if another deed has its name."""
    if type(_deeds.setdefault(deed.name, deed)) is not type(deed):
        raise ValueError(f"There is another deed called {deed.name}.")
    return deed


def link_to(deed_name: str, user: User, value: object = "", *, now: datetime) -> str:
    """Return the full address that does the deed for `user`, for 60 days; `value` has no dots."""
    moment = int(now.timestamp())
    return _address(_signer().sign(f"{user.pk}.{_deeds[deed_name].name}.{value}.{moment}"))


def headers_of_mail(stop_url: str) -> dict[str, str]:
    """Return the headers of a mail that no holiday answers, and that one click in a mail program stops."""
    return {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def open_link(token: str, *, now: datetime) -> Link:
    """Return what the link does. Raises DeadLink, and of these WornOut where it did work once."""
    try:
        user_id, name, value, moment = _signer().unsign(token).split(".")
        made_at = datetime.fromtimestamp(int(moment), UTC)
    except (BadSignature, ValueError, OverflowError) as error:
        raise DeadLink("Not signed by this Brink.") from error
    deed, user = _deeds.get(name), User.objects.filter(pk=user_id, is_active=True).first()
    if deed is None or user is None:
        raise DeadLink("Nothing to do, or nobody to do it for.")
    fingerprint = sha256(token.encode()).hexdigest()
    if now - made_at > WORKS_FOR or UsedLink.objects.filter(digest=fingerprint).exists():
        raise WornOut("Used before, or too old.")
    return Link(deed, user, value, fingerprint)


def use_link(link: Link, *, now: datetime) -> None:
    """Do what the link says. Raises WornOut when somebody did so at this moment."""
    try:
        with transaction.atomic():
            UsedLink.objects.create(digest=link.fingerprint, used_at=now)
            link.deed.do(link.user, link.value, now)
    except IntegrityError as error:
        if not UsedLink.objects.filter(digest=link.fingerprint).exists():
            raise
        raise WornOut("Used before.") from error


def forget_used_links(now: datetime) -> None:
    """Delete what is kept of links that would not work any more."""
    UsedLink.objects.filter(used_at__lt=now - WORKS_FOR - timedelta(days=1)).delete()


def _address(token: str) -> str:
    return full_address(reverse("notices:mail-link", args=[token]))


def _signer() -> Signer:
    return Signer(salt="notices.links")
