"""Tips for hosts, each where it helps and only then, until they say that they know."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.models import User
from groups.models import DismissedTip, Group

QUIET_AFTER = timedelta(days=14)
REVIEW_SOON = timedelta(days=30)
# Fewer have to be asked by name.
SMALL = 5


@dataclass(frozen=True)
class Tip:
    """A tip: what to do, and why it works."""

    name: str
    title: str | Promise
    text: str | Promise


@dataclass(frozen=True)
class Signs:
    """What a room shows just now, by which it is known which tip helps."""

    waits_for_reply: bool = False
    has_newcomers: bool = False
    has_overdue: bool = False
    has_open: bool = False
    has_thanks: bool = False


TIPS = {
    tip.name: tip
    for tip in (
        Tip(
            "first_reply",
            _("The first reply decides"),
            _("Somebody who gets a reply on their first day writes again. A question back is enough."),
        ),
        Tip(
            "overdue",
            _("Ask one colleague by name"),
            _("Nobody feels called by “who knows?”. Name the colleague who did this before, with an @."),
        ),
        Tip(
            "let_others",
            _("Wait a moment before you answer"),
            _("If the host always knows, the others stay silent. Ask a member to answer first."),
        ),
        Tip(
            "welcome",
            _("Welcome people with a question"),
            _("Ask newcomers what they work on now. You learn who knows what, and they have begun."),
        ),
        Tip(
            "thanks",
            _("Say what it was good for"),
            _("“Thanks to you the letter went out today” is worth more than “thanks”."),
        ),
        Tip(
            "quiet",
            _("It is quiet: show something unfinished"),
            _("Work that is half done invites a remark. What is finished gets a thumb at most."),
        ),
        Tip(
            "second_host",
            _("Do not do this alone"),
            _("With two hosts a group goes on when one is away. Ask the member who answers most gladly."),
        ),
        Tip(
            "review",
            _("Look together whether it still helps"),
            _("Ask the members what they would miss. Stopping in time is also a good result."),
        ),
        Tip(
            "small",
            _("Invite three people by name"),
            _("A group comes alive by who is in it. Say to each why it is them whom you ask."),
        ),
    )
}


def tip_for(host: User, group: Group, signs: Signs, *, host_count: int, now: datetime) -> Tip | None:
    """Return the one tip that helps most just now and that `host` has not read; one query."""
    read = set(DismissedTip.objects.filter(host=host).values_list("name", flat=True))
    wanted = _wanted(group, signs, host_count, now)
    return next((TIPS[name] for name in wanted if name not in read), None)


def dismiss_tip(*, host: User, name: str, now: datetime) -> None:
    """Do not show this tip to `host` again; one that is not there is no matter."""
    if name in TIPS:
        DismissedTip.objects.get_or_create(host=host, name=name, defaults={"dismissed_at": now})


def _wanted(group: Group, signs: Signs, host_count: int, now: datetime) -> list[str]:
    """Return the names of the tips that fit, the most urgent first."""
    last = group.last_posted_at or group.founded_at
    signs_of = {
        "first_reply": signs.waits_for_reply,
        "overdue": signs.has_overdue,
        "second_host": host_count == 1,
        "review": group.review_on <= (now + REVIEW_SOON).date(),
        "welcome": signs.has_newcomers,
        "thanks": signs.has_thanks,
        "let_others": signs.has_open,
        "small": group.member_count < SMALL,
        "quiet": last < now - QUIET_AFTER,
    }
    return [name for name, is_so in signs_of.items() if is_so]
