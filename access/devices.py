"""Where a person has signed in, in words that they know."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from access.audit import record
from access.models import User

SHOWN_AT_MOST = 20
# The first that its description names; newer browsers call themselves by the older names too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


class NotSignedIn(LookupError):
    """Nobody is signed in there, or somebody else is."""


@dataclass(frozen=True)
class Device:
    """A browser in which someone is signed in."""

    number: int
    name: str
    since: datetime
    is_this_one: bool


def devices_of(user: User, *, this_session: str | None, now: datetime) -> list[Device]:
    """Return where `user` is signed in, this one first and then the newest; two queries."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    sessions = UserSession.objects.filter(user=user, session_key__in=alive).order_by("-created_at", "-pk")
    devices = [
        Device(
            number=session.pk,
            name=device_name(session.user_agent),
            since=session.created_at,
            is_this_one=session.session_key == this_session,
        )
        for session in sessions[:SHOWN_AT_MOST]
    ]
    return sorted(devices, key=lambda device: not device.is_this_one)


@transaction.atomic
def sign_out_there(*, user: User, number: int, now: datetime) -> str:
    """End that session of `user` and return what its device is called. Raises NotSignedIn."""
    session = UserSession.objects.select_for_update().filter(user=user, pk=number).first()
    if session is None:
        raise NotSignedIn
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    record(actor=user, action="session.ended_there", thing=user, now=now)
    return device_name(session.user_agent)


@transaction.atomic
def sign_out_elsewhere(*, user: User, this_session: str | None, now: datetime) -> int:
    """End every session of `user` but this one, and return how many there were."""
    others = UserSession.objects.filter(user=user).exclude(session_key=this_session)
    keys = list(others.values_list("session_key", flat=True))
    ended_count, _by_model = Session.objects.filter(session_key__in=keys).delete()
    others.delete()
    record(actor=user, action="session.ended_elsewhere", thing=user, details={"count": ended_count}, now=now)
    return ended_count


def device_name(user_agent: str) -> str:
    """Return what a browser calls itself in a few words, such as “Firefox on Windows”."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser that does not say its name")
