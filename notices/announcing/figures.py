"""What a message to many costs, in words, for who is about to send it."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.models import User
from directory.reach import SMALLEST_GROUP
from notices.announcing.reaching import Reach
from notices.announcing.spending import spending_of_month

HOUR = timedelta(hours=1)


# Any: what a template needs.
def figures_of_cost(reach: Reach, sender: User, now: datetime) -> dict[str, Any]:
    """Return whom a message reaches, what it costs and whether it stays within what is allowed."""
    spending = spending_of_month(now)
    is_within = spending.covers(reach.receivers)
    return {
        "reach": reach,
        "receivers": _people(reach.receivers),
        "cost": _cost(reach),
        "spending": spending,
        "is_within": is_within,
        "may_send": is_within or sender.is_superuser,
    }


def _people(count: int) -> str:
    if count < SMALLEST_GROUP:
        return _("fewer than ten colleagues")
    return _("%(count)d colleagues") % {"count": count}


def _cost(reach: Reach) -> str:
    """Return the working time; of a few it would say how many of them take mails."""
    return _working_time(reach.working_time) if reach.is_about_many else _("less than half an hour")


def _working_time(time: timedelta) -> str:
    if time < HOUR:
        minutes = int(time / timedelta(minutes=1))
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = round(time / HOUR)
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
